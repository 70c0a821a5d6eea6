from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from .keyed import KeyedPage


class CoursePage(KeyedPage):
    """The course's home: its skills, and under each the apps one learns."""

    intro = RichTextField(_("introduction"), features=["bold", "link"], blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        InlinePanel("skills", label=_("Skill"), heading=_("Skills, in their order")),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["lessons.AppPage"]
    max_count = 1
    template = "lessons/pages/course.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
