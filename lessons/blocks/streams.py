"""Which blocks stand in which field. Composes only; the blocks live in the files of their families."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .cues import CueStepsBlock, MusicBlock, words
from .posters import DrawnColumnBlock, WrittenColumnBlock
from .steps import StepBlock, with_unique_keys
from .text import NoteBlock, ParagraphBlock, SourceBlock, WarningLineBlock


class LessonBodyBlock(blocks.StreamBlock):
    step = StepBlock()
    paragraph = ParagraphBlock()
    note = NoteBlock()

    class Meta:
        block_counts = {"step": {"min_num": 1, "max_num": 12}}

    def clean(self, value: Any) -> Any:
        return with_unique_keys(super().clean(value))


class WarningsBlock(blocks.StreamBlock):
    warning = WarningLineBlock(max_length=200)

    class Meta:
        min_num = 1
        max_num = 5


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()


class PosterColumnsBlock(blocks.StreamBlock):
    written = WrittenColumnBlock()
    drawn = DrawnColumnBlock()

    class Meta:
        min_num = 1
        max_num = 2


class CuesBlock(blocks.StreamBlock):
    music_in = MusicBlock(label=_("Opening tune"))
    greeting = words(_("Greeting"), _("Who speaks, and about what."))
    content = words(_("Content"), _("Why it matters, in short sentences."))
    steps = CueStepsBlock()
    warning = words(_("Must be said"), _("The safety warning; no cut ever drops it."))
    repeat = words(_("Repeat"), _("The key action once more."))
    closing = words(_("Closing"), _("Where to ask, and thanks."))
    music_out = MusicBlock(label=_("Closing tune"))
