"""Grading of single and multiple choice. Pure.

Exact fractions inside; a stored mark is rounded down to four places, so that no stored mark reaches a threshold
that the exact one misses. Thresholds are whole per cents of whole marks, which four places hold exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

Kind = Literal["single", "multiple"]


def share(kind: Kind, *, right: Collection[str], choices: Collection[str], chosen: Collection[str]) -> Fraction:
    """The part of the mark earned, 0 to 1, for the keys in `chosen`.

    Single choice: all or nothing. Multiple choice: (right ones chosen - wrong ones chosen) / number of right ones,
    never below 0; so choosing everything earns the full mark only where nothing is wrong, and no question is so.
    Raises ValueError for a key outside `choices` or a key without a right choice.
    """
    picked, correct = set(chosen), set(right)
    if unknown := picked - set(choices):
        raise ValueError(f"unknown choice {min(unknown)!r}")
    if not correct or not correct <= set(choices):
        raise ValueError("the right choices must be some of the choices")
    if kind == "single":
        return Fraction(picked == correct)
    return max(Fraction(len(picked & correct) - len(picked - correct), len(correct)), Fraction(0))


def to_mark(exact: Fraction) -> Decimal:
    """`exact` to four places, rounded down."""
    return Decimal(floor(exact * 10_000)).scaleb(-4)


def total(parts: Iterable[tuple[Fraction, Decimal]]) -> Fraction:
    """The exact mark of an attempt from each item's (share, highest mark)."""
    return sum((part * Fraction(highest) for part, highest in parts), Fraction(0))


def fraction(mark: Decimal | Fraction, highest: Decimal | Fraction) -> Fraction:
    """`mark` of `highest` as a fraction; nothing of nothing is 0."""
    return Fraction(mark) / Fraction(highest) if highest else Fraction(0)


def percent(part: Fraction) -> int:
    """`part` in whole per cent for display, halves rounded up. Whether it passes is `reaches`'s to say."""
    return floor(part * 100 + Fraction(1, 2))


def reaches(part: Fraction, threshold: int) -> bool:
    """Whether the exact fraction `part` reaches `threshold` per cent: 79.6 % is shown as 80 and does not pass 80."""
    return part * 100 >= threshold


def mark_needed(highest: Decimal, threshold: int) -> Decimal:
    """The mark that reaches `threshold` per cent of `highest`."""
    return highest * threshold / 100
