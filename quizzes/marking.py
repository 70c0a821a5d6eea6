"""Marks of the items of an attempt, and the result they add up to. The same for closing, paper and regrading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.db.models import Case, Value, When

from . import grading
from .kinds import Asked
from .models import Attempt, AttemptItem

# All that marking looks at.
ITEM = ("pk", "max_mark", "answer__response")
KEYS = ("version__kind", "version__spec", "graded_by__kind", "graded_by__spec")


def share_of(item: AttemptItem) -> Fraction:
    """What the item's answer earned, by the key that was corrected since if there is one; no answer earns nothing."""
    answer = getattr(item, "answer", None)
    return (item.graded_by or item.version).asked.share(answer.response if answer else None)


def grade_items(attempt: Attempt) -> Fraction:
    """Marks every item as `share_of` says and stores the marks; the exact mark of the whole. Two queries, which read
    nothing but what is graded."""
    marks: defaultdict[Any, list[int]] = defaultdict(list)
    parts = []
    for pk, highest, response, *own, kind, spec in attempt.items.order_by().values_list(*ITEM, *KEYS):
        asked = Asked.of(kind, spec) if kind else Asked.of(*own)
        share = asked.share(response)
        parts.append((share, highest))
        marks[grading.to_mark(share * Fraction(highest))].append(pk)
    attempt.items.update(mark=by_key(marks))
    return grading.total(parts)


def by_key(values: Mapping[Any, Sequence[int]]) -> Case:
    """For an update: each row the value that has its key. By value, as there are few: row by row takes ten times as
    long."""
    return Case(*(When(pk__in=keys, then=Value(value)) for value, keys in values.items()))


def set_result(attempt: Attempt, exact: Fraction) -> None:
    """Puts the mark and whether it passes onto `attempt`, which is not saved here."""
    attempt.mark = grading.to_mark(exact)
    attempt.passed = grading.reaches(grading.fraction(exact, attempt.max_mark), attempt.pass_percent)
