import random
from array import array
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.statistics.report import calculate
from quizzes.statistics.responses import POINTS, Question, Responses, Slot
from tests.quizzes.statistics import textbook
from tests.quizzes.statistics.samples import responses


def same(found, expected):
    """Equal to 1e-9 of the value, or by 1e-9; None only for None."""
    if expected is None or found is None:
        return found is expected
    return found == pytest.approx(float(expected), rel=1e-9, abs=1e-9)


def differing(found, expected):
    pairs = {name: (getattr(found, name), value) for name, value in expected.items()}
    return {name: pair for name, pair in pairs.items() if not same(*pair)}


@given(responses())
def test_the_figures_of_the_quiz_are_those_of_the_textbook(given_responses):
    assert not differing(calculate(given_responses).quiz, textbook.quiz(given_responses))


@given(responses())
def test_the_figures_of_each_question_are_those_of_the_textbook(given_responses):
    for number, found in enumerate(calculate(given_responses).questions):
        assert not differing(found, textbook.question(given_responses, number))


@given(responses())
def test_the_effective_weights_are_those_of_the_textbook(given_responses):
    found = [weight.effective for weight in calculate(given_responses).slots]
    expected = textbook.slot_weights(given_responses)
    assert len(found) == len(expected)
    assert all(map(same, found, expected))


def test_many_attempts_agree_with_the_textbook_too():
    chance = random.Random(3)
    abilities = [chance.random() for _ in range(600)]
    slots = tuple(
        Slot(array("q", (round(3 * min(1, max(0, chance.gauss(a, 0.4)))) * POINTS // 3 for a in abilities)), number)
        for number in range(6)
    )
    many = Responses(tuple(Question(f"q{n}", 1) for n in range(6)), slots, 6)
    report = calculate(many)
    assert not differing(report.quiz, textbook.quiz(many))
    for number, found in enumerate(report.questions):
        assert not differing(found, textbook.question(many, number))


@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_nothing_at_all(given_responses, chance):
    order = list(range(given_responses.attempts))
    chance.shuffle(order)
    moved = tuple(
        Slot(
            array("q", (slot.points[row] for row in order)),
            array("q", (slot.asked[row] for row in order)) if isinstance(slot.asked, array) else slot.asked,
        )
        for slot in given_responses.slots
    )
    assert calculate(replace(given_responses, slots=moved)) == calculate(given_responses)


@given(responses(least=1, gaps=False), st.integers(1, 5 * POINTS))
def test_adding_the_same_to_every_mark_changes_no_spread_and_no_correlation(given_responses, more):
    raised = tuple(Slot(array("q", (p + more for p in slot.points)), slot.asked) for slot in given_responses.slots)
    before, after = calculate(given_responses), calculate(replace(given_responses, slots=raised))
    for name in ("standard_deviation", "skewness", "kurtosis", "cronbach_alpha", "standard_error"):
        assert getattr(after.quiz, name) == getattr(before.quiz, name)
    for name in ("standard_deviation", "effective_weight", "discrimination_index", "discriminative_efficiency"):
        assert [getattr(q, name) for q in after.questions] == [getattr(q, name) for q in before.questions]
    assert after.quiz.mean == pytest.approx(before.quiz.mean + len(raised) * more / POINTS)


@given(responses(), st.integers(2, 9))
def test_multiplying_every_mark_multiplies_the_spread_and_no_ratio(given_responses, times):
    larger = tuple(Slot(array("q", (p * times for p in slot.points)), slot.asked) for slot in given_responses.slots)
    before, after = calculate(given_responses), calculate(replace(given_responses, slots=larger))
    assert same(after.quiz.cronbach_alpha, before.quiz.cronbach_alpha)
    assume(before.quiz.standard_deviation is not None)
    assert after.quiz.standard_deviation == pytest.approx(times * before.quiz.standard_deviation)


@given(responses())
def test_correlations_lie_between_minus_one_and_one(given_responses):
    indices = [q.discrimination_index for q in calculate(given_responses).questions]
    assert all(index is None or -1 - 1e-12 <= index <= 1 + 1e-12 for index in indices)


@given(responses())
def test_effective_weights_add_up_to_one_where_there_are_any(given_responses):
    weights = [w.effective for w in calculate(given_responses).slots if w.effective is not None]
    assert not weights or sum(weights) == pytest.approx(1)
