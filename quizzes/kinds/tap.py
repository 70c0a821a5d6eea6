"""Tap the screen: where to press, on a drawn screen or on a picture with marked places. Pure.

spec      {"screen": a screen as lms.shared.screens.spec reads it, "right": [target, ...], "feedback": {target: text}}
response  {"target": name of a place that can be pressed}, or {"target": None}: pressed beside every mark of a picture

The same names are sent by a finger on the screen and from the list that keyboards and screen readers use. On a
picture {"x", "y"} in per cent of its width and height is read as well. Any one tab reaches its row of tabs.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from lms.shared.messages import Message, _
from lms.shared.screens.spec import BACK_TARGET, AnySpec, PictureSpec, ScreenSpec

from .base import Kind, Option, Remark, Response, Spec, fields
from .faults import BadResponse, Fault, spec_fault

BACK_WORDS = _("the back arrow beside “%(title)s”")
BESIDE = Message(_("beside every marked place"))


class TapSpec(Spec):
    screen: AnySpec
    right: Annotated[list[str], Field(min_length=1)]
    feedback: dict[str, Remark] = {}


class Tap(Kind[TapSpec]):
    """Places keep the order they have on the screen."""

    model = TapSpec
    shuffles = False

    def faults(self, spec: TapSpec) -> Iterator[Fault]:
        known = dict(spec.screen.targets())
        for n, name in enumerate(spec.right):
            if name not in known:
                yield spec_fault("unknown_target", "right", n, name=name)
        for name in spec.feedback:
            if name not in known:
                yield spec_fault("unknown_target", "feedback", name, name=name)
        names = [option.key for option in self.options(spec)]
        if len(names) < 2:
            yield spec_fault("too_few_places", "screen")
        elif all(_is_right(spec, name) for name in names):
            yield spec_fault("all_right", "right")

    def checked(self, spec: TapSpec, response: object) -> Response:
        given = fields(response)
        is_picture = isinstance(spec.screen, PictureSpec)
        if "target" in given:
            target = given["target"]
        elif "x" in given:
            target = _pressed(spec.screen, given["x"], given.get("y"))
        else:
            raise BadResponse("nothing_chosen")
        if target == "" or (target is None and not is_picture):
            raise BadResponse("nothing_chosen")
        if target is not None and target not in [option.key for option in self.options(spec)]:
            raise BadResponse("unknown_place")
        return {"target": target}

    def earned(self, spec: TapSpec, response: Response) -> Fraction:
        return Fraction(_is_right(spec, response["target"]))

    def correct_response(self, spec: TapSpec) -> Response:
        return {"target": next(option.key for option in self.options(spec) if _is_right(spec, option.key))}

    def random_guess(self, spec: TapSpec) -> Fraction:
        """The mean over the places of the list."""
        names = [option.key for option in self.options(spec)]
        return Fraction(sum(_is_right(spec, name) for name in names), len(names))

    def options(self, spec: TapSpec) -> list[Option]:
        """The places that can be pressed: of a row of tabs its tabs, for the row itself cannot be."""
        targets = dict(spec.screen.targets())
        inner = [name for name in targets if any(_reaches(name, other) for other in targets if other != name)]
        return [Option(name, _words(name, words)) for name, words in targets.items() if name not in inner]

    def remarks(self, spec: TapSpec, response: Response) -> list[str]:
        return [text for name, text in spec.feedback.items() if _reaches(name, response["target"])]

    def labels(self, spec: TapSpec, response: Response) -> list[str]:
        words = {option.key: option.text for option in self.options(spec)}
        return [BESIDE if response["target"] is None else words[response["target"]]]


def mark_at(picture: PictureSpec, x: float, y: float) -> str | None:
    """The mark at (x, y), in per cent from the top left; of marks that overlap the smallest; None beside them."""
    hit = [mark for mark in picture.marks if mark.x <= x <= mark.x + mark.w and mark.y <= y <= mark.y + mark.h]
    return min(hit, key=lambda mark: mark.w * mark.h).id if hit else None


def _pressed(screen: ScreenSpec | PictureSpec, x: Any, y: Any) -> str | None:
    fits = all(isinstance(part, int | float) and not isinstance(part, bool) and 0 <= part <= 100 for part in (x, y))
    if not fits or not isinstance(screen, PictureSpec):
        raise BadResponse("unknown_place")
    return mark_at(screen, x, y)


def _is_right(spec: TapSpec, pressed: str | None) -> bool:
    return any(_reaches(name, pressed) for name in spec.right)


def _reaches(target: str, pressed: str | None) -> bool:
    """Whether `pressed` is `target`, or a tab of that row. The back arrow is no part of a row called "bar"."""
    if pressed is None or pressed == BACK_TARGET:
        return pressed == target
    return pressed == target or pressed.startswith(f"{target}/")


def _words(name: str, words: str) -> str:
    return Message(BACK_WORDS, title=words) if name == BACK_TARGET else words
