"""That a station fetched a version: kept so that it is told when the version is withdrawn."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from lessons.models import Airing, Approval, Pull, RadioScriptPage, ScriptVersion, Station

from .approval import standing

TOLD_DAYS = 30


@dataclass(frozen=True)
class Stopped:
    """A withdrawn version, and what may be read in its place: corrections of it that the commune approved."""

    version: ScriptVersion
    instead: Sequence[Approval]


# --- selectors --------------------------------------------------------------------------------------


def stopped(station: Station, today: dt.date) -> list[Stopped]:
    """Withdrawn versions that the station fetched or aired in the last days, the last withdrawn first."""
    since = today - dt.timedelta(days=TOLD_DAYS)
    pulled = Pull.objects.filter(station=station, last_on__gte=since).values("version")
    aired = Airing.objects.filter(station=station, day__gte=since, called_off_at=None, version__isnull=False)
    concerned = Q(pk__in=pulled) | Q(pk__in=aired.values("version"))
    rows = ScriptVersion.objects.filter(concerned, withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")
    return with_corrections(station, rows)


def with_corrections(station: Station, versions: Iterable[ScriptVersion]) -> list[Stopped]:
    """Each with the approved scripts that correct it, and its own script where a newer version is approved."""
    rows = list(versions)
    if not rows:
        return []
    keys: dict[int, set[str]] = defaultdict(set)
    for version_pk, key in RadioScriptPage.objects.filter(corrects__in=rows).values_list("corrects", "key"):
        keys[version_pk].add(key)
    approved = [(one.version.script_key, one) for one in standing(station) if one.version]
    return [Stopped(row, [one for key, one in approved if key in {row.script_key, *keys[row.pk]}]) for row in rows]


# --- services ---------------------------------------------------------------------------------------


def record(*, station: Station, versions: Iterable[ScriptVersion], way: Pull.Way, now: dt.datetime) -> None:
    """One row a version and way. One query when all were fetched today already; three at most."""
    today = timezone.localdate(now)
    wanted = {version.pk for version in versions}
    rows = Pull.objects.filter(station=station, way=way, version__in=wanted)
    known = dict(rows.values_list("version", "last_on"))
    if any(last_on < today for last_on in known.values()):
        rows.filter(last_on__lt=today).update(last_on=today)
    if new := wanted - known.keys():
        Pull.objects.bulk_create(
            [Pull(station=station, version_id=pk, way=way, first_on=today, last_on=today) for pk in sorted(new)],
            ignore_conflicts=True,  # somebody else fetched it in the same moment
        )
