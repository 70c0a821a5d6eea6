"""Which answer stands when several come in, and what becomes of the others."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes import attempts
from quizzes.errors import AnswerFinal, AttemptClosed, BadResponse
from quizzes.models import Answer, Attempt, EarlierAnswer
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .taking import NOON, answer, send

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
LATER = NOON + HOUR


def started(**fields):
    return attempts.start(member=UserFactory(), quiz=QuizFactory(**fields), now=NOON)


def choices(rows):
    return [row.response["choices"][0] for row in rows]


def history(attempt, position=1):
    return list(EarlierAnswer.objects.filter(item__attempt=attempt, item__position=position))


def standing(attempt, position=1):
    return Answer.objects.get(item__attempt=attempt, item__position=position)


# --- later stands ------------------------------------------------------------------------------------
def test_a_changed_mind_keeps_the_answer_before_in_the_history():
    attempt, first, second = started(), uuid.uuid4(), uuid.uuid4()
    before = answer(attempt, 1, "b", key=first)
    saved = send(attempt, 1, "a", key=second, now=LATER)
    assert (saved.stands, saved.answer.response, saved.answer.answered_at) == (True, {"choices": ["a"]}, LATER)
    [earlier] = history(attempt)
    assert (earlier.response, earlier.answered_at, earlier.saved_at) == ({"choices": ["b"]}, NOON, before.saved_at)
    assert (earlier.idempotency_key, saved.answer.idempotency_key) == (first, second)


def test_an_answer_given_before_the_one_that_came_already_goes_into_the_history():
    attempt = started()
    answer(attempt, 1, "a", now=LATER)
    late = send(attempt, 1, "b", now=LATER, age=60)
    assert (late.stands, late.answer.response) == (False, {"choices": ["a"]})
    [earlier] = history(attempt)
    assert (earlier.response, earlier.answered_at) == ({"choices": ["b"]}, LATER - dt.timedelta(minutes=1))
    assert earlier.saved_at == LATER


def test_an_answer_given_later_stands_though_the_other_came_last():
    attempt = started()
    answer(attempt, 1, "b", now=LATER, age=600)
    assert send(attempt, 1, "a", now=LATER, age=60).stands
    assert not send(attempt, 1, "c", now=LATER + HOUR, age=3600 + 300).stands
    assert choices([standing(attempt), *history(attempt)]) == ["a", "b", "c"]


def test_of_two_given_at_the_same_moment_the_one_that_came_later_stands():
    attempt = started()
    answer(attempt, 1, "b")
    assert send(attempt, 1, "a").stands
    assert choices([standing(attempt)]) == ["a"]


def test_each_question_has_its_own_history():
    attempt = started()
    answer(attempt, 1, "b")
    answer(attempt, 2, "c", now=LATER)
    answer(attempt, 1, "a", now=LATER)
    assert (choices(history(attempt, 1)), history(attempt, 2)) == (["b"], [])


# --- the phone's clock is bounded --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("age", "answered_at"),
    [
        (0, LATER),
        (600, LATER - dt.timedelta(minutes=10)),
        (3600, NOON),
        (3601, NOON),
        (10**9, NOON),
        (-60, LATER),
        (-(10**9), LATER),
    ],
)
def test_an_answer_is_given_between_the_start_and_now(age, answered_at):
    attempt = started()
    assert answer(attempt, 1, "a", now=LATER, age=age).answered_at == answered_at


def test_a_server_clock_set_back_bounds_the_age_to_nothing():
    attempt = started()
    assert answer(attempt, 1, "a", now=NOON - HOUR, age=60).answered_at == NOON - HOUR


# --- sent again --------------------------------------------------------------------------------------
def test_what_went_into_the_history_may_be_sent_again_without_effect():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "b", key=key)
    answer(attempt, 1, "a", now=LATER)
    again = send(attempt, 1, "b", key=key, now=LATER + HOUR)
    assert (again.stands, choices([again.answer]), choices(history(attempt))) == (False, ["a"], ["b"])


def test_a_changed_mind_on_a_kept_page_may_be_sent_twice_too():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "b", key=key)
    first = send(attempt, 1, "a", key=key, now=LATER)
    again = send(attempt, 1, "a", key=key, now=LATER + HOUR)
    assert first == again
    assert (again.answer.answered_at, again.stands, choices(history(attempt))) == (LATER, True, ["b"])


def test_a_key_in_the_history_of_another_question_is_refused():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "b", key=key)
    answer(attempt, 1, "a")
    with pytest.raises(BadResponse):
        answer(attempt, 2, "b", key=key)
    assert Answer.objects.count() == 1


def test_a_key_of_another_members_attempt_is_refused():
    key = uuid.uuid4()
    answer(started(), 1, "a", key=key)
    with pytest.raises(BadResponse):
        answer(started(), 1, "a", key=key)
    assert Answer.objects.count() == 1


def test_an_answer_that_is_stored_is_said_to_be_so_after_handing_in():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "a", key=key)
    attempts.close(attempt=attempt, now=LATER)
    assert send(attempt, 1, "a", key=key, now=LATER).stands
    for other in ("b", "z"):
        with pytest.raises(AttemptClosed):
            answer(attempt, 1, other, key=key, now=LATER)
    assert (Answer.objects.count(), EarlierAnswer.objects.count()) == (1, 0)


# --- immediate feedback ------------------------------------------------------------------------------
def test_with_immediate_feedback_the_first_answer_is_final():
    attempt = started(feedback="immediate")
    assert attempt.immediate
    answer(attempt, 1, "b")
    with pytest.raises(AnswerFinal) as refusal:
        answer(attempt, 1, "a", now=LATER)
    assert refusal.value.status == 409
    assert (choices([standing(attempt)]), history(attempt)) == (["b"], [])


def test_an_older_answer_from_a_second_phone_does_not_move_a_final_one():
    attempt = started(feedback="immediate")
    answer(attempt, 1, "b", now=LATER)
    with pytest.raises(AnswerFinal):
        answer(attempt, 1, "a", now=LATER, age=600)
    assert choices([standing(attempt)]) == ["b"]


def test_the_same_final_answer_from_two_tabs_is_no_fault():
    attempt = started(feedback="immediate")
    first = send(attempt, 1, "b")
    again = send(attempt, 1, "b", now=LATER)
    assert (again.stands, again.answer, again.answer.answered_at, history(attempt)) == (True, first.answer, NOON, [])


def test_a_final_answer_of_one_question_leaves_the_others_open():
    attempt = started(feedback="immediate")
    answer(attempt, 1, "b")
    assert send(attempt, 2, "a").stands


def test_an_attempt_begun_before_the_trainer_changed_the_rule_keeps_its_own():
    attempt = started()
    quiz = attempt.quiz
    quiz.feedback = "immediate"
    quiz.save()
    answer(attempt, 1, "b")
    assert send(attempt, 1, "a").stands


# --- any order ---------------------------------------------------------------------------------------
KEYS = [uuid.UUID(int=n, version=4) for n in range(1, 5)]


@st.composite
def sent(draw):
    """Answers as phones send them: what was given under a key has one moment, and may arrive more than once."""
    given_at = draw(st.dictionaries(st.tuples(st.sampled_from(KEYS), st.sampled_from("abc")), st.integers(0, 3)))
    once = list(given_at.items())
    again = draw(st.lists(st.sampled_from(once), max_size=4)) if once else []
    return draw(st.permutations(once + again))


@given(sent())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_order_of_arrival_the_answer_given_last_stands_and_none_is_lost(arrivals):
    Attempt.objects.all().delete()  # of the example before: keys are the same
    attempt = started()
    for (key, choice), minute in arrivals:
        answer(attempt, 1, choice, key=key, now=LATER, age=3600 - minute * 60)
    stored = [*Answer.objects.filter(item__attempt=attempt), *history(attempt)]
    first_came = list(dict.fromkeys(arrivals))
    assert sorted(choices(stored)) == sorted(choice for (_key, choice), _minute in first_came)
    assert {KEYS.index(one.idempotency_key) for one in stored if one.idempotency_key in KEYS} == {
        KEYS.index(key) for (key, _choice), _minute in first_came
    }
    if arrivals:
        latest = max(minute for _answer, minute in arrivals)
        wanted = [choice for (_key, choice), minute in first_came if minute == latest][-1]
        assert choices([standing(attempt)]) == [wanted]
        assert standing(attempt).answered_at == NOON + dt.timedelta(minutes=latest)
