"""The parts of a radio script, in the order they are aired."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW, LineBlock
from .drawn import LessonStepsBlock


class MusicBlock(blocks.StructBlock):
    seconds = blocks.IntegerBlock(min_value=1, max_value=60, default=8, label=_("Seconds"))

    class Meta:
        icon = "media"
        label = _("Music")
        description = _("A signature tune: timed, not read.")
        template = "lessons/blocks/cue.html"
        preview_template = PREVIEW
        preview_value = {"seconds": 8}


class WordsBlock(blocks.StructBlock):
    """Sentences, one a line: what stands on paper; how it is read comes from the glossary."""

    lines = blocks.ListBlock(
        LineBlock(max_length=300, label=_("Sentence")), min_num=1, max_num=12, label=_("Sentences")
    )

    class Meta:
        icon = "openquote"
        label = _("Words to read")
        template = "lessons/blocks/cue.html"
        preview_template = PREVIEW
        preview_value = {"lines": ["Kính thưa quý vị và bà con, đây là mục kỹ năng số."]}


def words(label: Any, description: Any) -> WordsBlock:
    return WordsBlock(label=label, description=description)


class CueStepsBlock(LessonStepsBlock):
    class Meta:
        label = _("Steps of a lesson")
        description = _("One sentence a step, drawn from the lesson.")
        template = "lessons/blocks/cue.html"
