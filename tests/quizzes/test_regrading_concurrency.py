"""Regrades while members take their quizzes. On PostgreSQL only, as in test_concurrency."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Attempt, AttemptItem, Certificate, Regrade, RegradedItem
from quizzes.questions import revise_question
from quizzes.regrading import service
from quizzes.regrading import work as working
from quizzes.regrading.work import work
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory

from .regrading import begun, choices, corrected, quiz_with, taken
from .taking import NOON, answer
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(working, "BATCH", 2)
    monkeypatch.setattr(service.grade_anew.get_backend(), "enqueue", lambda task, args, kwargs: None)


def begin(version):
    return service.begin(version=version, reason="Khóa sai", actor=None, now=timezone.now())


def failures(found):
    return [one for one in found if isinstance(one, Exception)]


@pytest.mark.parametrize("round_", range(5))
def test_attempts_that_close_during_a_regrade_are_all_graded_by_the_corrected_key(round_):
    quiz = quiz_with(others=1)
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    closed = [taken(quiz, "a") for _ in range(6)]
    still = [begun(quiz, {"choices": ["a"]}) for _ in range(6)]
    regrade = begin(corrected(quiz))
    closing = [lambda one=one: attempts.close(attempt=one, now=NOON) for one in still]
    assert not failures(at_once(lambda: work(regrade=regrade), *closing))
    assert set(Attempt.objects.values_list("mark", "passed")) == {(2, True)}
    assert Attempt.objects.filter(items__graded_by=regrade.version).distinct().count() == 12
    assert len(closed) <= RegradedItem.objects.count() <= 12
    assert Certificate.objects.count() == 12


@pytest.mark.parametrize("round_", range(3))
def test_answers_saved_during_a_regrade_are_kept_and_graded_by_the_corrected_key(round_):
    quiz = quiz_with()
    still = [begun(quiz, {"choices": ["b"]}) for _ in range(6)]
    regrade = begin(corrected(quiz))
    saving = [lambda one=one: answer(one, 1, "a") for one in still]
    assert not failures(at_once(lambda: work(regrade=regrade), *saving))
    assert {attempts.close(attempt=one, now=NOON).mark for one in still} == {1}


@pytest.mark.parametrize("round_", range(5))
def test_two_workers_at_one_regrade_grade_nothing_twice(round_):
    quiz = quiz_with()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    for given in ("a", "b") * 6:
        taken(quiz, given)
    regrade = begin(corrected(quiz))
    assert not failures(at_once(*[lambda: work(regrade=regrade)] * 3))
    assert RegradedItem.objects.count() == 12
    assert sorted(RegradedItem.objects.values_list("mark_before", "mark_after")) == [(0, 1)] * 6 + [(1, 0)] * 6
    assert Attempt.objects.filter(passed=True).count() == 6
    assert Certificate.objects.count() == 12  # six before, six since
    assert Regrade.objects.get().done_at is not None


def test_two_presses_at_once_begin_one_regrade():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    found = at_once(*[lambda: begin(version)] * 4)
    assert len({one.pk for one in found}) == Regrade.objects.count() == 1


def test_regrades_of_two_questions_of_the_same_attempts_lose_no_mark():
    """Both move the sum of every attempt."""
    one = quiz_with(others=1)
    two = one.items.get(position=2).question
    for _ in range(8):
        taken(one, "a", member=UserFactory(), wrong=1)
    first = begin(corrected(one))
    second = begin(revise_question(question=two, text="Đã sửa?", kind="single", spec=choices("b")))
    assert not failures(at_once(lambda: work(regrade=first), lambda: work(regrade=second)))
    assert set(Attempt.objects.values_list("mark", flat=True)) == {2}
    assert AttemptItem.objects.filter(mark=1).count() == 16
