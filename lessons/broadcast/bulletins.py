"""Bulletins: what a station reads in one slot of a day, in which order, and how long that takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from lessons.models import Announcer, Approval, Bulletin, BulletinItem, Notice, Station
from lms.members.models import User

from .approval import standing
from .errors import RadioDeskError

MOST_ITEMS = 40
MOST_MUSIC = 600  # seconds
Kind = BulletinItem.Kind


class BadBulletin(RadioDeskError):
    """Not saved; the words say why."""


class SlotTaken(BadBulletin):
    """The station has a bulletin at that time already."""

    def __init__(self, day: dt.date, starts_at: dt.time) -> None:
        words = _("There is a bulletin on %(day)s at %(time)s already. Open that one, or choose another time.")
        super().__init__(words % {"day": f"{day:%d/%m/%Y}", "time": f"{starts_at:%H:%M}"})


class NothingChosen(BadBulletin):
    def __init__(self) -> None:
        super().__init__(_("Choose a text first, then add it."))


# --- selectors --------------------------------------------------------------------------------------


def bulletins_on(station: Station, day: dt.date) -> QuerySet[Bulletin]:
    """Those of one day in the order of the clock."""
    return Bulletin.objects.filter(station=station, day=day).order_by("starts_at")


def latest_before(station: Station, day: dt.date) -> Bulletin | None:
    """The one to copy: the last of the day before, or of the last day that had any."""
    return Bulletin.objects.filter(station=station, day__lt=day).order_by("-day", "-starts_at").first()


def lengths(station: Station) -> list[int]:
    """Minutes that a slot may have: those of the setting, and the station's own."""
    return sorted({*settings.LMS_RADIO_SLOT_MINUTES, station.minutes})


def offered(station: Station) -> tuple[list[Approval], list[Approval]]:
    """(scripts, notices) that may be put in a bulletin today."""
    rows = list(standing(station))
    return [row for row in rows if row.version_id], [row for row in rows if row.notice_id]


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def create(
    *,
    station: Station,
    day: dt.date,
    starts_at: dt.time,
    minutes: int,
    now: dt.datetime,
    title: str = "",
    repeats: Iterable[dt.time] = (),
    by: User | None = None,
    like: Bulletin | None = None,
) -> Bulletin:
    """A new bulletin, with the items of `like` where one is named. Raises SlotTaken."""
    values = {"minutes": minutes, "title": title, "repeats": _written(repeats)}
    try:
        with transaction.atomic():
            made = Bulletin.objects.create(
                station=station, day=day, starts_at=starts_at, created_by=by, changed_at=now, **values
            )
    except IntegrityError as error:
        _raise_taken(station.pk, day, starts_at, error)
    if like:
        _copy_items(like, made)
    return made


def change(
    *,
    bulletin: Bulletin,
    day: dt.date,
    starts_at: dt.time,
    minutes: int,
    now: dt.datetime,
    title: str = "",
    repeats: Iterable[dt.time] = (),
) -> None:
    """Raises SlotTaken."""
    values = {"minutes": minutes, "title": title, "repeats": _written(repeats)}
    try:
        with transaction.atomic():
            Bulletin.objects.filter(pk=bulletin.pk).update(day=day, starts_at=starts_at, changed_at=now, **values)
    except IntegrityError as error:
        _raise_taken(bulletin.station_id, day, starts_at, error)


@transaction.atomic
def delete(*, bulletin: Bulletin) -> None:
    """What was aired from it stays in the log."""
    Bulletin.objects.filter(pk=bulletin.pk).delete()


def add_script(
    *, bulletin: Bulletin, approval: Approval, now: dt.datetime, cut: int = 0, announcer: Announcer | None = None
) -> BulletinItem:
    """The script of a standing approval, cut to so many seconds (0: whole). Raises BadBulletin."""
    if not approval.version or not _stands(approval, bulletin.station_id):
        raise BadBulletin(_("This script is not approved any more. Have it approved, then add it."))
    _check_cut(cut)
    values = {"script_key": approval.version.script_key, "title": approval.title[:120], "cut": cut}
    return _add(bulletin, Kind.SCRIPT, now, announcer, **values)


def add_notice(
    *, bulletin: Bulletin, approval: Approval, now: dt.datetime, announcer: Announcer | None = None
) -> BulletinItem:
    """The notice of a standing approval. Raises BadBulletin."""
    notice: Notice | None = approval.notice
    if not notice or not _stands(approval, bulletin.station_id):
        raise BadBulletin(_("This notice is not approved any more. Have it approved, then add it."))
    return _add(bulletin, Kind.NOTICE, now, announcer, notice=notice, title=notice.title)


def add_music(*, bulletin: Bulletin, seconds: int, now: dt.datetime, title: str = "") -> BulletinItem:
    """Raises BadBulletin for a length that is no music."""
    if not 1 <= seconds <= MOST_MUSIC:
        raise BadBulletin(_("Music lasts from 1 to %(most)d seconds.") % {"most": MOST_MUSIC})
    return _add(bulletin, Kind.MUSIC, now, None, seconds=seconds, title=title)


@transaction.atomic
def move(*, item: BulletinItem, up: bool, now: dt.datetime) -> None:
    """Changes places with the item before or after it; the first stays first, the last stays last."""
    _locked(item.bulletin, now)
    others = BulletinItem.objects.filter(bulletin=item.bulletin_id)
    now_there = others.filter(pk=item.pk).first()
    if now_there is None:  # removed from another window
        return
    item = now_there
    if up:
        other = others.filter(position__lt=item.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=item.position).order_by("position").first()
    if other:
        for pk, position in ((item.pk, 0), (other.pk, item.position), (item.pk, other.position)):
            others.filter(pk=pk).update(position=position)  # by way of 0: no two may stand in one place


@transaction.atomic
def remove(*, item: BulletinItem, now: dt.datetime) -> None:
    _locked(item.bulletin, now)
    BulletinItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def set_reading(*, item: BulletinItem, announcer: Announcer | None, cut: int, now: dt.datetime) -> None:
    """Who reads it and in which cut; music is read by nobody, and only scripts have cuts."""
    _check_cut(cut)
    _locked(item.bulletin, now)
    values = {
        "announcer": None if item.kind == Kind.MUSIC else announcer,
        "cut": cut if item.kind == Kind.SCRIPT else 0,
    }
    BulletinItem.objects.filter(pk=item.pk).update(**values)


def _add(
    bulletin: Bulletin, kind: BulletinItem.Kind, now: dt.datetime, announcer: Announcer | None, **values: Any
) -> BulletinItem:
    with transaction.atomic():
        _locked(bulletin, now)
        rows = BulletinItem.objects.filter(bulletin=bulletin)
        if rows.count() >= MOST_ITEMS:
            raise BadBulletin(_("A bulletin has at most %(most)d items.") % {"most": MOST_ITEMS})
        last = rows.aggregate(last=Max("position"))["last"] or 0
        return BulletinItem.objects.create(
            bulletin=bulletin, position=last + 1, kind=kind, announcer=announcer, **values
        )


def _raise_taken(station_pk: int, day: dt.date, starts_at: dt.time, error: IntegrityError) -> NoReturn:
    """SlotTaken if that is what the database minds."""
    if Bulletin.objects.filter(station=station_pk, day=day, starts_at=starts_at).exists():
        raise SlotTaken(day, starts_at) from error
    raise error


def _locked(bulletin: Bulletin, now: dt.datetime) -> None:
    """Two people at one bulletin take turns."""
    Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    Bulletin.objects.filter(pk=bulletin.pk).update(changed_at=now)


def _copy_items(old: Bulletin, new: Bulletin) -> None:
    items = list(BulletinItem.objects.filter(bulletin=old))
    for item in items:
        item.pk, item.bulletin = None, new
        item._state.adding = True
    BulletinItem.objects.bulk_create(items)


def _stands(approval: Approval, station_pk: int) -> bool:
    return Approval.objects.standing().filter(pk=approval.pk, station=station_pk).exists()


def _check_cut(cut: int) -> None:
    if cut not in (0, *settings.LMS_RADIO_CUTS):
        raise BadBulletin(_("There is no such cut. Choose one of those that are shown."))


def _written(times: Iterable[dt.time]) -> list[str]:
    return [f"{time:%H:%M}" for time in sorted(set(times))]
