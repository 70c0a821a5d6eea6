"""Marks of the items of an attempt, and the result they add up to. The same for closing, paper and regrading."""

from __future__ import annotations

from fractions import Fraction

from . import grading
from .models import Attempt, AttemptItem


def share_of(item: AttemptItem) -> Fraction:
    """What the item's answer earned, by the key that was corrected since if there is one; no answer earns nothing."""
    answer = getattr(item, "answer", None)
    return (item.graded_by or item.version).asked.share(answer.response if answer else None)


def grade_items(attempt: Attempt) -> Fraction:
    """Marks every item and stores the marks; the exact mark of the whole. Two queries."""
    items = list(attempt.items.select_related("version", "graded_by", "answer"))
    parts = [(share_of(item), item.max_mark) for item in items]
    for item, (share, highest) in zip(items, parts, strict=True):
        item.mark = grading.to_mark(share * Fraction(highest))
    AttemptItem.objects.bulk_update(items, ["mark"])
    return grading.total(parts)


def set_result(attempt: Attempt, exact: Fraction) -> None:
    """Puts the mark and whether it passes onto `attempt`, which is not saved here."""
    attempt.mark = grading.to_mark(exact)
    attempt.passed = grading.reaches(grading.fraction(exact, attempt.max_mark), attempt.pass_percent)
