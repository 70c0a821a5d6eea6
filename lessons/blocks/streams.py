"""Which blocks stand in which field. Composes only; the blocks live in the files of their families."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from .cues import CueStepsBlock, MusicBlock, TranslationBlock, words
from .posters import DrawnColumnBlock, WrittenColumnBlock
from .steps import StepBlock, with_unique_keys
from .text import NoteBlock, ParagraphBlock, SourceBlock, WarningLineBlock

MAX_STEPS = 12


class LessonBodyBlock(blocks.StreamBlock):
    step = StepBlock()
    paragraph = ParagraphBlock()
    note = NoteBlock()

    class Meta:
        block_counts = {"step": {"max_num": MAX_STEPS}}

    def clean(self, value: Any) -> Any:
        # A draft may still be empty; a published lesson may not.
        if not self.is_deferred_validation and not any(child.block_type == "step" for child in value):
            message = gettext("A lesson needs at least one step. Add a block of the kind “Step”.")
            raise StreamBlockValidationError(non_block_errors=[ValidationError(message)])
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


class TranslationsBlock(blocks.StreamBlock):
    translation = TranslationBlock()

    class Meta:
        max_num = 6
