from fractions import Fraction
from itertools import combinations, pairwise, permutations

import pytest

from quizzes.grading import share
from quizzes.statistics.guessing import random_guess


def test_one_right_choice_of_four_is_a_quarter():
    assert random_guess("single", choices=4) == 0.25


def test_true_or_false_is_a_half():
    assert random_guess("true_false") == 0.5


def test_a_tap_on_any_of_two_right_rows_of_eight_is_a_quarter():
    assert random_guess("tap", choices=8, right=2) == 0.25


@pytest.mark.parametrize("kind", ["short", "number"])
def test_what_is_typed_cannot_be_guessed(kind):
    assert random_guess(kind) == 0


def test_matching_is_the_mean_over_its_pairs():
    assert random_guess("matching", options=[2, 4, 4]) == pytest.approx(1 / 3)


def test_multiple_choice_by_hand():
    """Two choices, one right: none 0, right 1, wrong 0, both 0; a quarter of the mark."""
    assert random_guess("multiple", choices=2, right=1) == 0.25


@pytest.mark.parametrize(("choices", "right"), [(3, 1), (4, 2), (5, 2), (6, 5)])
def test_multiple_choice_is_the_mean_of_grading_over_every_answer(choices, right):
    keys = "abcdef"[:choices]
    answers = [set(ticked) for n in range(choices + 1) for ticked in combinations(keys, n)]
    earned = sum(share("multiple", right=keys[:right], choices=keys, chosen=ticked) for ticked in answers)
    assert random_guess("multiple", choices=choices, right=right) == float(Fraction(earned) / len(answers))


@pytest.mark.parametrize("things", [2, 3, 5])
def test_ordering_is_the_mean_of_things_in_place_over_every_order(things):
    orders = list(permutations(range(things)))
    placed = sum(Fraction(sum(order[n] == n for n in range(things)), things) for order in orders)
    assert random_guess("ordering", choices=things) == float(placed / len(orders))


@pytest.mark.parametrize("things", [2, 3, 5])
def test_ordering_is_the_same_for_things_followed_by_the_right_one(things):
    orders = list(permutations(range(things)))
    followed = sum(Fraction(sum(b == a + 1 for a, b in pairwise(o)), things - 1) for o in orders)
    assert random_guess("ordering", choices=things) == float(followed / len(orders))


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("single", {"choices": 0}),
        ("multiple", {"choices": 3, "right": 0}),
        ("tap", {"choices": 2, "right": 3}),
        ("matching", {"options": []}),
        ("matching", {"options": [2, 0]}),
        ("essay", {"choices": 2}),
    ],
)
def test_what_cannot_be_asked_cannot_be_guessed(kind, shape):
    with pytest.raises(ValueError, match=r"choices|option|kind"):
        random_guess(kind, **shape)
