"""The parts of a radio script, in the order they are aired."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .base import PREVIEW, LineBlock
from .drawn import LessonStepsBlock


def languages() -> list[tuple[str, str]]:
    """Code and name of each, from LMS_RADIO_LANGUAGES."""
    pairs = (item.partition(":") for item in settings.LMS_RADIO_LANGUAGES)
    return [(code.strip(), name.strip() or code.strip()) for code, _colon, name in pairs]


class MusicBlock(blocks.StructBlock):
    seconds = blocks.IntegerBlock(min_value=1, max_value=60, default=8, label=_("Seconds"))

    class Meta:
        icon = "media"
        label = _("Music")
        description = _("A signature tune: timed, not read.")
        template = "lessons/blocks/cue.html"
        preview_template = PREVIEW
        preview_value = {"seconds": 8}


class OriginBlock(blocks.CharBlock):
    """Several lines that nobody types: they go to the editor and back as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.widget = forms.HiddenInput()

    def clean(self, value: Any) -> Any:
        return super().clean((value or "").replace("\r\n", "\n"))


class WordsBlock(blocks.StructBlock):
    """Sentences, one a line: what stands on paper; how it is read comes from the glossary.

    `origin` is what the lesson gave when the part was last in step with it (see `lessons.following.making`).
    """

    lines = blocks.ListBlock(
        LineBlock(max_length=300, widget=AdminAutoHeightTextInput(attrs={"rows": 1}), label=_("Sentence")),
        min_num=0,
        max_num=12,
        default=[],
        label=_("Sentences"),
        help_text=_("Left empty, the lesson that the script is made from gives them."),
    )
    origin = OriginBlock(required=False, label=_("What the lesson said"), search_index=False)

    class Meta:
        icon = "openquote"
        label = _("Words to read")
        template = "lessons/blocks/cue.html"
        preview_template = PREVIEW
        preview_value = {"lines": ["Kính thưa quý vị và bà con, đây là mục kỹ năng số."]}


class TranslationBlock(blocks.StructBlock):
    """What somebody wrote in another language; `of` is the code of the Vietnamese text that it translates."""

    language = blocks.ChoiceBlock(choices=languages, label=_("Language"))
    text = blocks.TextBlock(
        required=False, max_length=20_000, label=_("Translation"), help_text=_("One sentence a line.")
    )
    of = LineBlock(
        required=False, max_length=64, widget=forms.HiddenInput(), label=_("Code of the text"), search_index=False
    )

    class Meta:
        icon = "globe"
        label = _("Translation")
        preview_template = PREVIEW


def words(label: Any, description: Any) -> WordsBlock:
    return WordsBlock(label=label, description=description)


class CueStepsBlock(LessonStepsBlock):
    class Meta:
        label = _("Steps of a lesson")
        description = _("One sentence a step, drawn from the lesson.")
        template = "lessons/blocks/cue.html"
