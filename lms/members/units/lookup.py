"""Finding a place. Names repeat over provinces, so every answer shows the province; codes and dates decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from lms.shared.vietnamese import fold, normalise_line

from ..models import FormerCommune, Unit, UnitName

# Folded type words, as one writes them before a name; longer ones first.
TYPE_WORDS = ("thi tran", "dac khu", "thanh pho", "phuong", "tinh", "xa")
MOST = 50


@dataclass(frozen=True)
class Place:
    unit: Unit
    code: str
    label: str


@dataclass(frozen=True)
class Candidate:
    """One of today's units that holds part of a former commune; a person confirms which is meant."""

    former: FormerCommune
    unit: Unit
    code: str
    label: str


def bare_name(name: str) -> str:
    """`name` without its type word: "Xã Tân Ân" gives "Tân Ân", "Xa Dung" stays (its Xa is no Xã)."""
    head, _space, rest = normalise_line(name).partition(" ")
    if head.lower() in ("xã", "phường") and rest:
        return rest
    for words in ("thị trấn ", "đặc khu "):
        if normalise_line(name).lower().startswith(words):
            return normalise_line(name)[len(words) :]
    return normalise_line(name)


def unit_by_code(code: str, on: dt.date | None = None) -> Unit | None:
    """The unit that bears the official `code` on that day (today by default)."""
    name = UnitName.objects.on(on or timezone.localdate()).filter(code=code).select_related("unit").first()
    return name.unit if name else None


def labels(units: Iterable[Unit | int], on: dt.date | None = None) -> dict[int, str]:
    """Labels by unit id in two queries: "Xã Thới Bình, tỉnh Cà Mau". Units without a name that day are left out."""
    day = on or timezone.localdate()
    wanted = {unit.pk if isinstance(unit, Unit) else unit for unit in units}
    names = list(UnitName.objects.on(day).filter(unit__in=wanted))
    parents = _names_of({name.parent_id for name in names if name.parent_id}, day)
    return {name.unit_id: _label(name, parents.get(name.parent_id)) for name in names}


def label(unit: Unit, on: dt.date | None = None) -> str:
    """The unit with its province: "Xã Thới Bình, tỉnh Cà Mau"; its last name if it has none that day."""
    found = labels([unit], on)
    return found[unit.pk] if unit.pk in found else str(unit.names.order_by("-valid_from").first() or unit)


def search_units(text: str, on: dt.date | None = None) -> list[Place]:
    """Units of that day whose name holds `text`, with or without marks and type word; a province may follow a comma.

    Names with exactly these marks come first, then whole names, then beginnings; at most 50.
    """
    day = on or timezone.localdate()
    wanted, *rest = [normalise_line(part) for part in text.split(",")]
    keys = _keys(wanted)
    if not keys:
        return []
    matching = Q()
    for key in keys:
        matching |= Q(search_key__contains=key)
    names = list(UnitName.objects.on(day).filter(matching).select_related("unit"))
    parents = _names_of({name.parent_id for name in names if name.parent_id}, day)
    names = [name for name in names if _within(rest, parents.get(name.parent_id))]
    names.sort(key=lambda name: (*_rank(name, wanted, keys), name.sort_key, name.code))
    return [Place(name.unit, name.code, _label(name, parents.get(name.parent_id))) for name in names[:MOST]]


def candidates_for(former_text: str) -> list[Candidate]:
    """Today's units that hold part of the former commune `former_text`, to be confirmed by a person.

    Never by today's names: "Xã Tân Ân, huyện Ngọc Hiển, Cà Mau" lies in Phan Ngọc Hiển and Đất Mũi. District and
    province may follow after commas; type words and marks may be missing.
    """
    wanted, *rest = [normalise_line(part) for part in former_text.split(",")]
    named = FormerCommune.objects.filter(search_key__in=_keys(wanted)).select_related("unit")
    rows = [row for row in named if _is_meant(row, wanted, rest)]
    bare = bare_name(wanted)
    rows.sort(key=lambda row: (bare_name(row.former_name).lower() != bare.lower(), row.former_code, row.unit_id))
    day = timezone.localdate()
    today = _names_of({row.unit_id for row in rows}, day)
    shown = labels(today, day)
    return [
        Candidate(row, row.unit, today[row.unit_id].code, shown[row.unit_id]) for row in rows if row.unit_id in today
    ]


def _names_of(unit_ids: Iterable[int], day: dt.date) -> dict[int, UnitName]:
    return {
        name.unit_id: name for name in UnitName.objects.on(day).filter(unit__in=set(unit_ids)).select_related("unit")
    }


def _label(name: UnitName, parent: UnitName | None) -> str:
    return f"{name}, {parent.get_kind_display()} {parent.name}" if parent else str(name)


def _keys(text: str) -> list[str]:
    """Search keys of a typed name: as it is, and without a type word ("xa dung" may be Xa Dung or Xã Dung)."""
    key = fold(text)
    bare = next((key[len(word) + 1 :] for word in TYPE_WORDS if key.startswith(word + " ")), "")
    return [part for part in (key, bare) if part]


def _rank(name: UnitName, wanted: str, keys: list[str]) -> tuple[bool, bool, bool]:
    exact = {wanted.lower(), bare_name(wanted).lower()}
    return (
        name.name.lower() not in exact,
        name.search_key not in keys,
        not any(name.search_key.startswith(key) for key in keys),
    )


def _within(rest: list[str], parent: UnitName | None) -> bool:
    if not rest:
        return True
    return parent is not None and all(set(_keys(part)) & {parent.search_key} for part in rest if part)


def _is_meant(row: FormerCommune, wanted: str, rest: list[str]) -> bool:
    """Whether the type word, district and province a person typed agree with the row."""
    full = fold(row.former_name)
    if fold(wanted) not in (full, row.search_key):
        return False
    wider = {key for place in (row.former_district, row.former_province) for key in _wider_keys(place)}
    return all(fold(part) in wider for part in rest if part)


def _wider_keys(place: str) -> set[str]:
    key = fold(place)
    words = ("huyen ", "quan ", "thi xa ", "thanh pho ", "tinh ")
    short = {key.removeprefix(word) for word in words if key.startswith(word)}
    return {key, *short} | ({"tp " + name for name in short} | {"tp. " + name for name in short})
