"""What each app keeps of a member: told here once, so that showing, downloading and taking names away forget nothing.

Apps above register in their `ready`; this one knows no lesson and no quiz.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from .models import User

Words = str | Promise
# By key of `fields`: text, numbers, days, moments, yes or no, None, or a list of text.
Row = dict[str, Any]


def _nothing(user: User, now: dt.datetime, why: str) -> None:
    """For a part that says nothing of who it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One part of what is kept.

    `name` stands in the file and in the address; `fields` says every key of a row in words. `rows` gives what can be
    counted and sliced, the newest first; `describe` turns such a slice into rows of plain values, without a query a
    row. `anonymise` (member, now, Erasure.Why) runs in the transaction that takes the name away, while it still stands;
    `stays` tells the member what is left. `active_since` gives the rows that tell of something done after a moment, by
    whom in `owner`.
    """

    name: str
    title: Words
    fields: Mapping[str, Words]
    rows: Callable[[User], QuerySet[Any] | Sequence[Any]]
    describe: Callable[[Iterable[Any]], list[Row]]
    anonymise: Callable[[User, dt.datetime, str], None] = _nothing
    stays: Words = ""
    order: int = 100  # where it stands among the parts: the account first, then what was learned
    active_since: Callable[[dt.datetime], QuerySet[Any]] | None = None
    owner: str = "member"

    def count(self, user: User) -> int:
        found = self.rows(user)
        return found.count() if isinstance(found, QuerySet) else len(found)


_parts: dict[str, Kept] = {}


def register_kept(part: Kept) -> None:
    """Registering a name once more replaces it."""
    _parts[part.name] = part


def kept_parts() -> list[Kept]:
    return sorted(_parts.values(), key=lambda part: part.order)


def kept_part(name: str) -> Kept | None:
    return _parts.get(name)
