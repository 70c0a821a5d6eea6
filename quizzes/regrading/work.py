"""Grades what is left of a regrade, in batches. Whenever it was cut short, running it again completes it.

Each batch is one transaction: members locked first, then attempts, both in the order of their keys (decision 0007).
What waits is read under these locks, so that two workers never grade an answer twice, and a mark, the note of it and
the certificate it earns are written together or not at all. A batch holds all attempts of its members: no certificate
is awarded on a mark that the next batch would take back.

Open attempts get no mark here. Where any answer to the old wording fits the corrected key, it is noted on the item and
grades it when the attempt closes: whoever happens to be at the quiz is not graded by a key known to be wrong.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.members.models import User
from quizzes.marking import by_key
from quizzes.models import Attempt, AttemptItem, Regrade, RegradedItem
from quizzes.signals import attempt_closed

from .certificates import Thresholds
from .plan import Outcome, decimal
from .reading import WINDOW, Reader

Values = defaultdict[Any, list[int]]  # keys of rows by what they get
BATCH = 200  # answers; a member who has more has them in one batch all the same


def work(*, regrade: Regrade) -> None:
    """A regrade that is done stays as it is."""
    if not Regrade.objects.filter(pk=regrade.pk, done_at=None).exists():
        return
    reader, thresholds = Reader(regrade.version), Thresholds()
    for pks in _batches(reader):
        grade_batch(regrade=regrade, reader=reader, thresholds=thresholds, pks=pks)
    Regrade.objects.filter(pk=regrade.pk, done_at=None).update(done_at=timezone.now())


def _batches(reader: Reader) -> Iterator[list[int]]:
    """Keys of the items that wait, member by member; a new batch begins only with a new member."""
    waiting = reader.items().order_by("attempt__member", "pk").values_list("attempt__member", "pk")
    pks: list[int] = []
    after, member = Q(), 0
    while rows := list(waiting.filter(after)[:WINDOW]):
        for owner, pk in rows:
            if owner != member and len(pks) >= BATCH:
                yield pks
                pks = []
            member = owner
            pks.append(pk)
        after = Q(attempt__member__gt=member) | Q(attempt__member=member, pk__gt=pks[-1])
    if pks:
        yield pks


@transaction.atomic
def grade_batch(*, regrade: Regrade, reader: Reader, thresholds: Thresholds, pks: Sequence[int]) -> None:
    """Those of the items `pks` that still wait; a fixed number of queries, and those of the certificates awarded."""
    _lock(pks)
    fitting = [one for one in reader.outcomes(pk__in=pks) if not one.misfit]
    AttemptItem.objects.filter(pk__in=[one.row.item for one in fitting]).update(graded_by=reader.version)
    changed = [one for one in fitting if one.changed]
    _write(regrade, changed)
    _tell([one for one in changed if thresholds.newly_reached(one)], timezone.now())


def _lock(pks: Sequence[int]) -> None:
    owners = dict(Attempt.objects.filter(items__in=pks).values_list("pk", "member"))
    people = User.objects.filter(pk__in=set(owners.values()))
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    attempts = Attempt.objects.filter(pk__in=owners)
    list(attempts.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _write(regrade: Regrade, changed: Sequence[Outcome]) -> None:
    marks: Values = defaultdict(list)
    results: Values = defaultdict(list)
    passed: Values = defaultdict(list)
    for one in changed:
        marks[decimal(one.mark)].append(one.row.item)
        results[decimal(one.attempt_mark)].append(one.row.attempt)
        passed[one.passed].append(one.row.attempt)
    if changed:
        AttemptItem.objects.filter(pk__in=[one.row.item for one in changed]).update(mark=by_key(marks))
        attempts = Attempt.objects.filter(pk__in=[one.row.attempt for one in changed])
        attempts.update(mark=by_key(results), passed=by_key(passed))
    RegradedItem.objects.bulk_create(
        RegradedItem(
            regrade=regrade,
            item_id=one.row.item,
            mark_before=decimal(one.row.mark or 0),
            mark_after=decimal(one.mark),
            passed_before=bool(one.row.passed),
            passed_after=one.passed,
        )
        for one in changed
    )


def _tell(raised: Sequence[Outcome], now: dt.datetime) -> None:
    """As closing does, so that a certificate earned by the mark given anew is awarded. Nothing is ever withdrawn."""
    if raised:
        attempts = Attempt.objects.filter(pk__in=[one.row.attempt for one in raised])
        for attempt in attempts.select_related("quiz", "member").order_by("pk"):
            attempt_closed.send(sender=Attempt, attempt=attempt, now=now)
