"""Communes as packs want them: by province, by code, and as names of folders."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from django.utils import timezone

from lms.members.models import Unit, UnitName
from lms.members.units import search_units
from lms.shared.vietnamese import fold, slug

NEAR = 6


def provinces() -> list[UnitName]:
    """Today's that have communes, in the order of the alphabet."""
    today = UnitName.objects.on(timezone.localdate())
    rows = today.filter(unit__level=Unit.Level.PROVINCE, unit__in=today.exclude(parent=None).values("parent"))
    return list(rows.select_related("unit").order_by("sort_key", "code"))


def communes_of(province: Unit) -> list[UnitName]:
    rows = UnitName.objects.on(timezone.localdate()).filter(parent=province, unit__level=Unit.Level.COMMUNE)
    return list(rows.select_related("unit").order_by("sort_key", "code"))


def folders(units: Sequence[Unit]) -> dict[int, str]:
    """A folder of ASCII letters for each unit, none twice: "xa-thoi-binh-32065"."""
    rows = UnitName.objects.on(timezone.localdate()).filter(unit__in=[unit.pk for unit in units])
    named = {row.unit_id: f"{slug(str(row))}-{slug(row.code)}" for row in rows}
    found: dict[int, str] = {}
    for unit in units:
        name = named.get(unit.pk, f"don-vi-{unit.pk}")
        found[unit.pk] = name if name not in found.values() else f"{name}-{unit.pk}"
    return found


def near(text: str, level: str) -> list[str]:
    """Units that someone may have meant, as "32065 Xã Thới Bình, tỉnh Cà Mau"."""
    found = [f"{place.code} {place.label}" for place in search_units(text) if place.unit.level == level]
    if found:
        return found[:NEAR]
    rows = UnitName.objects.on(timezone.localdate()).filter(unit__level=level)
    known = {key: row for row in rows for key in (fold(row.code), row.search_key)}
    return [f"{known[key].code} {known[key]}" for key in difflib.get_close_matches(fold(text), known, NEAR, 0.6)]
