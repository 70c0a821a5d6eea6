"""Two requests at the same moment. On PostgreSQL only: an in-memory SQLite database belongs to one thread, and a file
of SQLite lets one writer in at a time anyway."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from quizzes import attempts
from quizzes.errors import AttemptClosed
from quizzes.milestones import reach
from quizzes.models import Answer, Attempt, Certificate, CertificateEvent
from quizzes.questions import revise_question
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, CertificationFactory, QuizFactory

from .taking import NOON, answer, answered, course_of, take

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
