"""Tap the screen: a screen of the library, frozen into the question, and the places on it that are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from lms.shared.plain_words import Path
from lms.shared.screens.models import Screen
from lms.shared.screens.spec import BACK_TARGET, parse

from .base import Cleaned, Section, remark

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class _Places(forms.MultipleChoiceField):
    """Places of a screen; one that is not on it is named by the question's own check, in plain words."""

    def valid_value(self, value: Any) -> bool:
        return True


class Tap(Section):
    """The places are those of the screen just chosen, else of the one that is stored.

    So a new question is written in two steps: choose the screen and save, then tick the places that are listed.
    """

    kinds = ("tap",)
    heading = _("Tap the screen")
    help = _("Choose a screen and save: its places are listed here then. Tick the right ones and save again.")

    @cached_property
    def screen(self) -> dict[str, Any] | None:
        """The screen as it is, or will be, frozen into the question."""
        return self._chosen() or self.stored.get("screen")

    def _chosen(self) -> dict[str, Any] | None:
        pk = str(self.posted.get("tap_screen") or "")
        screen = Screen.objects.filter(pk=pk).first() if pk.isdecimal() and pk.isascii() and len(pk) < 10 else None
        try:
            return screen.spec().model_dump(mode="json") if screen else None
        except ValidationError:
            return None  # a screen that does not hold is refused at its field, see `spec`

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        return list(parse(self.screen).targets()) if self.screen else []

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        kept = _("The screen of this question, as it was when it was chosen")
        yield (
            "tap_screen",
            forms.ModelChoiceField(
                label=_("Screen"),
                queryset=Screen.objects.order_by("title"),
                required=False,
                empty_label=kept if self.stored else _("None yet"),
                help_text=_("Later changes to the screen do not reach the question; choose it again for that."),
            ),
        )
        if self.places:
            yield (
                "tap_right",
                _Places(
                    label=_("Right places"),
                    choices=[(name, self._said(name, words)) for name, words in self.places],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                ),
            )
        for name, words in self.places:
            label = _("To those who tap “%(place)s”") % {"place": self._said(name, words)}
            yield f"tap_feedback_{name}", remark(label)

    def _said(self, name: str, words: str) -> str:
        if name == BACK_TARGET:
            return gettext("the back arrow beside “%(title)s”") % {"title": words}
        if any(other.startswith(f"{name}/") for other, _words in self.places):
            return gettext("any of these tabs: %(tabs)s") % {"tabs": words}
        return words

    def initial(self) -> dict[str, Any]:
        feedback = self.stored.get("feedback", {})
        return {"tap_right": self.stored["right"]} | {f"tap_feedback_{name}": text for name, text in feedback.items()}

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        feedback = {name: cleaned.get(f"tap_feedback_{name}", "") for name, _words in self.places}
        return {
            **({"screen": self.screen} if self.screen else {}),
            "right": cleaned.get("tap_right", []),
            "feedback": {name: text for name, text in feedback.items() if text},
        }

    def unfinished(self) -> tuple[str, str | StrPromise] | None:
        if self.posted.get("tap_screen") and not self._chosen():
            return "tap_screen", _("This screen cannot be used yet. Open it among the screens and save it first.")
        if not self.screen:
            return "tap_screen", _("Choose a screen and save. Its places are listed here then.")
        if len(self.places) < 2:
            return "tap_screen", _("This screen has fewer than two places to tap. Choose another one.")
        if "tap_right" not in self.posted:
            return "tap_right", _("These are the places of the screen. Tick the right ones and save again.")
        return None

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        if path[:1] == ("right",):
            return "tap_right"
        if path[:1] == ("feedback",) and len(path) > 1:
            return f"tap_feedback_{path[1]}"
        return "tap_screen"
