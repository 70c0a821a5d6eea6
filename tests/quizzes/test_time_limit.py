"""Attempts under a time limit: by the server's clock, with grace, closed when somebody looks or by the command."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from quizzes import attempts
from quizzes.errors import AttemptClosed, TimeOver, TooSoon
from quizzes.models import Answer, Attempt, Certificate
from quizzes.signals import attempt_closed
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .taking import NOON, answer, answered, send, take

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DUE = NOON + 10 * MINUTE
LAST = DUE + MINUTE  # with the minute of grace
LATER = NOON + dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


def timed(**fields):
    return QuizFactory(time_limit_minutes=10, grace_seconds=60, **fields)


def begun(quiz=None):
    return attempts.start(member=UserFactory(), quiz=quiz or timed(), now=NOON)


def test_the_limit_is_frozen_at_the_start():
    attempt = begun()
    attempt.quiz.time_limit_minutes = 1
    attempt.quiz.save()
    attempt.refresh_from_db()
    assert (attempt.due_at, attempt.accepted_until) == (DUE, LAST)


def test_a_quiz_without_a_limit_is_never_over():
    attempt = begun(QuizFactory())
    assert (attempt.due_at, attempt.accepted_until, attempt.is_over(LATER)) == (None, None, False)
    assert attempts.close_if_over(attempt=attempt, now=LATER).is_open


def test_an_answer_is_taken_until_the_grace_ends():
    attempt = begun()
    assert send(attempt, 1, "a", now=LAST).stands


def test_a_later_answer_is_refused_and_the_attempt_is_closed_with_what_was_saved():
    attempt = begun()
    answer(attempt, 1, "a")
    with pytest.raises(TimeOver) as refusal:
        answer(attempt, 2, "a", now=LAST + SECOND)
    attempt.refresh_from_db()
    assert refusal.value.status == 409
    assert (attempt.state, attempt.mark, attempt.closed_at) == ("closed", Decimal(1), LAST)
    with pytest.raises(AttemptClosed):
        answer(attempt, 2, "a", now=LAST + SECOND)


def test_an_answer_that_says_it_is_old_does_not_come_in_after_the_grace():
    attempt = begun()
    with pytest.raises(TimeOver):
        answer(attempt, 1, "a", now=LATER, age=86400)
    assert not Answer.objects.exists()


def test_an_answer_that_is_stored_is_said_to_be_so_after_the_time():
    attempt, key = begun(), uuid.uuid4()
    answer(attempt, 1, "a", key=key)
    assert send(attempt, 1, "a", key=key, now=LATER).stands
    attempt.refresh_from_db()
    assert attempt.is_open  # asking again is no reason to close


def test_handing_in_late_counts_what_was_saved_in_time():
    attempt = answered(UserFactory(), timed())
    attempt = attempts.close(attempt=attempt, now=LATER)
    assert (attempt.passed, attempt.closed_at) == (True, LAST)


def test_handing_in_within_the_time_closes_then():
    assert take(UserFactory(), timed(), now=NOON).closed_at == NOON


@pytest.mark.parametrize(("now", "is_open"), [(LAST, True), (LAST + SECOND, False)])
def test_an_attempt_is_closed_when_looked_at_after_its_time(now, is_open):
    attempt = begun()
    assert attempts.close_if_over(attempt=attempt, now=now).is_open is is_open
    assert Attempt.objects.get().is_open is is_open


def test_going_on_with_an_attempt_that_is_over_shows_its_result_and_begins_no_other():
    attempt = begun()
    found = attempts.start(member=attempt.member, quiz=attempt.quiz, now=LATER)
    assert (found, found.state, found.closed_at) == (attempt, "closed", LAST)
    assert attempts.start(member=attempt.member, quiz=attempt.quiz, now=LATER).number == 2


def test_the_waiting_time_counts_from_the_end_of_the_time():
    attempt = begun(timed(wait_minutes=30))
    attempts.close_if_over(attempt=attempt, now=LAST + 20 * MINUTE)
    with pytest.raises(TooSoon):
        attempts.start(member=attempt.member, quiz=attempt.quiz, now=LAST + 29 * MINUTE)
    assert attempts.start(member=attempt.member, quiz=attempt.quiz, now=LAST + 30 * MINUTE).number == 2


def test_a_certificate_earned_in_time_is_awarded_on_the_day_it_is_noticed():
    quiz = timed()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    answered(UserFactory(), quiz)
    attempts.close_overdue(now=LATER)
    certificate = Certificate.objects.get()
    assert certificate.awarded_on == timezone.localdate(LATER)
    assert certificate.events.get().effective_at == LATER


# --- the sweep ---------------------------------------------------------------------------------------
def test_the_sweep_closes_what_is_over_and_nothing_else():
    over, running, endless = begun(), attempts.start(member=UserFactory(), quiz=timed(), now=LAST), begun(QuizFactory())
    assert attempts.close_overdue(now=LAST + SECOND) == 1
    open_ones = Attempt.objects.filter(state="open")
    assert set(open_ones) == {running, endless}
    over.refresh_from_db()
    assert (over.closed_at, over.mark) == (LAST, 0)
    assert attempts.close_overdue(now=LAST + SECOND) == 0


def test_the_sweep_takes_the_oldest_up_to_its_limit():
    quiz = timed()
    times = [NOON + 2 * MINUTE, NOON, NOON + MINUTE]
    made = [attempts.start(member=UserFactory(), quiz=quiz, now=now) for now in times]
    assert attempts.close_overdue(now=LATER, limit=2) == 2
    assert list(Attempt.objects.filter(state="open")) == [made[0]]


def test_one_attempt_that_cannot_be_closed_does_not_keep_the_others_open(caplog):
    broken, sound = begun(), begun()

    def fail(attempt, **_kwargs):
        if attempt == broken:
            raise RuntimeError("no")

    attempt_closed.connect(fail)
    try:
        assert attempts.close_overdue(now=LATER) == 1
    finally:
        attempt_closed.disconnect(fail)
    assert list(Attempt.objects.filter(state="open")) == [broken]
    assert f"Attempt {broken.pk} is over and could not be closed." in caplog.text
    assert not Attempt.objects.filter(pk=sound.pk, state="open").exists()


def test_the_command_says_how_many_it_closed():
    yesterday = timezone.now() - dt.timedelta(days=1)
    for quiz in (timed(), QuizFactory()):
        attempts.start(member=UserFactory(), quiz=quiz, now=yesterday)
    out = StringIO()
    call_command("close_overdue", stdout=out)
    assert out.getvalue().strip().endswith(": 1")
    assert Attempt.objects.filter(state="open").count() == 1
