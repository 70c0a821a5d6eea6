import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certification.codes import ALPHABET, LENGTH, bare, displayed, new_code
from quizzes.certification.states import State, months_later, state_on

DAY = dt.date(2026, 11, 16)
UNTIL = dt.date(2027, 11, 16)
AWARDED = ("awarded", DAY)


def state(day, *events):
    return state_on(day, valid_until=UNTIL, events=(AWARDED, *events))


def test_the_last_day_still_holds_and_the_next_does_not():
    assert state(UNTIL) == State.CURRENT
    assert state(UNTIL + dt.timedelta(days=1)) == State.LAPSED


def test_an_important_change_makes_it_due_until_it_is_confirmed():
    due, confirmed = ("due", dt.date(2027, 1, 1)), ("confirmed", dt.date(2027, 2, 1))
    assert state(dt.date(2026, 12, 31), due, confirmed) == State.CURRENT
    assert state(dt.date(2027, 1, 15), due, confirmed) == State.DUE
    assert state(dt.date(2027, 2, 1), due, confirmed) == State.CURRENT


def test_a_revocation_counts_from_its_day_and_outweighs_all():
    revoked, superseded = ("revoked", dt.date(2027, 3, 1)), ("superseded", dt.date(2027, 2, 1))
    assert state(dt.date(2027, 1, 31), superseded, revoked) == State.CURRENT
    assert state(dt.date(2027, 2, 28), superseded, revoked) == State.SUPERSEDED
    assert state(dt.date(2028, 1, 1), superseded, revoked) == State.REVOKED


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


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["KNS", "kns", "TINH-CM", ""]))
def test_a_printed_code_is_read_back_in_any_spelling(code, prefix):
    printed = displayed(code, prefix)
    for typed in (printed, printed.lower(), printed.replace("-", " "), code, f" {code[:4]} – {code[4:].lower()} "):
        assert bare(typed, prefix) == code


def test_a_code_that_begins_like_the_prefix_keeps_its_letters():
    assert bare("KNS23456", "KNS") == "KNS23456"


def test_no_code_has_a_letter_that_is_misread_or_changed_by_a_vietnamese_keyboard():
    assert not set(ALPHABET) & set("01OILAEIUYDW")
    assert set(new_code()) <= set(ALPHABET)
    assert len(new_code()) == LENGTH
