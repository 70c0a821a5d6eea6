"""Stations and who minds them: selectors read, services write (keyword arguments only)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lessons.models import Announcer, Approval, Station
from lms.members.models import Unit, UnitName, User
from lms.members.remits import is_in_remit, remit_of
from lms.members.units import labels, search_units
from lms.members.units.lookup import Place, bare_name
from lms.shared.vietnamese import fold

from .approval import PERMISSION, changed_by, end_changed
from .errors import RadioDeskError

VIEW, ADD, CHANGE = "lessons.view_station", "lessons.add_station", "lessons.change_station"
MOST_COMMUNES = 30  # offered without a search


class StationExists(RadioDeskError):
    """The commune has a station already, or has just got one."""


class AnnouncerExists(RadioDeskError):
    """The station has an announcer of that name."""


class StillApproved(RadioDeskError):
    """Saving ends approvals, and the person has not been told yet which."""

    def __init__(self, approvals: Iterable[Approval]) -> None:
        super().__init__("saving ends approvals")
        self.approvals = list(approvals)


# --- selectors --------------------------------------------------------------------------------------
def stations_for(user: User) -> QuerySet[Station]:
    """Those of the places the user is in charge of. What the user may do there is asked of the permissions."""
    remit = remit_of(user)
    stations = Station.objects.select_related("unit")
    return stations if remit is None else stations.filter(unit__in=remit)


def searched(stations: QuerySet[Station], text: str) -> QuerySet[Station]:
    """Those of communes whose name holds `text`, with or without marks and type word; a province may follow a comma."""
    commune, *province = [fold(bare_name(part)) for part in text.split(",")[:2]]
    today = UnitName.objects.on(timezone.localdate())
    names = today.filter(search_key__contains=commune)
    if province:
        names = names.filter(parent__in=today.filter(search_key__contains=province[0]).values("unit"))
    return stations.filter(unit__in=names.values("unit"))


def may_change(user: User | AnonymousUser, station: Station) -> bool:
    return isinstance(user, User) and user.has_perm(CHANGE) and is_in_remit(user, station.unit)


def approvers_of(station: Station) -> QuerySet[User]:
    """Who approves texts for this station: by a group or in person, in charge of its commune, its province, or
    everywhere. Administrators, who may do anything, are not the commune's voice."""
    app_label, codename = PERMISSION.split(".")
    group = {
        "groups__permissions__content_type__app_label": app_label,
        "groups__permissions__codename": codename,
    }
    own = {"user_permissions__content_type__app_label": app_label, "user_permissions__codename": codename}
    above = UnitName.objects.on(timezone.localdate()).filter(unit=station.unit_id).values("parent")
    near = Q(remits=None) | Q(remits__unit=station.unit_id) | Q(remits__unit__in=above)
    people = User.objects.filter(Q(**group) | Q(**own), near, is_active=True, is_superuser=False)
    return people.distinct().order_by("sort_key", "pk")


def communes_without(user: User, text: str = "") -> list[tuple[str, str]]:
    """(official code, label) of communes the user is in charge of that have no station yet: found by `text`, or all
    of a small remit."""
    remit = remit_of(user)
    places = search_units(text) if text else _places_of(remit)
    communes = [
        place
        for place in places
        if place.unit.level == Unit.Level.COMMUNE and (remit is None or place.unit.pk in remit)
    ]
    taken = set(Station.objects.filter(unit__in=[place.unit.pk for place in communes]).values_list("unit", flat=True))
    return [(place.code, place.label) for place in communes if place.unit.pk not in taken]


def _places_of(remit: set[int] | None) -> list[Place]:
    """The places of a small remit, in the order of their names."""
    if remit is None:
        return []
    names = UnitName.objects.on(timezone.localdate()).filter(unit__in=remit).select_related("unit")
    found = list(names.order_by("sort_key", "code")[: MOST_COMMUNES + 1])
    shown = labels([name.unit_id for name in found])
    return [Place(name.unit, name.code, shown[name.unit_id]) for name in found] if len(found) <= MOST_COMMUNES else []


def proposed(commune: Unit) -> Station:
    """A station to be made, named after its commune of today; not saved."""
    name = UnitName.objects.on(timezone.localdate()).filter(unit=commune).first()
    said = f"{name.get_kind_display()} {name.name}" if name else ""
    return Station(unit=commune, name=f"Đài truyền thanh {said}".strip(), commune_name=said)


# --- services ---------------------------------------------------------------------------------------
def create(*, station: Station) -> Station:
    """Raises StationExists: one a commune."""
    try:
        with transaction.atomic():
            station.save(force_insert=True)
    except IntegrityError as error:
        if Station.objects.filter(unit=station.unit_id).exists():
            raise StationExists from error
        raise
    return station


@transaction.atomic
def save(*, station: Station, by: User, now: dt.datetime, told: Iterable[int] = ()) -> int:
    """Saves the station's own words and ends the approvals whose text they change; how many.

    Raises StillApproved, and saves nothing, unless `told` holds the keys of all those approvals: what the commune
    approved goes off the air only knowingly.
    """
    Station.objects.select_for_update().get(pk=station.pk)
    changed = changed_by(station)
    if not {approval.pk for approval in changed} <= set(told):
        raise StillApproved(changed)
    station.save()
    return end_changed(station=station, by=by, now=now)


def add_announcer(*, station: Station, name: str) -> Announcer:
    """Reads at the station's rate until timed. Raises AnnouncerExists."""
    return _kept(Announcer(station=station, name=name, rate=station.rate))


def rename_announcer(*, announcer: Announcer, name: str) -> None:
    """Raises AnnouncerExists."""
    announcer.name = name
    _kept(announcer)


def remove_announcer(*, announcer: Announcer) -> None:
    """What was aired keeps the name in words."""
    announcer.delete()


def calibrate(*, announcer: Announcer, rate: float, on: dt.date) -> None:
    """The rate found by timing one reading, in bounds."""
    announcer.rate, announcer.timed_on = round(rate), on
    announcer.save(update_fields=["rate", "timed_on"])


def _kept(announcer: Announcer) -> Announcer:
    same = Announcer.objects.filter(station=announcer.station_id, name=announcer.name).exclude(pk=announcer.pk)
    try:
        with transaction.atomic():
            announcer.save()
    except IntegrityError as error:
        if same.exists():
            raise AnnouncerExists from error
        raise
    return announcer
