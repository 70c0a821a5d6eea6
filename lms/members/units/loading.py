"""Loads the official list of units. Running it again adds only what is missing and keeps every edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lms.shared.vietnamese import fold

from ..models import FormerCommune, Unit, UnitName
from .files import FORMER_CSV, UNITS_CSV, FormerRow, UnitFileError, UnitRow, count_rows, read_former, read_units
from .lookup import bare_name

BATCH = 1000
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """What a run added."""

    units: int
    former_communes: int


def load_units(
    *,
    units_csv: Path = UNITS_CSV,
    former_csv: Path = FORMER_CSV,
    valid_from: dt.date = dt.date(2025, 7, 1),
    progress: Progress | None = None,
) -> Loaded:
    """Adds the units and former communes that are missing, all or none; `progress` gets (rows done, rows in all).

    Raises UnitFileError naming file, row and column.
    """
    rows = read_units(units_csv)
    total = len(rows) + count_rows(former_csv)
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(min(done, total), total)

    with transaction.atomic():
        ids = _known_ids(valid_from)
        units = _add_units(rows, ids, valid_from, step)
        former = _add_former(former_csv, ids, step)
    return Loaded(units=units, former_communes=former)


def _known_ids(valid_from: dt.date) -> dict[str, int]:
    """Unit ids by the code they bear since `valid_from`, also of units closed or renamed after that day."""
    since = UnitName.objects.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
    return dict(since.order_by("-valid_from").values_list("code", "unit_id"))


def _add_units(rows: list[UnitRow], ids: dict[str, int], valid_from: dt.date, step: Callable[[int], None]) -> int:
    added = 0
    # Provinces come first and in batches of their own, because communes need their ids.
    for province in (True, False):
        for batch in _batches((row for row in rows if row.is_province is province), BATCH):
            missing = [row for row in batch if row.code not in ids]
            level = Unit.Level.PROVINCE if province else Unit.Level.COMMUNE
            units = Unit.objects.bulk_create([Unit(level=level) for _row in missing])
            ids.update((row.code, unit.pk) for row, unit in zip(missing, units, strict=True))
            UnitName.objects.bulk_create([_name(row, ids, valid_from) for row in missing])
            added += len(missing)
            step(len(batch))
    return added


def _name(row: UnitRow, ids: dict[str, int], valid_from: dt.date) -> UnitName:
    return UnitName(
        unit_id=ids[row.code],
        code=row.code,
        name=row.name,
        kind=row.kind,
        parent_id=ids[row.parent_code] if row.parent_code else None,
        valid_from=valid_from,
    ).set_keys()


def _add_former(path: Path, ids: dict[str, int], step: Callable[[int], None]) -> int:
    known = set(FormerCommune.objects.values_list("former_code", "unit_id"))
    added = 0
    for batch in _batches(read_former(path), BATCH):
        rows = [_former(path, row, ids) for row in batch]
        missing = [row for row in rows if (row.former_code, row.unit_id) not in known]
        FormerCommune.objects.bulk_create(missing)
        added += len(missing)
        step(len(batch))
    return added


def _former(path: Path, row: FormerRow, ids: dict[str, int]) -> FormerCommune:
    if row.code not in ids:
        unknown = _("No unit of today has the code “%(code)s”.") % {"code": row.code}
        raise UnitFileError(path, row.row, "code", unknown)
    return FormerCommune(
        former_code=row.former_code,
        former_name=row.former_name,
        former_district=row.former_district,
        former_province=row.former_province,
        unit_id=ids[row.code],
        search_key=fold(bare_name(row.former_name)),
    )


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
