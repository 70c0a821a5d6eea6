"""Reads the two files of administrative units, row by row, and says where a row is wrong. No database."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from lms.shared.vietnamese import normalise_line

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
UNITS_CSV = DATA_DIR / "administrative_units.csv"
FORMER_CSV = DATA_DIR / "former_communes.csv"

UNIT_COLUMNS = ("code", "name", "kind", "parent_code")
FORMER_COLUMNS = ("former_code", "former_name", "former_district", "former_province", "code")
PROVINCE_KINDS = ("tinh", "thanh-pho")
COMMUNE_KINDS = ("xa", "phuong", "dac-khu")


class UnitFileError(ValueError):
    """A file of units that cannot be loaded; the text names file, row and column, and what to do."""

    def __init__(self, path: Path, row: int, column: str, problem: str) -> None:
        self.file, self.row, self.column = path.name, row, column
        where = _("%(file)s, row %(row)s, column %(column)s") if column else _("%(file)s, row %(row)s")
        super().__init__(f"{where % {'file': path.name, 'row': row, 'column': column}}: {problem}")


@dataclass(frozen=True, slots=True)
class UnitRow:
    row: int
    code: str
    name: str
    kind: str
    parent_code: str

    @property
    def is_province(self) -> bool:
        return self.kind in PROVINCE_KINDS


@dataclass(frozen=True, slots=True)
class FormerRow:
    row: int
    former_code: str
    former_name: str
    former_district: str
    former_province: str
    code: str


def read_units(path: Path) -> list[UnitRow]:
    """Every unit of the file, provinces first; codes are unique and parents known. Raises UnitFileError."""
    seen: dict[str, UnitRow] = {}
    for number, values in _rows(path, UNIT_COLUMNS):
        unit = UnitRow(number, **values)
        _check_unit(path, unit)
        if unit.code in seen:
            first = _("Code %(code)s stands in row %(row)s already. Keep one of the two.")
            raise UnitFileError(path, number, "code", first % {"code": unit.code, "row": seen[unit.code].row})
        seen[unit.code] = unit
    for unit in seen.values():
        parent = seen.get(unit.parent_code)
        if not unit.is_province and (parent is None or not parent.is_province):
            unknown = _("No province in this file has the code “%(code)s”.") % {"code": unit.parent_code}
            raise UnitFileError(path, unit.row, "parent_code", unknown)
    return sorted(seen.values(), key=lambda unit: not unit.is_province)


def read_former(path: Path) -> Iterator[FormerRow]:
    """The former communes one by one. Raises UnitFileError at the first wrong row."""
    seen: dict[tuple[str, str], int] = {}
    for number, values in _rows(path, FORMER_COLUMNS):
        former = FormerRow(number, **values)
        for column in FORMER_COLUMNS:
            if not values[column]:
                raise UnitFileError(path, number, column, _("This column must not be empty."))
        _check_length(path, number, values, 100)
        _check_code(path, number, "former_code", former.former_code, 5)
        first = seen.setdefault((former.former_code, former.code), number)
        if first != number:
            raise UnitFileError(path, number, "code", _("The same pair of codes stands in row %d.") % first)
        yield former


def count_rows(path: Path) -> int:
    """How many data rows a file has, near enough for a progress bar."""
    with path.open("rb") as file:
        return max(sum(1 for _line in file) - 1, 0)


def _check_unit(path: Path, unit: UnitRow) -> None:
    if unit.kind not in PROVINCE_KINDS + COMMUNE_KINDS:
        known = ", ".join(PROVINCE_KINDS + COMMUNE_KINDS)
        unknown = _("Unknown kind “%(kind)s”. Use one of: %(known)s.") % {"kind": unit.kind, "known": known}
        raise UnitFileError(path, unit.row, "kind", unknown)
    _check_code(path, unit.row, "code", unit.code, 2 if unit.is_province else 5)
    if not unit.name:
        raise UnitFileError(path, unit.row, "name", _("This column must not be empty."))
    _check_length(path, unit.row, {"name": unit.name}, 100)
    if unit.is_province and unit.parent_code:
        raise UnitFileError(path, unit.row, "parent_code", _("A province belongs to no other unit: leave it empty."))


def _check_code(path: Path, row: int, column: str, code: str, digits: int) -> None:
    if not re.fullmatch(rf"[0-9]{{{digits}}}", code):
        wrong = _("“%(code)s” is not a code of %(digits)d digits. Spreadsheets drop leading zeros: keep them.")
        raise UnitFileError(path, row, column, wrong % {"code": code, "digits": digits})


def _check_length(path: Path, row: int, values: dict[str, str], longest: int) -> None:
    for column, value in values.items():
        if len(value) > longest:
            raise UnitFileError(path, row, column, _("Longer than %d characters.") % longest)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(row as a spreadsheet numbers it, normalised values by column)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = tuple(normalise_line(cell) for cell in next(reader, []))
            if header != columns:
                wanted = _("The first row must be: %(columns)s.") % {"columns": ",".join(columns)}
                raise UnitFileError(path, 1, "", wanted)
            for number, cells in enumerate(reader, start=2):
                if not any(cells):
                    continue
                if len(cells) != len(columns):
                    count = _("%(found)d columns instead of %(wanted)d.")
                    raise UnitFileError(path, number, "", count % {"found": len(cells), "wanted": len(columns)})
                yield number, dict(zip(columns, map(normalise_line, cells), strict=True))
    except FileNotFoundError as error:
        raise UnitFileError(path, 1, "", _("The file does not exist.")) from error
    except UnicodeDecodeError as error:
        raise UnitFileError(path, 1, "", _("Not UTF-8 text. Save the file as “CSV UTF-8”.")) from error
    except csv.Error as error:
        raise UnitFileError(path, reader.line_num, "", _("Not a CSV row (%s).") % error) from error
