import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certification.states import (
    A_DAY,
    Dates,
    Event,
    State,
    after,
    dates_at_award,
    months_later,
    state_on,
    timeline,
)

DAY = dt.date(2026, 11, 16)
UNTIL = dt.date(2027, 11, 16)
TERMS = {"awarded_on": DAY, "valid_months": 12, "renew_days": 30, "grace_days": 30}


def awarded(**terms) -> Dates:
    return dates_at_award(**TERMS | terms)


def event(kind: str, days: int, change: int | None = None) -> Event:
    return Event(kind, DAY + days * A_DAY, change)


def test_it_is_current_until_renewal_is_asked_and_holds_to_its_last_day():
    dates = awarded()
    assert timeline(dates) == (
        (DAY, State.CURRENT),
        (UNTIL - 29 * A_DAY, State.DUE),
        (UNTIL + A_DAY, State.GRACE),
        (UNTIL + 31 * A_DAY, State.LAPSED),
    )
    assert state_on(UNTIL, dates) is State.DUE


def test_without_days_of_grace_it_lapses_the_day_after_its_last():
    assert state_on(UNTIL + A_DAY, awarded(grace_days=0)) is State.LAPSED


def test_without_days_to_renew_it_stays_current_to_its_last_day():
    assert state_on(UNTIL, awarded(renew_days=0)) is State.CURRENT


def test_before_the_award_it_has_no_state():
    assert state_on(DAY - A_DAY, awarded()) is None


def test_one_that_waits_counts_from_its_confirmation():
    waiting = awarded(waits=True)
    assert state_on(DAY + 5 * A_DAY, waiting) is State.WAITING
    confirmed = after(waiting, [event("confirmed", 6)])
    assert state_on(DAY + 5 * A_DAY, confirmed) is State.WAITING
    assert state_on(DAY + 6 * A_DAY, confirmed) is State.CURRENT


def test_one_that_was_never_confirmed_lapses():
    assert timeline(awarded(waits=True)) == ((DAY, State.WAITING), (UNTIL + 31 * A_DAY, State.LAPSED))


def test_an_important_change_makes_it_due_from_its_day():
    dates = after(awarded(), [event("due", 46, change=1)])
    assert state_on(DAY + 45 * A_DAY, dates) is State.CURRENT
    assert state_on(DAY + 46 * A_DAY, dates) is State.DUE
    assert dates.valid_until == UNTIL, "what is printed on the paper stays true"


def test_a_change_that_was_marked_by_mistake_never_made_it_due():
    dates = after(awarded(), [event("due", 46, change=1), event("not_due", 50, change=1)])
    assert dates == awarded()


def test_of_two_changes_one_marked_by_mistake_the_other_still_counts():
    events = [event("due", 46, change=1), event("due", 60, change=2), event("not_due", 61, change=1)]
    assert after(awarded(), events).due_on == DAY + 60 * A_DAY


def test_a_revocation_counts_from_its_day_and_outweighs_all():
    dates = after(awarded(), [event("superseded", 77), event("revoked", 105)])
    assert state_on(DAY + 76 * A_DAY, dates) is State.CURRENT
    assert state_on(DAY + 104 * A_DAY, dates) is State.SUPERSEDED
    assert state_on(DAY + 1000 * A_DAY, dates) is State.REVOKED


def test_a_revocation_dated_before_the_award_counts_from_the_award():
    assert timeline(after(awarded(), [event("revoked", -9)])) == ((DAY, State.REVOKED),)


def test_a_leap_day_and_twelve_months_give_the_last_of_february():
    assert months_later(dt.date(2028, 2, 29), 12) == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 11, 16), 12, dt.date(2027, 11, 16)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 11, 30), 1, dt.date(2026, 12, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_later(day, months) == later


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(1, 120))
def test_months_later_is_always_later(day, months):
    assert months_later(day, months) > day


some_days = st.integers(-10, 800).map(lambda days: DAY + days * A_DAY)
some_dates = st.builds(
    replace,
    st.builds(awarded, renew_days=st.integers(0, 365), grace_days=st.integers(0, 365), valid_months=st.integers(1, 24)),
    counts_from=st.none() | some_days,
    superseded_on=st.none() | some_days,
    revoked_on=st.none() | some_days,
)


@given(some_dates, some_days)
def test_a_timeline_says_the_same_as_asking_for_the_day(dates, day):
    said = [state for since, state in timeline(dates) if since <= day]
    assert (said[-1] if said else None) is state_on(day, dates)


@given(some_dates)
def test_each_state_of_a_timeline_differs_from_the_one_before(dates):
    line = timeline(dates)
    assert all(one[0] < two[0] and one[1] is not two[1] for one, two in pairwise(line))
