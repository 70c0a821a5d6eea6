"""The editor's form of a radio script: parts that follow the lesson are kept in step with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from lessons.following.making import Given, given_by
from lessons.following.states import State, bring_in_step, drawn_parts, words_of
from lessons.radio.parts import digest

IN_STEP = "in_step"  # ids of the parts whose lesson somebody has read again


class RadioForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            bring_in_step(self.instance.cues, given_by(self.instance.source))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        given = given_by(data.get("source"))
        if (cues := data.get("cues")) is not None:
            bring_in_step(cues, given, read=self.data.getlist(IN_STEP))
            if not self.is_deferred_validation:
                self._check_words(cues, given)
            if data.get("translations"):
                self._mark(data["translations"], digest(one.part for one in drawn_parts(cues, given)))
        return data

    def _check_words(self, cues: Any, given: Given) -> None:
        empty = {id(words.block) for words in words_of(cues, given) if words.state is State.EMPTY}
        message = _("Write a sentence. Only one part of a kind can come from a lesson that is published.")
        faults = {n: ValidationError(message) for n, block in enumerate(cues) if id(block) in empty}
        if faults:
            self.add_error("cues", StreamBlockValidationError(block_errors=faults))

    def _mark(self, translations: Any, text_hash: str) -> None:
        """A translation that was written now is one of the text as it stands now."""
        before = {block.id: block.value for block in self.instance.translations}
        for block in translations:
            old = before.get(block.id) if block.id else None
            if old is None or old["text"] != block.value["text"]:
                block.value["of"] = text_hash
