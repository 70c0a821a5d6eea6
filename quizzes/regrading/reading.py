"""Reads the earlier answers to a question, and what the key of one version makes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from quizzes.kinds import Asked
from quizzes.models import AttemptItem, QuestionVersion
from quizzes.statistics_data import InPoints

from .plan import Grader, Misfit, Outcome, Row, Verdict, outcome

WINDOW = 10_000  # rows in memory at once
ATTEMPTS = 500  # attempts of which all answers are read at once
_KEY = Coalesce("graded_by_id", "version_id")
_RESPONSE = Cast("answer__response", TextField())


class Reader:
    """The answers that the key of `version` has not graded. Each version is read, each response graded, once."""

    def __init__(self, version: QuestionVersion) -> None:
        self.version = version
        self._versions = {version.pk: version}
        self.grader = Grader(version.asked, self._asked)

    def items(self, **only: Any) -> QuerySet[AttemptItem]:
        """Asked in an earlier wording and not graded by this key or a later one."""
        older = Q(graded_by=None) | Q(graded_by__number__lt=self.version.number)
        question, number = self.version.question_id, self.version.number
        return AttemptItem.objects.filter(older, version__question=question, version__number__lt=number, **only)

    def outcomes(self, **only: Any) -> Iterator[Outcome]:
        """Window by window, so that memory and locks stay small however many there are."""
        items = _rows(self.items(**only))
        last = 0
        while rows := [Row(*values) for values in items.filter(pk__gt=last)[:WINDOW]]:
            last = rows[-1].item
            yield from self.judged(rows)

    def judged(self, rows: Sequence[Row]) -> list[Outcome]:
        self._read(rows)
        verdicts = [self.grader.verdict(row.version, row.key, row.response, row.max_mark) for row in rows]
        summed = [
            row
            for row, verdict in zip(rows, verdicts, strict=True)
            if not row.is_open and not verdict.misfit and verdict.moved(row) is None
        ]
        totals = self._totals(summed)
        found = [outcome(row, verdict, totals.get(row.attempt)) for row, verdict in zip(rows, verdicts, strict=True)]
        return [self._kept(one) for one in found]

    def version_of(self, pk: int) -> QuestionVersion:
        if pk not in self._versions:
            self._versions[pk] = QuestionVersion.objects.get(pk=pk)
        return self._versions[pk]

    def _kept(self, one: Outcome) -> Outcome:
        """Answers of open attempts, and of sheets that wait for confirmation, may still be replaced: they get the key
        only where any answer would fit it."""
        if one.row.settled or one.misfit or self.grader.takes_any(one.row.version):
            return one
        return outcome(one.row, Verdict(misfit=Misfit.UNSETTLED))

    def _asked(self, pk: int) -> Asked:
        return self.version_of(pk).asked

    def _read(self, rows: Sequence[Row]) -> None:
        self._fetch({row.version for row in rows} | {row.key for row in rows})

    def _fetch(self, pks: set[int]) -> None:
        if missing := pks - set(self._versions):
            self._versions |= QuestionVersion.objects.in_bulk(missing)

    def _totals(self, rows: Sequence[Row]) -> dict[int, Fraction]:
        """The exact sums, in points, of the attempts of `rows` when these are graded anew."""
        ours = {row.item for row in rows}
        attempts = iter(dict.fromkeys(row.attempt for row in rows))
        totals: defaultdict[int, Fraction] = defaultdict(Fraction)
        while some := list(islice(attempts, ATTEMPTS)):
            items = list(
                AttemptItem.objects.filter(attempt__in=some)
                .order_by()
                .values_list("pk", "attempt_id", _KEY, _RESPONSE, InPoints("max_mark"))
            )
            self._fetch({key for _pk, _attempt, key, _response, _highest in items})
            for pk, attempt, key, response, highest in items:
                totals[attempt] += highest * self.grader.share(self.version.pk if pk in ours else key, response)
        return totals


def _rows(items: QuerySet[AttemptItem]) -> QuerySet[AttemptItem, tuple[Any, ...]]:
    """In the order of `Row`; the joins to version and key are of the filter alone."""
    return items.order_by("pk").values_list(
        "pk",
        "attempt_id",
        "version_id",
        _KEY,
        _RESPONSE,
        InPoints("mark"),
        InPoints("max_mark"),
        "attempt__state",
        "attempt__member_id",
        "attempt__quiz_id",
        InPoints(F("attempt__mark")),
        InPoints(F("attempt__max_mark")),
        "attempt__pass_percent",
        "attempt__passed",
        "attempt__practice",
        "attempt__channel",
        "attempt__confirmed_at",
    )
