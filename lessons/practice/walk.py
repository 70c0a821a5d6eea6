"""The way through a lesson, screen by screen, and what a press on one of them means.

Pure: no Django. Words about a screen are sentences of the content, so they are not translated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lessons.blocks.step_words import target_of
from lms.shared.screens.spec import BACK_TARGET, PictureSpec, ScreenSpec, is_hit
from lms.shared.screens.words import instruction

BACK_WORDS = "mũi tên quay lại"
OFFER_AFTER = 2  # wrong presses, then the place may be shown


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the way, counted from 1; without a target or without a screen it is only read."""

    place: int
    number: int
    step: Any
    spec: ScreenSpec | PictureSpec | None
    target: str

    @property
    def key(self) -> str:
        return str(self.step["key"])

    @property
    def title(self) -> str:
        return str(self.step["title"])

    @property
    def look_for(self) -> str:
        """What is to be pressed here, as a sentence."""
        return instruction(self.spec, self.target) if self.spec and self.target else ""

    @property
    def names(self) -> dict[str, str]:
        """What each place that can be pressed is called."""
        targets = self.spec.targets() if self.spec else ()
        return {target: BACK_WORDS if target == BACK_TARGET else words for target, words in targets}

    @property
    def script(self) -> str:
        """What the page's script needs to judge a press by itself."""
        return json.dumps({"target": self.target, "names": self.names, "number": self.number}, ensure_ascii=False)

    def is_right(self, pressed: str) -> bool:
        return is_hit(self.target, pressed)


def walk(steps: Iterable[Any]) -> list[Stop]:
    """The steps in order; none when no screen has a place to press.

    `steps` have a `number` and a `value`, as `LessonPage.numbered_steps` gives them.
    """
    stops = [_stop(place, step) for place, step in enumerate(steps, start=1)]
    return stops if any(stop.target for stop in stops) else []


def _stop(place: int, step: Any) -> Stop:
    screen = step.value.get("screen")
    return Stop(place, step.number, step.value, screen.spec() if screen else None, target_of(step.value))


@dataclass(frozen=True, slots=True)
class Turn:
    """What is shown after a press: a stop, or the end of the way when `stop` is None."""

    stop: Stop | None
    praised: bool = False
    pressed: str = ""  # what a wrong press hit, in words
    wrong: int = 0  # wrong presses on this screen so far
    shown: bool = False  # the place to press has a ring

    @property
    def offers(self) -> bool:
        """Whether the way out is offered: showing the place."""
        return self.wrong >= OFFER_AFTER and not self.shown


def turn(
    stops: list[Stop], *, place: int, pressed: str = "", read: bool = False, wrong: int = 0, show: bool = False
) -> Turn:
    """Judges a press on the screen at `place`. What the screen does not have counts as no press."""
    stop = stops[min(max(place, 1), len(stops)) - 1]
    if stop.is_right(pressed) or (read and not stop.target):
        follows = stops[stop.place] if stop.place < len(stops) else None
        return Turn(follows, praised=bool(stop.target))
    name = stop.names.get(pressed, "") if stop.target else ""
    return Turn(stop, pressed=name, wrong=wrong + bool(name), shown=show and bool(stop.target))
