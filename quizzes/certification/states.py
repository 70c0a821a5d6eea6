"""The state of a certificate on a date, from its dates and events; never stored. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    CURRENT = "current"
    DUE = "due"  # an important change in the lessons is not yet confirmed
    LAPSED = "lapsed"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


def state_on(day: dt.date, *, valid_until: dt.date, events: Iterable[tuple[str, dt.date]]) -> State:
    """`events` are (kind, in force from) in the order they happened; those after `day` do not count.

    `valid_until` is the last day it holds. Revoked weighs more than superseded, that more than lapsed, that more
    than due; a later confirmation or renewal ends being due.
    """
    kinds = [kind for kind, since in events if since <= day]
    if "revoked" in kinds:
        return State.REVOKED
    if "superseded" in kinds:
        return State.SUPERSEDED
    if day > valid_until:
        return State.LAPSED
    turns = [kind for kind in kinds if kind in ("awarded", "confirmed", "renewed", "due")]
    return State.DUE if turns and turns[-1] == "due" else State.CURRENT


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later, or that month's last: 29 February and 12 months give 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
