from array import array

import pytest
from hypothesis import given

from quizzes.statistics.report import calculate
from quizzes.statistics.responses import Question, Responses, Slot, column
from tests.quizzes.statistics.samples import responses, table

SPREADS = ["standard_deviation", "skewness", "kurtosis", "cronbach_alpha", "error_ratio", "standard_error"]
RELATIONS = ["effective_weight", "discrimination_index", "discriminative_efficiency"]


def undefined(figures, names):
    return [name for name in names if getattr(figures, name) is None]


def test_without_attempts_nothing_is_told():
    found = calculate(Responses((Question("a", 1),), (Slot(column([]), 0),), 1))
    assert undefined(found.quiz, ["mean", "median", *SPREADS]) == ["mean", "median", *SPREADS]
    assert undefined(found.questions[0], ["facility", "standard_deviation", *RELATIONS]) == [
        "facility",
        "standard_deviation",
        *RELATIONS,
    ]


def test_without_slots_nothing_is_told():
    found = calculate(Responses((Question("a", 1),), (), 0))
    assert (found.quiz.attempts, found.quiz.mean, found.questions[0].facility) == (0, None, None)


def test_one_attempt_has_a_mean_and_no_spread():
    found = calculate(table((1, 0)))
    assert (found.quiz.mean, found.quiz.median) == (1, 1)
    assert undefined(found.quiz, SPREADS) == SPREADS
    assert undefined(found.questions[0], ["standard_deviation", *RELATIONS]) == ["standard_deviation", *RELATIONS]


def test_two_attempts_have_a_spread_and_no_skewness():
    assert undefined(calculate(table((1, 0), (0, 0))).quiz, SPREADS) == ["skewness", "kurtosis"]


def test_three_attempts_have_a_skewness_and_no_kurtosis():
    assert undefined(calculate(table((1, 0), (0, 0), (1, 1))).quiz, SPREADS) == ["kurtosis"]


def test_equal_marks_have_a_spread_of_nothing_and_no_relation():
    found = calculate(table(*[(0.3333, 0.1)] * 7))
    assert found.quiz.standard_deviation == 0
    assert undefined(found.quiz, SPREADS) == SPREADS[1:]
    assert all(undefined(question, RELATIONS) == RELATIONS for question in found.questions)


def test_a_question_that_all_got_right_discriminates_nothing_and_weighs_nothing():
    first = calculate(table((1, 1), (1, 0), (1, 1))).questions[0]
    assert undefined(first, RELATIONS) == ["discrimination_index", "discriminative_efficiency"]
    assert (first.effective_weight, first.negative_covariance) == (0, False)


def test_a_quiz_of_one_question_has_no_alpha_and_no_discrimination():
    found = calculate(table((1,), (0,), (1,), (1,)))
    assert undefined(found.quiz, SPREADS) == ["cronbach_alpha", "error_ratio", "standard_error"]
    assert undefined(found.questions[0], RELATIONS) == ["discrimination_index", "discriminative_efficiency"]
    assert found.questions[0].effective_weight == 1


def test_marks_that_cancel_out_have_no_alpha():
    assert calculate(table((1, 0), (0, 1), (1, 0))).quiz.cronbach_alpha is None


def test_a_question_without_a_mark_has_neither_facility_nor_weight():
    found = calculate(Responses((Question("a", 0),), (Slot(column([0, 0]), 0),), 0))
    assert undefined(found.questions[0], ["facility", "intended_weight"]) == ["facility", "intended_weight"]


def test_a_question_never_drawn_is_told_without_figures():
    found = calculate(Responses((Question("a", 1), Question("b", 1)), (Slot(column([1, 0]), array("q", [0, 0])),), 1))
    assert (found.questions[1].attempts, found.questions[1].facility) == (0, None)


@given(responses())
def test_no_figure_is_ever_not_a_number(given_responses):
    found = calculate(given_responses)
    told = [getattr(found.quiz, name) for name in SPREADS]
    told += [getattr(question, name) for question in found.questions for name in RELATIONS]
    assert all(value is None or value == value for value in told)


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ([Slot(column([1]), 0), Slot(column([1, 0]), 1)], "one row for each attempt"),
        ([Slot(column([1, 0]), array("q", [0]))], "one row for each attempt"),
        ([Slot(column([1]), 2)], "not listed"),
        ([Slot(column([1]), -1)], "not listed"),
        ([Slot(column([1]), array("q", [-2]))], "not listed"),
        ([Slot(column([1]), 0), Slot(column([1]), 0)], "stands in no other"),
        ([Slot(column([1]), 0), Slot(column([1]), array("q", [0]))], "stands in no other"),
    ],
)
def test_responses_that_do_not_fit_together_are_refused(slots, words):
    with pytest.raises(ValueError, match=words):
        Responses((Question("a", 1), Question("b", 1)), tuple(slots), 2)
