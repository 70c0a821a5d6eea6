"""What the station's secret address shows: approved texts of that station, and what was aired of them today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from lessons.models import Airing, Announcer, Approval, Bulletin, BulletinItem, ScriptVersion, Station
from lessons.radio.cues import Script

from .airing import WITH_TEXT
from .approval import standing
from .pulls import Stopped, with_corrections
from .timed import cut_to

SCRIPT, NOTICE = "bai", "thong-bao"  # in addresses


@dataclass(frozen=True)
class Planned:
    """One broadcast of a text that a bulletin of today plans; `airing` once it was recorded."""

    bulletin: Bulletin
    time: dt.time
    announcer: Announcer | None
    airing: Airing | None


def address_of(approval: Approval) -> tuple[str, str]:
    """(kind, key): stays the same when the text is approved anew."""
    if approval.version:
        return SCRIPT, approval.version.script_key
    return NOTICE, str(approval.notice_id)


def approved(station: Station, kind: str, key: str) -> Approval | None:
    """The approval that stands for this text at this station; None for a text that is another's or not approved."""
    if kind == SCRIPT:
        return standing(station).filter(version__script_key=key).first()
    if kind == NOTICE and key.isascii() and key.isdecimal() and len(key) < 19:
        return standing(station).filter(notice=int(key)).first()
    return None


def withdrawn(station: Station, kind: str, key: str) -> Stopped | None:
    """The last version of a script, if it was withdrawn and this station had approved it."""
    if kind != SCRIPT:
        return None
    rows = ScriptVersion.objects.filter(script_key=key, withdrawn_at__isnull=False, approvals__station=station)
    found = with_corrections(station, rows.order_by("-number")[:1])
    return found[0] if found else None


def cuts_of(script: Script) -> list[tuple[int, int]]:
    """(cut, seconds it takes) of each cut that is shorter than the whole text, then the whole text as cut 0."""
    shorter = [
        (limit, round(cut_to(script, limit).seconds)) for limit in settings.LMS_RADIO_CUTS if limit < script.seconds
    ]
    return [*shorter, (0, round(script.seconds))]


def aired_on(approval: Approval, day: dt.date) -> list[Airing]:
    """What was recorded of this text on that day, whichever approval of it was read."""
    about = {"version": approval.version_id} if approval.version_id else {"notice": approval.notice_id}
    rows = Airing.objects.filter(station=approval.station_id, day=day, called_off_at=None, **about)
    return list(rows.select_related(*WITH_TEXT).order_by("slot", "pk"))


def planned_on(approval: Approval, day: dt.date, aired: Sequence[Airing]) -> list[Planned]:
    """When the bulletins of that day read this text, in the order of the clock."""
    key = approval.version.script_key if approval.version else ""
    this = Q(script_key=key) if key else Q(notice=approval.notice_id)
    items = (
        BulletinItem.objects.filter(this, bulletin__station=approval.station_id, bulletin__day=day)
        .select_related("bulletin", "announcer")
        .order_by("bulletin__starts_at", "position")
    )
    recorded = {one.slot: one for one in aired}
    found: dict[dt.time, Planned] = {}
    for item in items:
        for time in (item.bulletin.starts_at, *map(dt.time.fromisoformat, item.bulletin.repeats)):
            found.setdefault(time, Planned(item.bulletin, time, item.announcer, recorded.get(time)))
    return [found[time] for time in sorted(found)]


def may_record(approval: Approval, now: dt.datetime) -> bool:
    """Whether it could have been read today: it stands, or stood when the day began."""
    today = timezone.localdate(now)
    ended = [approval.ended_at, approval.version.withdrawn_at if approval.version else None]
    return all(end is None or timezone.localdate(end) == today for end in ended)
