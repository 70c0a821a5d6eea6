"""What the list of copies says, as plain data. No Django."""

from __future__ import annotations

from dataclasses import dataclass

from lessons.printing.documents import FOLDER
from lms.shared.pdf import Layout

COPIES = Layout(FOLDER / "copies.typ", pages=None, variants=("plain",))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesRow:
    """`first` and `last` are pages of the whole file."""

    number: int
    sheet: str
    place: str
    paper: str
    copies: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesDocument:
    """One part of the list; the first part also says what was ordered."""

    site_name: str
    title: str
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[CopiesRow, ...]
