"""Worked by hand.

Four attempts at three questions of one mark:  An 1 1 1 = 3,  Ba 1 1 0 = 2,  Cu 1 0 0 = 1,  Du 0 0 0 = 0.
Whole marks: mean 1.5, Σ(T − 1.5)² = 2.25 + 0.25 + 0.25 + 2.25 = 5, so V(T) = 5/3.
"""

from array import array
from math import sqrt

import pytest

from quizzes.statistics.report import calculate
from quizzes.statistics.responses import NOT_ASKED, Question, Responses, Slot, column, points
from tests.quizzes.statistics.samples import table

LADDER = table((1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0))


def test_mean_and_median_by_hand():
    quiz = calculate(LADDER).quiz
    assert (quiz.attempts, quiz.mean, quiz.median, quiz.maximum) == (4, 1.5, 1.5, 3)


def test_the_median_of_an_odd_number_is_the_middle_mark():
    assert calculate(table((1, 1), (0, 0), (0, 0))).quiz.median == 0


def test_the_spread_by_hand():
    assert calculate(LADDER).quiz.standard_deviation == pytest.approx(sqrt(5 / 3))


def test_even_steps_have_no_skew_and_a_kurtosis_of_minus_1_2():
    """m2 = 5/4, m4 = 10.25/4; k2 = 5/3; k4 = 16 (5 · 2.5625 − 9 · 1.5625) / 6 = −10/3; k4 / k2² = −1.2."""
    quiz = calculate(LADDER).quiz
    assert quiz.skewness == 0
    assert quiz.kurtosis == pytest.approx(-1.2)


def test_skewness_by_hand():
    """Marks 0, 0, 3: mean 1, m2 = 2, m3 = 2; k2 = 3, k3 = 9 · 2 / 2 = 9; 9 / 3^1.5 = √3."""
    assert calculate(table((0,), (0,), (3,), maximum=3)).quiz.skewness == pytest.approx(sqrt(3))


def test_alpha_by_hand():
    """V(x) = 1/4, 1/3, 1/4; alpha = 3/2 · (1 − (5/6) / (5/3)) = 3/4; √(1 − 3/4) = 1/2."""
    quiz = calculate(LADDER).quiz
    assert quiz.cronbach_alpha == pytest.approx(0.75)
    assert quiz.error_ratio == pytest.approx(0.5)
    assert quiz.standard_error == pytest.approx(sqrt(5 / 3) / 2)


def test_alpha_may_be_negative_and_the_error_ratio_above_1():
    """V(x) = 1/4 and 1/3, T = 1, 1, 1, 2 with V(T) = 1/4; alpha = 2 · (1 − (7/12) / (1/4)) = −8/3."""
    quiz = calculate(table((1, 0), (1, 0), (0, 1), (1, 1))).quiz
    assert quiz.cronbach_alpha == pytest.approx(-8 / 3)
    assert quiz.error_ratio == pytest.approx(sqrt(11 / 3))


def test_facility_and_spread_of_a_question_by_hand():
    first = calculate(LADDER).questions[0]
    assert (first.attempts, first.facility) == (4, 0.75)
    assert first.standard_deviation == pytest.approx(0.5)


def test_the_facility_is_a_share_of_the_highest_mark():
    assert calculate(table((1,), (2,), maximum=4)).questions[0].facility == pytest.approx(3 / 8)


def test_discrimination_by_hand():
    """Rest of the first question: 2, 1, 0, 0 with V = 11/12; C = 1/4; r = (1/4) / √(1/4 · 11/12)."""
    assert calculate(LADDER).questions[0].discrimination_index == pytest.approx(0.25 / sqrt(11 / 48))


def test_a_question_that_orders_members_as_well_as_it_can_is_fully_efficient():
    assert [q.discriminative_efficiency for q in calculate(LADDER).questions] == [1, 1, 1]


def test_efficiency_by_hand():
    """Marks 1, 0, 0 with rest 1, 2, 0: C is 0, sorted it would be 1/2."""
    first = calculate(table((1, 1, 0), (0, 1, 1), (0, 0, 0))).questions[0]
    assert first.discriminative_efficiency == 0


def test_weights_by_hand():
    """C(x, T) = 1/2, 2/3, 1/2; each root over their sum."""
    questions = calculate(LADDER).questions
    whole = 2 * sqrt(1 / 2) + sqrt(2 / 3)
    assert [q.intended_weight for q in questions] == pytest.approx([1 / 3] * 3)
    assert [q.effective_weight for q in questions] == pytest.approx(
        [sqrt(1 / 2) / whole, sqrt(2 / 3) / whole, sqrt(1 / 2) / whole]
    )


def test_a_question_against_the_rest_has_no_effective_weight_and_is_flagged():
    first, second, third = calculate(table((0, 1, 1), (0, 1, 1), (1, 0, 0), (1, 0, 0))).questions
    assert (first.effective_weight, first.negative_covariance) == (None, True)
    assert first.discrimination_index == pytest.approx(-1)
    assert second.effective_weight == third.effective_weight == pytest.approx(0.5)
    assert not second.negative_covariance


def test_answers_are_counted_as_shares_of_the_attempts_that_had_the_question():
    question = Question("q", 1, 0.5, {"a": 3, "b": 1, "c": 0}, frozenset("a"))
    one = calculate(Responses((question,), (Slot(column([1, 1, 1, 0]), 0),), 1)).questions[0]
    assert [(a.key, a.right, a.count, a.share) for a in one.answers] == [
        ("a", True, 3, 0.75),
        ("b", False, 1, 0.25),
        ("c", False, 0, 0),
    ]
    assert one.random_guess == 0.5


def test_a_drawn_question_is_measured_over_the_attempts_that_had_it():
    questions = (Question("fixed", 1), Question("x", 1), Question("y", 1))
    drawn = Slot(column([1, 0, 1, 1]), array("q", [1, 1, 2, 2]))
    found = calculate(Responses(questions, (Slot(column([1, 0, 1, 0]), 0), drawn), 2))
    assert [q.attempts for q in found.questions] == [4, 2, 2]
    assert [q.facility for q in found.questions] == [0.5, 0.5, 1]
    assert found.questions[1].discrimination_index == pytest.approx(1)
    assert [q.effective_weight is None for q in found.questions] == [False, True, True]
    assert len(found.slots) == 2


def test_where_an_attempt_lacks_a_slot_neither_alpha_nor_effective_weights_are_told():
    late = Slot(column([1, 0, 0]), array("q", [1, 1, NOT_ASKED]))
    found = calculate(Responses((Question("a", 1), Question("b", 1)), (Slot(column([1, 0, 1]), 0), late), 2))
    assert (found.quiz.cronbach_alpha, found.quiz.standard_error, found.slots) == (None, None, ())
    assert [q.effective_weight for q in found.questions] == [None, None]
    assert found.questions[1].attempts == 2


def test_points_hold_four_places():
    assert points(0.3333) == 3333
    assert list(column([0.1 + 0.2, 2])) == [3000, 20000]
