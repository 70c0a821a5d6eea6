"""A lesson as a helper goes through it beside a citizen: a step at a time, with what to say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lessons.blocks.step_words import said_words
from lessons.models import LessonPage
from lessons.models.lesson import NumberedStep


@dataclass(frozen=True, slots=True)
class DoorStep:
    """`others` are the boxes and paragraphs that stand between this step and the next; `before` and `after` the keys
    of its neighbours."""

    step: NumberedStep
    others: list[Any]
    changed: bool
    before: str
    after: str

    @property
    def number(self) -> int:
        return self.step.number

    @property
    def value(self) -> Any:
        return self.step.value

    @property
    def say(self) -> str:
        """What to say to the citizen; made from the screen where nobody wrote it."""
        return said_words(self.value)


@dataclass(frozen=True, slots=True)
class DoorWay:
    """`opening` stands before the first step."""

    opening: list[Any]
    steps: list[DoorStep]


def way_of(lesson: LessonPage, changed: Collection[str] = ()) -> DoorWay:
    """`changed` are the keys of the steps that differ from the reader's sheet."""
    opening: list[Any] = []
    steps: list[DoorStep] = []
    keys = ["", *(step["key"] for step in lesson.steps()), ""]
    for is_step, run in lesson.sections():
        if is_step:
            neighbours = ((step, keys[step.number - 1], keys[step.number + 1]) for step in run)
            steps += [DoorStep(step, [], step.key in changed, before, after) for step, before, after in neighbours]
        else:
            (steps[-1].others if steps else opening).extend(run)
    return DoorWay(opening, steps)
