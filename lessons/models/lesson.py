from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
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
from lms.shared.richtext import to_lines

from .editions import Importance
from .keyed import KeyedPage
from .lesson_form import LessonForm

# For a reader over fifty on a small phone: slower than a clerk at a desk.
READING_WORDS_A_MINUTE = 120
SECONDS_TO_LOOK_AT_A_SCREEN = 20


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """A step block and its number, counted from 1 among the steps alone."""

    number: int
    block: Any

    @property
    def value(self) -> Any:
        return self.block.value

    @property
    def key(self) -> str:
        return self.block.value["key"]

    @property
    def title(self) -> str:
        return self.block.value["title"]


class LessonPage(KeyedPage):
    """One lesson: steps in their order, with their screens. Everything else is drawn from it."""

    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("One sentence: what one can do after this lesson.")
    )
    body = LeanStreamField(
        LessonBodyBlock(),
        verbose_name=_("steps"),
        help_text=_("5 to 9 steps are learned best. Each shows its screen, where there is one to show."),
    )
    after_title = models.CharField(_("heading after the last step"), max_length=90, blank=True)
    after_text = RichTextField(_("words after the last step"), features=["bold", "link"], blank=True)
    # Said by the trainer before publishing; moved into the edition and cleared when it is published.
    change_importance = models.CharField(
        _("how much changes"), max_length=10, choices=Importance, default=Importance.MINOR
    )
    change_reason = models.CharField(
        _("what changes and why"),
        max_length=300,
        blank=True,
        help_text=_("Members who learned the lesson before read this. It is emptied when the page is published."),
    )
    change_from = models.DateField(
        _("certificates are due from"),
        null=True,
        blank=True,
        help_text=_("Only for an important change. Leave it empty for the day of publishing."),
    )

    base_form_class = LessonForm
    search_fields = [*KeyedPage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("after_title"), FieldPanel("after_text")], heading=_("After the last step")),
        MultiFieldPanel(
            [FieldPanel("change_importance"), FieldPanel("change_reason"), FieldPanel("change_from")],
            heading=_("For members who have learned this lesson"),
        ),
    ]
    parent_page_types = ["lessons.AppPage"]
    subpage_types: list[str] = []
    template = "lessons/pages/lesson.html"
    sheet_previews = (
        ("leaflet", _("Leaflet, folded in three")),
        ("leaflet-a5", _("Small leaflet")),
        ("card", _("Pocket card")),
        ("handout", _("Handout")),
    )
    page_description = _("A few steps to learn on the phone, with their screens.")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def app(self) -> Any:
        """The app this lesson belongs to; no query when the page was reached by its address."""
        return self.get_parent().specific

    def steps(self) -> Iterator[Any]:
        """The step values in order; a step's number is its place here, counted from 1."""
        return (block.value for block in self.body if block.block_type == "step")

    def numbered_steps(self) -> list[NumberedStep]:
        return [
            NumberedStep(number, block)
            for number, block in enumerate((one for one in self.body if one.block_type == "step"), start=1)
        ]

    def sections(self) -> Iterator[tuple[bool, list[Any]]]:
        """The body in runs: (True, numbered steps in a row) or (False, the blocks between them)."""
        numbered = iter(self.numbered_steps())
        for is_step, run in groupby(self.body, key=lambda block: block.block_type == "step"):
            yield is_step, [next(numbered) if is_step else block for block in run]

    def minutes(self) -> int:
        """How long a first reading takes, in whole minutes and at least one."""
        steps = list(self.steps())
        words = sum(len(" ".join([step["title"], *_words_of(step)]).split()) for step in steps)
        screens = sum(bool(step.get("screen")) for step in steps)
        return max(1, math.ceil(words / READING_WORDS_A_MINUTE + screens * SECONDS_TO_LOOK_AT_A_SCREEN / 60))

    def clean(self) -> None:
        super().clean()
        if self.change_importance == Importance.IMPORTANT and not self.change_reason.strip():
            raise ValidationError({"change_reason": _("Say what changes and why: members will read it.")})

    def is_important(self) -> bool:
        """Whether the trainer says so of what is not published yet."""
        return self.change_importance == Importance.IMPORTANT and bool(self.change_reason.strip())

    def due_from(self, day: dt.date) -> dt.date:
        """From when certificates are due if it is published on `day`: never before it."""
        return max(self.change_from or day, day)

    def searchable_text(self) -> str:
        blocks = (line for block in self.body for line in _words_of_block(block))
        return " ".join([self.title, self.summary, *blocks, self.after_title, *to_lines(self.after_text)])


def _words_of_block(block: Any) -> Iterator[str]:
    """The plain lines of a step with its title, of a box or of a paragraph."""
    if block.block_type == "step":
        yield block.value["title"]
        yield from _words_of(block.value)
    else:
        rich = block.value["text"] if block.block_type == "note" else block.value
        yield from rich.lines()


def _words_of(step: Any) -> Iterator[str]:
    """The plain lines of a step's text and boxes."""
    for name in ("text", "tip", "warning", "stop"):
        if step.get(name):
            yield from to_lines(step[name].source)
