from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from lessons.blocks.streams import LessonBodyBlock
from lms.shared.fields import LeanStreamField

from .editions import Importance
from .keyed import KeyedPage


class LessonPage(KeyedPage):
    """One lesson: steps in their order, each with its screen. Everything else is drawn from it."""

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    body = LeanStreamField(LessonBodyBlock(), verbose_name=_("steps"))
    after_title = models.CharField(_("heading after the last step"), max_length=90, blank=True)
    after_text = RichTextField(_("words after the last step"), features=["bold", "link"], blank=True)
    # Said by the trainer before publishing; moved into the edition and cleared when it is published.
    change_importance = models.CharField(
        _("how much changes"), max_length=10, choices=Importance, default=Importance.MINOR
    )
    change_reason = models.CharField(_("what changes and why"), max_length=300, blank=True)

    search_fields = [*KeyedPage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("after_title"), FieldPanel("after_text")], heading=_("After the last step")),
        MultiFieldPanel(
            [FieldPanel("change_importance"), FieldPanel("change_reason")],
            heading=_("For members who have learned this lesson"),
        ),
    ]
    parent_page_types = ["lessons.AppPage"]
    subpage_types: list[str] = []
    template = "lessons/pages/lesson.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def steps(self) -> Iterator[Any]:
        """The step values in order; a step's number is its place here, counted from 1."""
        return (block.value for block in self.body if block.block_type == "step")

    def clean(self) -> None:
        super().clean()
        if self.change_importance == Importance.IMPORTANT and not self.change_reason.strip():
            raise ValidationError({"change_reason": _("Say what changes and why: members will read it.")})

    def searchable_text(self) -> str:
        words = [self.title, self.summary]
        for step in self.steps():
            words += [step["title"], step["text"].source]
        return " ".join(words)
