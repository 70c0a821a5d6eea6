"""Sets what follows from events beside what stands in rows and ledger, and where asked, sets them right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from quizzes.models import Certificate, Certification, LedgerEntry

from . import ledger
from .dates import dates_from_events, dates_of, take_over
from .states import Dates

CHUNK = 2000


@dataclass(slots=True)
class Difference:
    """Of one certification: how many certificates were read, the keys of those whose dates do not follow from their
    events, and what the ledger lacks (or has too much of, below 0) by (unit, certification, state) and day."""

    certification: Certification
    read: int = 0
    rows: list[int] = field(default_factory=list)
    missing: Counter[tuple[ledger.Key, dt.date]] = field(default_factory=Counter)

    @property
    def none(self) -> bool:
        return not self.rows and not self.missing


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside stood at one moment, while others go on awarding. SQLite lets one writer in at a time."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def compare(certification: Certification) -> Difference:
    """Streams the certificates, so any number of them takes little memory."""
    with one_snapshot():
        found = Difference(certification)
        wanted = ledger.recounted(_dated(certification, found))
        wanted.subtract(ledger.entered(certification=certification))
    found.missing = Counter({key: delta for key, delta in wanted.items() if delta})
    return found


def _dated(certification: Certification, found: Difference) -> Iterator[tuple[int | None, int, Dates]]:
    rows = Certificate.objects.filter(certification=certification).select_related("version")
    for one in rows.prefetch_related("events").order_by("pk").iterator(chunk_size=CHUNK):
        dates = dates_from_events(one)
        found.read += 1
        if dates != dates_of(one):
            found.rows.append(one.pk)
        yield one.unit_id, certification.pk, dates


def repair(certification: Certification) -> Difference:
    """Sets the dates of rows right and adds the entries that lack; tells what was wrong. A certificate that is changed
    at this very moment makes the database refuse, and nothing is repaired."""
    with one_snapshot():
        found = compare(certification)
        for one in Certificate.objects.filter(pk__in=found.rows).select_related("version"):
            take_over(one, dates_from_events(one))
            one.save(update_fields=["counts_from", "due_on"])
        LedgerEntry.objects.bulk_create(
            (
                LedgerEntry(unit_id=unit, certification_id=pk, state=state, day=day, delta=delta)
                for ((unit, pk, state), day), delta in found.missing.items()
            ),
            batch_size=CHUNK,
        )
    return found
