from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from lessons.blocks.streams import SourcesBlock, WarningsBlock
from lms.shared.fields import LeanStreamField
from lms.shared.richtext import to_lines

from .keyed import Checked, KeyedPage


class Skill(Orderable):
    """A group of apps on the course's home, for example: paying online."""

    course = ParentalKey("lessons.CoursePage", on_delete=models.CASCADE, related_name="skills")
    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=90)

    panels = [FieldPanel("title"), FieldPanel("key")]

    class Meta(Orderable.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [models.UniqueConstraint(name="lessons_skill_key", fields=["course", "key"])]

    def __str__(self) -> str:
        return self.title


class AppPage(Checked, KeyedPage):  # type: ignore[django-manager-missing]
    """An app or service: what it is, who runs it, how it stands today, and all that is drawn from its lessons."""

    class State(models.TextChoices):
        IN_USE = "in_use", _("in use")
        CHANGING = "changing", _("changing")
        UNKNOWN = "unknown", _("not known")
        CLOSED = "closed", _("no longer in service")

    skill = models.ForeignKey(
        Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="apps", verbose_name=_("skill")
    )
    summary = models.CharField(_("summary"), max_length=200, help_text=_("One sentence for the course's home."))
    what = RichTextField(
        _("what it is"), features=["bold", "ol", "ul"], help_text=_("What it is for, in two or three short sentences.")
    )
    runner = models.CharField(_("who runs it"), max_length=200, help_text=_("The authority or company, by its name."))
    install = models.CharField(_("where to get it"), max_length=200, help_text=_("The official store or address only."))
    state = models.CharField(_("how it stands"), max_length=10, choices=State, default=State.UNKNOWN)
    state_note = models.CharField(_("note on how it stands"), max_length=200, blank=True)
    state_on = models.DateField(_("as of"), null=True, blank=True)
    warnings = LeanStreamField(
        WarningsBlock(),
        verbose_name=_("safety warnings"),
        help_text=_("1 to 5 sentences. They stand on the page, the leaflet and in the radio script."),
    )
    sources = LeanStreamField(SourcesBlock(required=False), blank=True, verbose_name=_("sources"))
    leaflet_title = models.CharField(_("title of the leaflet"), max_length=60, blank=True)
    leaflet_lede = models.CharField(_("opening words of the leaflet"), max_length=160, blank=True)
    # An app chooses its quiz; quizzes never know a page.
    quiz = models.ForeignKey(
        "quizzes.Quiz",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quiz"),
    )

    search_fields = [
        *KeyedPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("what"),
        index.SearchField("runner"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("skill"),
        FieldPanel("summary"),
        FieldPanel("what"),
        MultiFieldPanel([FieldPanel("runner"), FieldPanel("install")], heading=_("Who and where")),
        FieldPanel("warnings"),
        FieldPanel("quiz"),
        MultiFieldPanel([FieldPanel("leaflet_title"), FieldPanel("leaflet_lede")], heading=_("Leaflet")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("state"), FieldPanel("state_on")]), FieldPanel("state_note")],
            heading=_("How it stands today"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sources"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("check_expires")]),
                FieldPanel("checked_by"),
            ],
            heading=_("Sources and check"),
        ),
    ]
    read_with = ("skill", "quiz")
    parent_page_types = ["lessons.CoursePage"]
    subpage_types = ["lessons.LessonPage", "lessons.PosterPage", "lessons.RadioScriptPage"]
    template = "lessons/pages/app.html"
    sheet_previews = (
        ("leaflet", _("Leaflet, folded in three")),
        ("leaflet-a5", _("Small leaflet")),
        ("card", _("Pocket card")),
    )

    class Meta:
        verbose_name = _("app or service")
        verbose_name_plural = _("apps and services")
        constraints = [
            models.CheckConstraint(
                name="lessons_apppage_check_period",
                condition=Q(checked_on=None) | Q(check_expires=None) | Q(check_expires__gt=models.F("checked_on")),
                violation_error_message=_("“Check again before” must come after “checked on”."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.state != self.State.UNKNOWN and not self.state_on:
            raise ValidationError({"state_on": _("Say on which day it stood so.")})

    def searchable_text(self) -> str:
        warnings = [block.value for block in self.warnings]
        return " ".join([self.title, self.summary, *to_lines(self.what), self.runner, *warnings])

    def check_is_due(self, today: dt.date) -> bool:
        return self.check_expires is not None and self.check_expires <= today
