"""The log of what went on air: one row a text, day and slot. A slip is called off, never deleted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate, TruncTime
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import Airing, Announcer, Approval, Bulletin, Station
from lms.members.models import User

from .errors import RadioDeskError
from .months import Month
from .texts import approved_script
from .timed import cut_to

OLDEST_DAYS = 60
DOUBLE_TAP = dt.timedelta(minutes=10)
WITH_TEXT = ("version", "notice", "approval__version", "approval__notice", "bulletin")

# Went on air after the version had been withdrawn, by the clock on the wall of the station. What was tapped before,
# ahead of its slot, did not.
AFTER_WITHDRAWAL = Q(version__withdrawn_at__isnull=False, recorded_at__gt=F("version__withdrawn_at")) & (
    Q(day__gt=TruncDate("version__withdrawn_at"))
    | Q(day=TruncDate("version__withdrawn_at"), slot__gt=TruncTime("version__withdrawn_at"))
)


class BadAiring(RadioDeskError):
    """Not recorded; the words say why."""


# --- selectors --------------------------------------------------------------------------------------


def aired(station: Station, first: dt.date, last: dt.date) -> QuerySet[Airing]:
    """What counts of these days, the newest first."""
    rows = Airing.objects.filter(station=station, day__gte=first, day__lte=last, called_off_at=None)
    return rows.select_related(*WITH_TEXT)


def log_of(station: Station, month: Month) -> QuerySet[Airing]:
    """In the order of the paper log, each with `after_withdrawal`."""
    rows = aired(station, month.first, month.last).annotate(after_withdrawal=AFTER_WITHDRAWAL)
    return rows.order_by("day", "slot", "pk")


def recordable(station: Station, today: dt.date) -> QuerySet[Approval]:
    """Approvals that stood on one of the days that may still be recorded, the newest first."""
    since = today - dt.timedelta(days=OLDEST_DAYS)
    rows = Approval.objects.filter(station=station).filter(Q(ended_at=None) | Q(ended_at__date__gte=since))
    return rows.select_related("version", "notice").order_by("-approved_at", "-pk")


# --- services ---------------------------------------------------------------------------------------


def record(
    *,
    station: Station,
    approval: Approval,
    day: dt.date,
    slot: dt.time,
    now: dt.datetime,
    cut: int = 0,
    announcer: Announcer | None = None,
    cluster: str = "",
    by: User | None = None,
    bulletin: Bulletin | None = None,
) -> Airing:
    """The row of this broadcast: a new one, or the one that was recorded before. Raises BadAiring."""
    if approval.station_id != station.pk or (bulletin and bulletin.station_id != station.pk):
        raise BadAiring(_("This text was not approved for this station."))
    _check_day(day, approval, now)
    if cut not in (0, *settings.LMS_RADIO_CUTS):
        raise BadAiring(_("There is no such cut. Choose one of those that are shown."))
    cut = cut if approval.version_id else 0  # a notice has no cuts
    values = {
        "approval": approval,
        "seconds": seconds_of(approval, cut, announcer.rate if announcer else None),
        "cluster": cluster,
        "announcer": announcer.name if announcer else "",
        "bulletin": bulletin,
        "recorded_at": now,
        "recorded_by": by,
    }
    about = {"version": approval.version} if approval.version_id else {"notice": approval.notice}
    key: dict[str, Any] = {"station": station, "day": day, "slot": slot, "cut": cut, **about}
    try:
        with transaction.atomic():
            return _same(key) or Airing.objects.create(**key, **values)
    except IntegrityError:  # the other tap of two was first
        if same := _same(key):
            return same
        raise


def record_now(*, station: Station, approval: Approval, now: dt.datetime, cut: int = 0) -> Airing:
    """Just aired, outside a bulletin: at this minute. Tapped again within ten minutes, it is the same broadcast."""
    local = timezone.localtime(now)
    recent = Airing.objects.filter(
        station=station, approval=approval, cut=cut, day=local.date(), called_off_at=None, bulletin=None
    )
    if same := recent.filter(recorded_at__gt=now - DOUBLE_TAP).first():
        return same
    slot = local.time().replace(second=0, microsecond=0)
    return record(station=station, approval=approval, day=local.date(), slot=slot, cut=cut, now=now)


def call_off(*, airing: Airing, now: dt.datetime) -> None:
    """It was not aired after all; done twice, it is done once."""
    Airing.objects.filter(pk=airing.pk, called_off_at=None).update(called_off_at=now)


def seconds_of(approval: Approval, cut: int, rate: float | None = None) -> int:
    return round(cut_to(approved_script(approval, rate=rate), cut).seconds)


def _same(key: dict[str, Any]) -> Airing | None:
    return Airing.objects.filter(**key, called_off_at=None).first()


def _check_day(day: dt.date, approval: Approval, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if day > today:
        raise BadAiring(_("%(day)s is still to come. Record a broadcast once it was on air.") % {"day": _words(day)})
    if day < today - dt.timedelta(days=OLDEST_DAYS):
        words = _("%(day)s is more than %(days)d days ago. Broadcasts as old as that are written on paper only.")
        raise BadAiring(words % {"day": _words(day), "days": OLDEST_DAYS})
    approved_on = timezone.localdate(approval.approved_at)
    if day < approved_on:
        words = _("This text was approved on %(approved)s, after %(day)s. Choose the text that was approved then.")
        raise BadAiring(words % {"approved": _words(approved_on), "day": _words(day)})


def _words(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
