from copy import deepcopy
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import Asked
from quizzes.regrading.plan import Misfit, Row, Verdict, misfit, outcome, takes_any
from tests.factories.quizzes import CHOICES, PICTURE_TAP, SPECS

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=12)
POINTS = 10_000


def asked(kind="single", **changes):
    return Asked.of(kind, SPECS[kind] | changes)


def with_texts(*texts):
    return asked(choices=[choice | {"text": text} for choice, text in zip(CHOICES, texts, strict=True)])


def row(**values):
    fields = {
        "item": 1,
        "attempt": 1,
        "version": 1,
        "key": 1,
        "response": None,
        "mark": 0,
        "max_mark": POINTS,
        "state": "closed",
        "member": 1,
        "quiz": 1,
        "attempt_mark": 0,
        "attempt_max": POINTS,
        "pass_percent": 80,
        "passed": False,
        "practice": False,
        "channel": "online",
        "confirmed_at": None,
    }
    return Row(**(fields | values))


@pytest.mark.parametrize("kind", SPECS)
def test_a_question_fits_itself(kind):
    assert misfit(asked(kind), asked(kind)) is None
    assert takes_any(asked(kind), asked(kind))


@pytest.mark.parametrize("kind", sorted(set(SPECS) - {"single"}))
def test_another_kind_does_not_fit(kind):
    assert misfit(asked(), asked(kind)) == Misfit.KIND


def test_another_right_choice_fits():
    other = [choice | {"correct": choice["key"] == "c"} for choice in CHOICES]
    assert misfit(asked(), asked(choices=other)) is None


@pytest.mark.parametrize(
    "choices", [CHOICES[:2], [*CHOICES, {"key": "d", "text": "Khác", "correct": False, "feedback": ""}]]
)
def test_a_choice_more_or_less_does_not_fit(choices):
    assert misfit(asked(), asked(choices=choices)) == Misfit.OPTIONS


def test_words_put_right_fit():
    assert misfit(asked(), with_texts("CH Play hay App Store", *[one["text"] for one in CHOICES[1:]])) is None


def test_choices_that_changed_places_do_not_fit():
    first, second, third = [choice["text"] for choice in CHOICES]
    assert misfit(asked(), with_texts(second, first, third)) == Misfit.MEANING


def test_a_choice_that_took_the_words_of_another_does_not_fit():
    first, _second, third = [choice["text"] for choice in CHOICES]
    assert misfit(asked(), with_texts("Mới", first, third)) == Misfit.MEANING


def test_a_matching_line_more_does_not_fit_though_the_options_are_the_same():
    pairs = [*SPECS["matching"]["pairs"], {"key": "d", "left": "Cứu hộ", "right": "114"}]
    assert misfit(asked("matching"), asked("matching", pairs=pairs)) == Misfit.OPTIONS


def test_matching_lines_that_changed_places_do_not_fit():
    pairs = deepcopy(SPECS["matching"]["pairs"])
    pairs[0]["left"], pairs[1]["left"] = pairs[1]["left"], pairs[0]["left"]
    assert misfit(asked("matching"), asked("matching", pairs=pairs)) == Misfit.MEANING


def test_another_order_of_the_same_steps_fits():
    items = SPECS["ordering"]["items"][::-1]
    assert misfit(asked("ordering"), asked("ordering", items=items)) is None


def test_written_answers_fit_whatever_is_accepted():
    accepted = [{"text": "khác", "share": "1", "feedback": ""}]
    assert misfit(asked("short"), asked("short", accepted=accepted)) is None
    assert takes_any(asked("short"), asked("short", accepted=accepted))


def test_a_unit_less_may_leave_an_answer_unread_and_a_unit_more_does_not():
    fewer, more = asked("number", units=["đồng"]), asked("number", units=["đồng", "đ", "vnd"])
    assert not takes_any(asked("number"), fewer)
    assert takes_any(asked("number"), more)


def test_a_press_beside_the_marks_of_a_picture_cannot_be_read_on_a_drawn_screen():
    assert not takes_any(Asked.of("tap", PICTURE_TAP), asked("tap"))


@given(st.lists(SHARES, min_size=1, max_size=8), SHARES, st.integers(1, 100))
def test_the_mark_given_anew_is_what_closing_would_have_given(shares, after, percent):
    """The quick way, by the difference of two whole marks, agrees with the exact sum of all answers."""
    highest = len(shares) * POINTS
    sum_before, sum_after = sum(shares) * POINTS, (sum(shares[1:]) + after) * POINTS
    before = row(
        mark=floor(shares[0] * POINTS),
        attempt_mark=floor(sum_before),
        attempt_max=highest,
        pass_percent=percent,
        passed=sum_before * 100 >= percent * highest,
    )
    verdict = Verdict.of(shares[0] * POINTS, after * POINTS)
    found = outcome(before, verdict, sum_after if verdict.moved(before) is None else None)
    assert (found.mark, found.attempt_mark) == (floor(after * POINTS), floor(sum_after))
    assert found.passed == (sum_after * 100 >= percent * highest)


def test_the_sum_is_asked_for_where_thirds_are_involved():
    verdict = Verdict.of(Fraction(POINTS, 3), Fraction(POINTS))
    assert verdict.moved(row(mark=3333)) is None
    with pytest.raises(ValueError, match="sum"):
        outcome(row(mark=3333, attempt_mark=3333), verdict)


def test_the_sum_is_asked_for_where_the_old_key_would_give_another_mark_than_stands():
    assert Verdict.of(Fraction(0), Fraction(POINTS)).moved(row(mark=5000)) is None


def test_an_open_attempt_gets_no_mark():
    found = outcome(row(state="open", mark=None, attempt_mark=None, passed=None), Verdict.of(Fraction(0), Fraction(1)))
    assert not found.changed


@pytest.mark.parametrize(
    ("values", "settled", "counts"),
    [
        ({}, True, True),
        ({"practice": True}, True, False),
        ({"channel": "paper"}, False, False),
        ({"channel": "paper", "confirmed_at": "2026-11-16"}, True, True),
        ({"state": "open"}, False, False),
    ],
)
def test_what_counts_is_what_the_attempts_say(values, settled, counts):
    assert (row(**values).settled, row(**values).counts) == (settled, counts)
