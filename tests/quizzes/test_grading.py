from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import grading

KEYS = st.lists(st.sampled_from("abcdef"), min_size=2, max_size=6, unique=True)


@st.composite
def questions(draw, kind=None):
    """(kind, right, choices) as trainers may write them."""
    choices = draw(KEYS)
    kind = kind or draw(st.sampled_from(["single", "multiple"]))
    most = 1 if kind == "single" else len(choices) - 1
    right = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=most, unique=True))
    return kind, right, choices


@given(questions(), st.data())
def test_a_share_is_from_0_to_1(question, data):
    kind, right, choices = question
    chosen = data.draw(st.lists(st.sampled_from(choices), unique=True))
    assert 0 <= grading.share(kind, right=right, choices=choices, chosen=chosen) <= 1


@given(questions())
def test_the_whole_key_earns_the_full_mark(question):
    kind, right, choices = question
    assert grading.share(kind, right=right, choices=choices, chosen=right) == 1


@given(questions(kind="multiple"))
def test_choosing_everything_in_a_multiple_choice_earns_no_full_mark(question):
    kind, right, choices = question
    assert grading.share(kind, right=right, choices=choices, chosen=choices) < 1


@given(questions(), st.data())
def test_the_order_of_choices_does_not_matter(question, data):
    kind, right, choices = question
    chosen = data.draw(st.lists(st.sampled_from(choices), unique=True))
    shuffled = grading.share(
        kind,
        right=data.draw(st.permutations(right)),
        choices=data.draw(st.permutations(choices)),
        chosen=data.draw(st.permutations(chosen)),
    )
    assert shuffled == grading.share(kind, right=right, choices=choices, chosen=chosen)


@given(questions(), st.data())
def test_one_more_wrong_choice_never_earns_more(question, data):
    kind, right, choices = question
    chosen = set(data.draw(st.lists(st.sampled_from(choices), unique=True)))
    before = grading.share(kind, right=right, choices=choices, chosen=chosen)
    for wrong in set(choices) - set(right):
        assert grading.share(kind, right=right, choices=choices, chosen=chosen | {wrong}) <= before


@given(questions())
def test_an_unknown_key_is_refused(question):
    kind, right, choices = question
    with pytest.raises(ValueError, match="unknown choice 'z'"):
        grading.share(kind, right=right, choices=choices, chosen=["z"])


def test_a_question_without_a_right_choice_is_refused():
    with pytest.raises(ValueError, match="right choices"):
        grading.share("multiple", right=[], choices=["a", "b"], chosen=["a"])


def test_one_right_and_one_wrong_cancel_out():
    assert grading.share("multiple", right=["a", "b"], choices=["a", "b", "c"], chosen=["a", "c"]) == 0


def test_half_of_the_right_ones_earn_half():
    assert grading.share("multiple", right=["a", "b"], choices=["a", "b", "c"], chosen=["a"]) == Fraction(1, 2)


@given(st.fractions(min_value=0, max_value=50), st.integers(1, 50), st.integers(1, 100))
def test_a_stored_mark_passes_exactly_when_the_exact_one_does(exact, highest, threshold):
    stored = grading.to_mark(exact)
    assert grading.reaches(grading.fraction(stored, highest), threshold) == grading.reaches(exact / highest, threshold)


def test_three_thirds_add_up_to_the_whole_mark():
    parts = [(Fraction(1, 3), Decimal(1))] * 3
    assert grading.to_mark(grading.total(parts)) == Decimal(1)


def test_halves_are_shown_rounded_up():
    assert grading.percent(Fraction(125, 1000)) == 13


def test_what_is_shown_as_80_does_not_pass_below_80():
    part = Fraction(796, 1000)
    assert grading.percent(part) == 80
    assert not grading.reaches(part, 80)
