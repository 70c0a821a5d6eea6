"""Which communes aired what in a month: sums made by the database, pages of them by the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Sum

from lessons.broadcast.airing import AFTER_WITHDRAWAL
from lessons.broadcast.months import Month
from lessons.models import Airing, Station
from lms.members.models import User
from lms.members.remits import remit_of
from lms.members.units.lookup import labels

VIEW = "lessons.view_airing"


def stations_of(user: User) -> QuerySet[Station]:
    """Stations in use of the places the user is in charge of."""
    remit = remit_of(user)
    stations = Station.objects.filter(is_active=True)
    return stations if remit is None else stations.filter(unit__in=remit)


def airings_of(stations: QuerySet[Station], month: Month) -> QuerySet[Airing]:
    return Airing.objects.filter(
        station__in=stations, day__gte=month.first, day__lte=month.last, called_off_at=None
    ).order_by()


def by_script(airings: QuerySet[Airing]) -> QuerySet[Any, Any]:
    """A row a script, over all of its versions: communes that aired it, how often, and where too late."""
    rows = airings.filter(version__isnull=False).values(key=F("version__script_key"))
    return rows.annotate(
        title=Max("version__title"),
        communes=Count("station", distinct=True),
        broadcasts=Count("pk"),
        late=Count("station", distinct=True, filter=AFTER_WITHDRAWAL),
    ).order_by("-communes", "-broadcasts", "key")


def by_station(stations: QuerySet[Station], month: Month) -> QuerySet[Station]:
    """Every station with what it aired in the month; those with the most broadcasts first, silent ones last."""
    this = Q(
        airings__day__gte=month.first, airings__day__lte=month.last, airings__called_off_at=None
    )  # in the join itself, so that the months before are not read
    late = Airing.objects.filter(
        AFTER_WITHDRAWAL, station=OuterRef("pk"), day__gte=month.first, day__lte=month.last, called_off_at=None
    )
    return stations.annotate(
        aired=FilteredRelation("airings", condition=this),
        broadcasts=Count("aired"),
        script_count=Count("aired__version__script_key", distinct=True),
        notice_count=Count("aired__notice", distinct=True),
        seconds=Sum("aired__seconds", default=0),
        last_day=Max("aired__day"),
        late=Exists(late),
    ).order_by("-broadcasts", "name", "pk")


def log_of(station: Station, month: Month) -> QuerySet[Airing]:
    rows = airings_of(Station.objects.filter(pk=station.pk), month).annotate(late=AFTER_WITHDRAWAL)
    return rows.select_related("version", "notice", "approval").order_by("-day", "-slot", "-pk")


def communes(stations: Iterable[Station], day: dt.date) -> dict[int, str]:
    """The commune of each by the station's id."""
    rows = list(stations)
    names = labels([station.unit_id for station in rows], day)
    return {station.pk: names.get(station.unit_id, "") for station in rows}
