from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from lessons.blocks.streams import CuesBlock
from lms.shared.fields import LeanStreamField

from .keyed import KeyedPage


def default_rate() -> int:
    return settings.LMS_RADIO_RATE


class RadioScriptPage(KeyedPage):
    """A script for commune radio. Its steps are drawn from a lesson; around them stand the words for the ear."""

    language = models.CharField(_("language"), max_length=10, default="vi")
    rate = models.PositiveSmallIntegerField(
        _("syllables a minute"),
        default=default_rate,
        validators=[MinValueValidator(150), MaxValueValidator(220)],
        help_text=_("150 to 220; 180 carries well over loudspeakers."),
    )
    cues = LeanStreamField(CuesBlock(), verbose_name=_("parts"))

    search_fields = [*KeyedPage.search_fields, index.SearchField("cues")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("cues"),
        FieldRowPanel([FieldPanel("rate"), FieldPanel("language", help_text=_("vi stands for Vietnamese."))]),
    ]
    parent_page_types = ["lessons.AppPage"]
    subpage_types: list[str] = []
    template = "lessons/pages/radio.html"
    page_description = _("Words for the loudspeakers, with how long they take.")

    class Meta:
        verbose_name = _("radio script")
        verbose_name_plural = _("radio scripts")
        constraints = [
            models.CheckConstraint(name="lessons_radioscriptpage_rate", condition=Q(rate__gte=150, rate__lte=220)),
        ]
