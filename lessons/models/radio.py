from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Page
from wagtail.search import index

from lessons.blocks.streams import CuesBlock, TranslationsBlock
from lms.shared.fields import LeanStreamField

from .keyed import KeyedPage
from .radio_form import RadioForm


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
    source = models.ForeignKey(
        "lessons.LessonPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made from the lesson"),
        help_text=_(
            "Parts that you leave as they are follow this lesson; parts that you rewrite stay as you wrote them."
        ),
    )
    cues = LeanStreamField(CuesBlock(), verbose_name=_("parts"))
    translations = LeanStreamField(
        TranslationsBlock(required=False),
        blank=True,
        verbose_name=_("in other languages"),
        help_text=_("A translation that somebody wrote. Left empty, the sheet has lines to write it on."),
    )
    # A script that puts right what an earlier one said.
    corrects = models.ForeignKey(
        "lessons.ScriptVersion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("corrects"),
    )

    search_fields = [*KeyedPage.search_fields, index.SearchField("cues")]
    base_form_class = RadioForm
    content_panels = [
        *Page.content_panels,
        # What the script says and how long it takes is drawn by a template tag: models know no scripts.
        HelpPanel(template="lessons/admin/script_review.html", heading=_("How it sounds"), icon="media"),
        FieldPanel("source"),
        FieldPanel("cues"),
        FieldRowPanel([FieldPanel("rate"), FieldPanel("language", help_text=_("vi stands for Vietnamese."))]),
        FieldPanel("translations"),
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
