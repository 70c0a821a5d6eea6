"""A station's own few sentences: written by its staff, approved like a script, closed when they are over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lessons.models import Notice, Station
from lms.members.models import User

from .approval import end_changed


# --- selectors --------------------------------------------------------------------------------------
def open_notices(station: Station) -> QuerySet[Notice]:
    """Those that may still be read, the newest first."""
    today = timezone.localdate()
    return Notice.objects.filter(Q(last_day=None) | Q(last_day__gte=today), station=station, closed_at=None)


def all_notices(station: Station) -> QuerySet[Notice]:
    return Notice.objects.filter(station=station).select_related("created_by")


# --- services ---------------------------------------------------------------------------------------
def write(*, notice: Notice, by: User, now: dt.datetime) -> Notice:
    notice.created_at, notice.created_by = now, by
    notice.save(force_insert=True)
    return notice


@transaction.atomic
def rewrite(*, notice: Notice, by: User, now: dt.datetime) -> int:
    """Saves other words and ends the approval of the earlier ones; 1 if there was one.

    The station is held meanwhile, as it is by whoever approves.
    """
    station = Station.objects.select_for_update().get(pk=notice.station_id)
    notice.save(update_fields=["title", "text", "last_day"])
    return end_changed(station=station, by=by, now=now)


def close(*, notice: Notice, now: dt.datetime) -> None:
    """It is no longer offered; done twice, it is done once."""
    Notice.objects.filter(pk=notice.pk, closed_at=None).update(closed_at=now)
