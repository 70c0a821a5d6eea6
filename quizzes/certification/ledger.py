"""How many certificates are in which state on any day: sums of dated entries, never a walk over members.

Every change of a certificate writes the difference between its timeline before and after, in the same transaction,
days to come included. So nothing has to happen on the day itself, and a sum always equals a recount.

Folding sums the entries of past months into balances, so that a count reads one month only. It may come late or never:
entries that no balance holds yet are added to the count.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from quizzes.models import Certificate, LedgerBalance, LedgerEntry, LedgerMonth

from .states import Dates, State, Timeline, months_later, timeline

Turn = tuple[dt.date, str]  # a day, and the state whose number changes on it
Key = tuple[int | None, int, str]  # unit, certification, state
KEY = ("unit_id", "certification_id", "state")


def turns(line: Timeline) -> Counter[Turn]:
    """What one certificate with this timeline adds to the counts, by day and state."""
    found: Counter[Turn] = Counter()
    before: State | None = None
    for day, state in line:
        found[day, state.value] += 1
        if before:
            found[day, before.value] -= 1
        before = state
    return found


def difference(before: Dates | None, now: Dates) -> dict[Turn, int]:
    """What to enter when a certificate's dates turn from `before` (None: it is new) to `now`."""
    wanted = turns(timeline(now))
    if before:
        wanted.subtract(turns(timeline(before)))
    return {turn: delta for turn, delta in wanted.items() if delta}


def entries(certificate: Certificate, before: Dates | None, now: Dates) -> list[LedgerEntry]:
    """The entries to create, for whoever creates those of many certificates at once."""
    return [
        LedgerEntry(
            unit_id=certificate.unit_id,
            certification_id=certificate.certification_id,
            state=state,
            day=day,
            delta=delta,
        )
        for (day, state), delta in difference(before, now).items()
    ]


def post(*, certificate: Certificate, before: Dates | None, now: Dates) -> None:
    """Enters the change of one certificate; part of the transaction that makes it."""
    LedgerEntry.objects.bulk_create(entries(certificate, before, now))


# --- counting ---------------------------------------------------------------------------------------
def counts_on(day: dt.date, **wanted: Any) -> dict[Key, int]:
    """How many there are at the end of `day` by (unit, certification, state); what has none is left out.

    `wanted` narrows by fields of the ledger: `certification=...`, `unit__in=...`, `state=...`. One query, so that a
    month folded meanwhile is counted wholly or not at all.
    """
    months = LedgerMonth.objects.filter(first_day__lte=day).order_by("-first_day")
    since = Coalesce(Subquery(months.values("first_day")[:1]), dt.date.min)
    rows = LedgerEntry.objects.filter(Q(day__gte=since) | Q(folded_in=None), day__lte=day, **wanted)
    balances = LedgerBalance.objects.filter(month=Subquery(months.values("pk")[:1]), **wanted)
    found: Counter[Key] = Counter()
    for *key, total in _sums(rows, "delta").union(_sums(balances, "count"), all=True):
        found[tuple(key)] += total
    return {key: count for key, count in found.items() if count}


def total_on(day: dt.date, **wanted: Any) -> Counter[str]:
    """By state, summed over units and certifications."""
    found: Counter[str] = Counter()
    for (_unit, _certification, state), count in counts_on(day, **wanted).items():
        found[state] += count
    return found


def _sums(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    return rows.order_by().values_list(*KEY).annotate(total=Sum(field))


# --- folding ----------------------------------------------------------------------------------------
def fold(*, month: dt.date, now: dt.datetime) -> LedgerMonth | None:
    """Makes the balances for the first day of `month`; None where they stand already, or are being made.

    Entries marked in one statement are the ones summed, so those that arrive meanwhile wait for the next month.
    """
    first = month.replace(day=1)
    try:
        with transaction.atomic():
            newest = LedgerMonth.objects.select_for_update().order_by("-first_day").first()
            if newest and newest.first_day >= first:
                return None
            made = LedgerMonth.objects.create(first_day=first, folded_at=now)
            LedgerEntry.objects.filter(day__lt=first, folded_in=None).update(folded_in=made)
            fresh = _correct_earlier(made)
            balance = Counter(_balances(newest)) if newest else Counter()
            balance.update(fresh)
            _create(made, balance)
            return made
    except IntegrityError:
        return None


def fold_past(*, now: dt.datetime) -> list[dt.date]:
    """Folds month by month up to the one that runs; the first days of those folded. One query where all are."""
    this_month, month, folded = timezone.localdate(now).replace(day=1), _next_month(), []
    while month and month <= this_month:
        if fold(month=month, now=now):
            folded.append(month)
        month = months_later(month, 1)
    return folded


def _next_month() -> dt.date | None:
    """After the last that stands, or after the first entry; None for an empty ledger."""
    if newest := LedgerMonth.objects.order_by("-first_day").first():
        return months_later(newest.first_day, 1)
    first = LedgerEntry.objects.order_by("day").first()
    return months_later(first.day.replace(day=1), 1) if first else None


def _correct_earlier(made: LedgerMonth) -> Counter[Key]:
    """Takes entries that came late into the months that stand; what the new month has beside the last of them."""
    earlier = list(LedgerMonth.objects.filter(first_day__lt=made.first_day).order_by("first_day"))
    last = earlier[-1] if earlier else None
    fresh: Counter[Key] = Counter()
    late: dict[int, Counter[Key]] = {month.pk: Counter() for month in earlier}
    rows = LedgerEntry.objects.filter(folded_in=made).order_by().values_list(*KEY, "day").annotate(total=Sum("delta"))
    for unit, certification, state, day, delta in rows.iterator():
        key = (unit, certification, state)
        for month in earlier:
            if day < month.first_day:
                late[month.pk][key] += delta
        if last is None or day >= last.first_day:
            fresh[key] += delta
    for month in earlier:
        _correct(month, late[month.pk])
    return fresh


def _correct(month: LedgerMonth, by: Mapping[Key, int]) -> None:
    missing: Counter[Key] = Counter()
    for (unit, certification, state), delta in by.items():
        rows = LedgerBalance.objects.filter(month=month, unit=unit, certification=certification, state=state)
        if delta and not rows.update(count=F("count") + delta):
            missing[unit, certification, state] = delta
    _create(month, missing)


def _balances(month: LedgerMonth) -> dict[Key, int]:
    return {tuple(key): count for *key, count in month.balances.values_list(*KEY, "count")}


def _create(month: LedgerMonth, balance: Mapping[Key, int]) -> None:
    LedgerBalance.objects.bulk_create(
        (
            LedgerBalance(month=month, unit_id=unit, certification_id=certification, state=state, count=count)
            for (unit, certification, state), count in balance.items()
            if count
        ),
        batch_size=1000,
    )


# --- recounting -------------------------------------------------------------------------------------
def recounted(certificates: Iterator[tuple[int | None, int, Dates]]) -> Counter[tuple[Key, dt.date]]:
    """What the ledger must hold for certificates of (unit, certification, dates)."""
    found: Counter[tuple[Key, dt.date]] = Counter()
    for unit, certification, dates in certificates:
        for (day, state), delta in turns(timeline(dates)).items():
            found[(unit, certification, state), day] += delta
    return found


def entered(**wanted: Any) -> Counter[tuple[Key, dt.date]]:
    """What the ledger holds."""
    found: Counter[tuple[Key, dt.date]] = Counter()
    rows = LedgerEntry.objects.filter(**wanted).order_by().values_list(*KEY, "day").annotate(total=Sum("delta"))
    for unit, certification, state, day, total in rows.iterator():
        found[(unit, certification, state), day] = total
    return found
