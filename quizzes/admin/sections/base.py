"""What every section of the question form has in common. A section holds the fields of one kind, or of two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.shared.plain_words import Path

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KEYS = "abcdef"
Cleaned = Mapping[str, Any]


class Section:
    """Fields for the spec of some kinds. `stored` is the spec that stands, {} where it is of another kind."""

    kinds: ClassVar[tuple[str, ...]]
    heading: ClassVar[Promise]
    help: ClassVar[str | StrPromise] = ""

    def __init__(self, stored: Mapping[str, Any], posted: Mapping[str, Any]) -> None:
        self.stored, self.posted = stored, posted
        self.fields = dict(self.make_fields())

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        """What stands in the fields when the question is opened; asked only where something is stored."""
        raise NotImplementedError

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        """What the kind is asked to read; it may well refuse."""
        raise NotImplementedError

    def unfinished(self) -> tuple[str, str | StrPromise] | None:
        """(field, what to do next) of a question that is written in more than one step and not yet at its end."""
        return None

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        """The field where a fault at `path` of that spec is shown; "" where no single one is to blame."""
        raise NotImplementedError


def line(label: str | StrPromise, *, most: int = 200, help_text: str | StrPromise = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text)


def remark(label: str | StrPromise) -> forms.CharField:
    return line(label, most=300)


def choose(label: str | StrPromise, choices: Sequence[tuple[str, str | StrPromise]]) -> forms.ChoiceField:
    """Radio buttons. A form that does not send the field gets the first choice, as the page offered it."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, initial=choices[0][0]
    )


def not_needed(row: int, needed: int) -> str | StrPromise:
    return "" if row <= needed else _("Leave it empty if it is not needed.")


def filled(cleaned: Cleaned, names: Sequence[str], rows: int) -> list[int]:
    """The numbers of the rows in which something is written or ticked."""
    return [row for row in range(1, rows + 1) if any(cleaned.get(f"{name}_{row}") for name in names)]


def row_keys(stored: Sequence[Mapping[str, Any]]) -> list[str]:
    """A key for each row: the one it had, so that answers can be compared between versions, or a free one."""
    old = [part["key"] for part in stored]
    return old + [key for key in KEYS if key not in old]


def at_row(path: Path, rows: Sequence[int], default: str, names: Mapping[str, str]) -> str:
    """The field of a fault at (list, index, part): `names` tells the field of a part, `default` that of the rest."""
    if len(path) < 2 or not isinstance(path[1], int) or path[1] >= len(rows):
        return ""
    part = str(path[2]) if len(path) > 2 else ""
    return f"{names.get(part, default)}_{rows[path[1]]}"
