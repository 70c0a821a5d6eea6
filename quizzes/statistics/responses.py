"""What the statistics are made from: the marks of closed attempts, column by column. Pure.

Marks are kept as whole points, ten thousand to a mark, because a stored mark has four places. Sums of whole numbers
are exact, so a spread of nothing is exactly nothing, and no figure depends on the order of the attempts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

POINTS = 10_000
NOT_ASKED = -1


def points(mark: float | Decimal) -> int:
    """A mark as whole points; what lies beyond four places is rounded."""
    return round(mark * POINTS)


def column(marks: Iterable[float | Decimal]) -> array[int]:
    """Marks as a column of a slot."""
    return array("q", map(points, marks))


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was asked; a reworded one is another.

    `answers` counts the attempts that gave each answer (in multiple choice one attempt counts for each choice it
    ticked) and names those nobody gave with 0; `right` are the keys of the right ones. `random_guess` is the share
    of the mark that guessing earns, None where it cannot be told.
    """

    key: str
    maximum: float | Decimal
    random_guess: float | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    right: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the quiz, whatever order an attempt showed it in: the points each attempt earned there.

    `asked` is the number of the question in `Responses.questions`: one for all attempts, or one for each attempt
    where the question was drawn or reworded; NOT_ASKED (with 0 points) where the attempt had no such place.
    """

    points: array[int]
    asked: int | array[int]


@dataclass(frozen=True, slots=True)
class Responses:
    """Closed attempts at one quiz. An answer never given earned 0. `maximum` is the highest mark of an attempt."""

    questions: tuple[Question, ...]
    slots: tuple[Slot, ...]
    maximum: float | Decimal

    def __post_init__(self) -> None:
        drawn = [slot.asked for slot in self.slots if isinstance(slot.asked, array)]
        fixed = [slot.asked for slot in self.slots if isinstance(slot.asked, int)]
        if len({len(rows) for rows in (*drawn, *(slot.points for slot in self.slots))}) > 1:
            raise ValueError("every slot has one row for each attempt")
        varying = set().union(*drawn) - {NOT_ASKED}
        if not {*fixed, *varying} <= set(range(len(self.questions))):
            raise ValueError("a slot names a question that is not listed")
        if len(set(fixed)) < len(fixed) or varying & set(fixed):
            raise ValueError("a question asked of all in one slot stands in no other")

    @property
    def attempts(self) -> int:
        return len(self.slots[0].points) if self.slots else 0
