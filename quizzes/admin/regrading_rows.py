"""The rows of the pages of regrades."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from quizzes.models import Attempt, AttemptItem, RegradedItem
from quizzes.regrading.dry_run import DryRun, Unfit
from quizzes.regrading.plan import decimal
from quizzes.regrading.wording import WHY, answer_in_words, stored_in_words

PAGE = 50  # changes on a page
MOST_SHOWN = 100  # groups, reasons or certificates

Some = TypeVar("Some")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One mark that changes, or changed."""

    attempt: Attempt
    answer: str
    before: Decimal
    after: Decimal
    passed_before: bool
    passed_after: bool


def why_left_alone(one: Unfit) -> Any:
    return WHY[one.misfit]


def rows_of_outcomes(found: DryRun) -> Iterator[ChangeRow]:
    """Those that the dry run kept to be shown."""
    wanted = [one.row.attempt for one in found.shown]
    attempts = Attempt.objects.select_related("member", "quiz").in_bulk(wanted)
    for one in found.shown:
        row = one.row
        answer = stored_in_words(found.reader.version_of(row.version), row.response)
        marks = (decimal(row.mark or 0), decimal(one.mark))
        yield ChangeRow(attempts[row.attempt], answer, *marks, bool(row.passed), one.passed)


def rows_of_items(items: Iterable[RegradedItem]) -> Iterator[ChangeRow]:
    for one in items:
        passed = (one.passed_before, one.passed_after)
        yield ChangeRow(one.item.attempt, _answer_of(one.item), one.mark_before, one.mark_after, *passed)


def first_of(found: Iterable[Some]) -> tuple[list[Some], int]:
    """What is shown, and how many there are."""
    shown: list[Some] = []
    number = 0
    for number, one in enumerate(found, start=1):
        if number <= MOST_SHOWN:
            shown.append(one)
    return shown, number


def _answer_of(item: AttemptItem) -> str:
    answer = getattr(item, "answer", None)
    return answer_in_words(item.version, answer.response if answer else None)
