"""The state of a certificate on a day, from its dates; its dates from its terms and events. Nothing is stored as "now".
Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

A_DAY = dt.timedelta(days=1)


class State(StrEnum):
    WAITING = "waiting"  # a leader has still to confirm whose it is
    CURRENT = "current"
    DUE = "due"  # holds, and asks to be renewed: its end is near, or something important has changed
    GRACE = "grace"  # its last day is past; it may still be renewed by the short quiz
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


HOLDS = frozenset({State.CURRENT, State.DUE})  # what the holder can show
RENEWABLE = frozenset({State.DUE, State.GRACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Every day on which the state of one certificate turns.

    `counts_from` is None while it waits, `valid_until` is the last day it holds, `lapses_on` the first after the days
    of grace.
    """

    awarded_on: dt.date
    counts_from: dt.date | None
    due_on: dt.date
    valid_until: dt.date
    lapses_on: dt.date
    superseded_on: dt.date | None = None
    revoked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` as in CertificateEvent.Kind; `change` tells one important change from another."""

    kind: str
    day: dt.date
    change: int | None = None


Timeline = tuple[tuple[dt.date, State], ...]


def dates_at_award(
    *, awarded_on: dt.date, valid_months: int, renew_days: int, grace_days: int, waits: bool = False
) -> Dates:
    valid_until = months_later(awarded_on, valid_months)
    return Dates(
        awarded_on=awarded_on,
        counts_from=None if waits else awarded_on,
        due_on=max(awarded_on, valid_until - renew_days * A_DAY + A_DAY),
        valid_until=valid_until,
        lapses_on=valid_until + grace_days * A_DAY + A_DAY,
    )


def is_due_at_once(*, valid_months: int, renew_days: int) -> bool:
    """Terms under which a certificate could be due on the day of its award, since no month is shorter than 28 days."""
    return renew_days >= 28 * valid_months


def after(dates: Dates, events: Iterable[Event]) -> Dates:
    """The dates once `events` have happened to a certificate that had `dates` at its award.

    An event of a day before the award counts from the award. Being due ends for good when it was a mistake
    ("not_due" of the same change), as if it had never been.
    """
    known = list(events)
    mistaken = {event.change for event in known if event.kind == "not_due"}
    for event in known:
        day = max(event.day, dates.awarded_on)
        match event.kind:
            case "confirmed":
                dates = replace(dates, counts_from=day)
            case "due" if event.change not in mistaken:
                dates = replace(dates, due_on=min(dates.due_on, day))
            case "superseded":
                dates = replace(dates, superseded_on=day)
            case "revoked":
                dates = replace(dates, revoked_on=day)
    return dates


def state_on(day: dt.date, dates: Dates) -> State | None:
    """The state at the end of `day`; None before the award. Of two that hold, the one further down in `State` weighs
    more."""
    if day < dates.awarded_on:
        return None
    if dates.revoked_on and day >= dates.revoked_on:
        return State.REVOKED
    if dates.superseded_on and day >= dates.superseded_on:
        return State.SUPERSEDED
    if day >= dates.lapses_on:
        return State.LAPSED
    if dates.counts_from is None or day < dates.counts_from:
        return State.WAITING
    if day > dates.valid_until:
        return State.GRACE
    return State.DUE if day >= dates.due_on else State.CURRENT


def timeline(dates: Dates) -> Timeline:
    """(from which day, state) from the award on, past and to come, each state different from the one before."""
    turns = {
        dates.awarded_on,
        dates.counts_from,
        dates.due_on,
        dates.valid_until + A_DAY,
        dates.lapses_on,
        dates.superseded_on,
        dates.revoked_on,
    }
    line: list[tuple[dt.date, State]] = []
    for day in sorted(day for day in turns if day is not None):
        state = state_on(day, dates)
        if state is not None and (not line or line[-1][1] is not state):
            line.append((day, state))
    return tuple(line)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later, or that month's last: 29 February and 12 months give 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
