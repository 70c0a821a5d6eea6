"""Places that sheets are printed for, for tests."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from tests.factories.members import CommuneFactory, ProvinceFactory, TeamFactory

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


def province():
    return ProvinceFactory(name__name="Cà Mau", name__code="96")


def commune(**values):
    parent = values.pop("parent", None) or province()
    return CommuneFactory(name="Thới Bình", name__code="32065", name__province=parent, **values)


def village_team(place=None, **values):
    return TeamFactory(commune=place or commune(), village__kind="ap", village__name="Mẫu", **values)


def commune_team(place=None, **values):
    return TeamFactory(level="commune", village=None, commune=place or commune(), **values)
