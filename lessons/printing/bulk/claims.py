"""Who prints which sheet. A claim lapses when its worker is not heard of, and another worker may take it over.

What a worker reports about a sheet counts only while the claim is its own: a worker that was thought dead and comes
back changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from lessons.models import PrintPack, PrintPackSheet

State = PrintPackSheet.State
OPEN = (State.TODO, State.CLAIMED)


def lapse() -> dt.timedelta:
    """How long a claim stands without a sign of life."""
    return dt.timedelta(minutes=settings.LMS_PACK_CLAIM_MINUTES)


def claim(*, pack: PrintPack, worker: str, most: int, now: dt.datetime) -> list[PrintPackSheet]:
    """At most `most` sheets for `worker`, an app at a time, so that its content is drawn on while it is at hand."""
    free = Q(state=State.TODO) | Q(state=State.CLAIMED, claimed_at__lt=now - lapse())
    with transaction.atomic():
        rows = PrintPackSheet.objects.filter(free, pack=pack).order_by("app_key", "kind", "run", "position")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        chosen = [sheet.pk for sheet in rows[:most]]
        if not chosen:
            return []
        # The condition again: where rows cannot be locked, another worker may have been quicker.
        PrintPackSheet.objects.filter(free, pk__in=chosen).update(
            state=State.CLAIMED, claimed_by=worker, claimed_at=now
        )
        PrintPack.objects.filter(pk=pack.pk).update(seen_at=now)
    mine = PrintPackSheet.objects.filter(pk__in=chosen, state=State.CLAIMED, claimed_by=worker)
    return list(mine.select_related("unit").order_by("app_key", "kind", "run", "position"))


def report_printed(*, sheet: PrintPackSheet, pages: int, paper: str, publish: Callable[[], None]) -> bool:
    """Marks the sheet as printed and puts its file in place: both or, when the claim was lost, neither."""
    with transaction.atomic():
        ours = _held(sheet).update(state=State.DONE, pages=pages, paper=paper, message="")
        if ours:
            publish()
    return bool(ours)


def report_failed(*, sheet: PrintPackSheet, message: str) -> None:
    _held(sheet).update(state=State.FAILED, message=message)


def release(*, pack: PrintPack, worker: str = "") -> None:
    """Gives back what `worker` holds (everybody's, without one): for a worker that stops before it is done."""
    held = PrintPackSheet.objects.filter(pack=pack, state=State.CLAIMED)
    (held.filter(claimed_by=worker) if worker else held).update(state=State.TODO)


def _held(sheet: PrintPackSheet) -> QuerySet[PrintPackSheet]:
    return PrintPackSheet.objects.filter(pk=sheet.pk, state=State.CLAIMED, claimed_by=sheet.claimed_by)
