"""Two requests at the same moment. On PostgreSQL only: an in-memory SQLite database belongs to one thread, and a file
of SQLite lets one writer in at a time anyway."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from quizzes import attempts
from quizzes.errors import AttemptClosed, TimeOver
from quizzes.milestones import reach
from quizzes.models import Answer, Attempt, Certificate, CertificateEvent, EarlierAnswer
from quizzes.questions import revise_question
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, CategoryFactory, CertificationFactory, QuizFactory

from .taking import NOON, answer, answered, course_of, send, take

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls in threads that start together; results in order, exceptions as results."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


AGES = [(0, "a"), (60, "b"), (30, "c"), (90, "a")]


def started(**fields):
    return attempts.start(member=UserFactory(), quiz=QuizFactory(**fields), now=NOON)


@pytest.mark.parametrize("round_", range(5))
def test_two_last_quizzes_closed_at_once_award_exactly_one_certificate(round_):
    quizzes, _ = course_of(3)
    member = UserFactory()
    take(member, quizzes[0])
    last = [answered(member, quiz) for quiz in quizzes[1:]]
    results = at_once(*(lambda one=one: attempts.close(attempt=one, now=NOON) for one in last))
    assert [one.passed for one in results] == [True, True]
    assert Certificate.objects.count() == 1
    assert CertificateEvent.objects.count() == 1


def test_a_last_quiz_and_a_last_milestone_at_once_award_exactly_one_certificate():
    quiz, member = QuizFactory(), UserFactory()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}, {"milestone": "bai"}]})
    attempt = answered(member, quiz)
    at_once(
        lambda: attempts.close(attempt=attempt, now=NOON),
        lambda: reach(member=member, key="bai", label="Bài", now=NOON),
    )
    assert Certificate.objects.count() == 1


def test_two_tabs_that_start_at_once_get_one_attempt():
    member, quiz = UserFactory(), QuizFactory()
    results = at_once(*[lambda: attempts.start(member=member, quiz=quiz, now=NOON)] * 4)
    assert len({one.pk for one in results}) == 1
    assert Attempt.objects.get().items.count() == 2


def test_one_form_sent_twice_at_once_is_saved_once():
    attempt, key = attempts.start(member=UserFactory(), quiz=QuizFactory(), now=NOON), uuid.uuid4()
    results = at_once(*[lambda: answer(attempt, 1, "a", key=key)] * 4)
    assert {one.pk for one in results} == {Answer.objects.get().pk}


def test_an_answer_and_the_closing_at_once_agree_on_what_was_graded():
    attempt = attempts.start(member=UserFactory(), quiz=QuizFactory(questions=1), now=NOON)
    saved, closed = at_once(
        lambda: answer(attempt, 1, "a"),
        lambda: attempts.close(attempt=attempt, now=NOON),
    )
    if isinstance(saved, AttemptClosed):
        assert (closed.mark, Answer.objects.count()) == (0, 0)
    else:
        assert (closed.mark, saved.response) == (1, {"choices": ["a"]})


@pytest.mark.parametrize("round_", range(5))
def test_of_two_phones_that_answer_at_once_the_later_answer_stands_and_the_other_is_kept(round_):
    attempt, later = started(), NOON + dt.timedelta(hours=1)
    calls = [lambda age=age, choice=choice: answer(attempt, 1, choice, now=later, age=age) for age, choice in AGES]
    assert not [one for one in at_once(*calls) if isinstance(one, Exception)]
    standing, others = Answer.objects.get(), EarlierAnswer.objects.all()
    assert (standing.response, standing.answered_at) == ({"choices": ["a"]}, later)
    assert [one.response["choices"] for one in others] == [["a"], ["b"], ["c"]]


def test_one_answer_sent_eight_times_at_once_is_one_answer():
    attempt, key = started(), uuid.uuid4()
    results = at_once(*[lambda: send(attempt, 1, "a", key=key)] * 8)
    assert {(one.answer.pk, one.stands) for one in results} == {(Answer.objects.get().pk, True)}
    assert not EarlierAnswer.objects.exists()


def test_a_changed_mind_on_a_kept_page_sent_eight_times_at_once_is_one_answer():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "b", key=key)
    results = at_once(*[lambda: send(attempt, 1, "a", key=key)] * 8)
    assert {(one.answer.pk, one.stands) for one in results} == {(Answer.objects.get().pk, True)}
    assert [one.response for one in EarlierAnswer.objects.all()] == [{"choices": ["b"]}]


def test_one_key_in_two_members_attempts_at_once_is_taken_by_one():
    key, both = uuid.uuid4(), [started(), started()]
    results = at_once(*(lambda one=one: answer(one, 1, "a", key=key) for one in both))
    assert sorted(type(one).__name__ for one in results) == ["Answer", "BadResponse"]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_of_two_first_answers_at_once_one_is_final_and_the_other_refused(round_):
    attempt = started(feedback="immediate")
    results = at_once(*(lambda choice=choice: answer(attempt, 1, choice) for choice in "ab"))
    assert sorted(type(one).__name__ for one in results) == ["Answer", "AnswerFinal"]
    [saved] = [one for one in results if isinstance(one, Answer)]
    assert (Answer.objects.get().response, EarlierAnswer.objects.count()) == (saved.response, 0)


@pytest.mark.parametrize("round_", range(5))
def test_answers_that_arrive_while_the_attempt_closes_are_graded_or_refused(round_):
    attempt = started(questions=6)
    calls = [lambda n=n: answer(attempt, n, "a") for n in range(1, 7)]
    *results, closed = at_once(*calls, lambda: attempts.close(attempt=attempt, now=NOON))
    saved = [one for one in results if isinstance(one, Answer)]
    refusals = [one for one in results if isinstance(one, AttemptClosed)]
    assert len(saved) + len(refusals) == 6
    assert closed.mark == len(saved) == Answer.objects.count()


def test_an_attempt_that_is_over_is_closed_once_by_all_who_notice():
    quiz = QuizFactory(time_limit_minutes=10, feedback="deferred")
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    attempt, late = answered(UserFactory(), quiz), NOON + dt.timedelta(days=1)
    results = at_once(
        lambda: attempts.close_overdue(now=late),
        lambda: attempts.close_overdue(now=late),
        lambda: attempts.close_if_over(attempt=attempt, now=late).mark,
        lambda: attempts.start(member=attempt.member, quiz=quiz, now=late).number,
        lambda: answer(attempt, 1, "b", now=late),
    )
    assert not [one for one in results[:4] if isinstance(one, Exception)]
    assert isinstance(results[4], TimeOver | AttemptClosed)
    attempt.refresh_from_db()
    assert (attempt.mark, attempt.closed_at) == (2, attempt.accepted_until)
    assert (Certificate.objects.count(), CertificateEvent.objects.count()) == (1, 1)


def test_two_tabs_that_start_at_once_draw_one_paper():
    member, quiz = UserFactory(), QuizFactory(questions=1, draws=[(CategoryFactory(questions=9), 4)])
    results = at_once(*[lambda: attempts.start(member=member, quiz=quiz, now=NOON)] * 4)
    assert len({one.pk for one in results}) == 1
    assert Attempt.objects.get().items.count() == 5


def test_closing_twice_at_once_grades_once():
    attempt = answered(UserFactory(), QuizFactory())
    first, second = at_once(*[lambda: attempts.close(attempt=attempt, now=NOON)] * 2)
    assert first.mark == second.mark == 2


def test_two_trainers_who_revise_at_once_make_two_versions():
    question = QuizFactory(questions=1).items.get().question
    texts = ("Câu sửa một", "Câu sửa hai")
    at_once(
        *(
            lambda text=text: revise_question(question=question, text=text, kind="single", spec={"choices": CHOICES})
            for text in texts
        )
    )
    assert sorted(question.versions.values_list("number", flat=True)) == [1, 2, 3]
