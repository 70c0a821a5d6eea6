"""Confirming makes a sheet count, once, and awards what it earned."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from quizzes import selectors
from quizzes.models import Attempt, Certificate
from quizzes.paper.confirming import confirm
from quizzes.paper.errors import ChangedSinceShown, NotThere, OwnPaper
from quizzes.paper.keying import stamp
from quizzes.signals import attempt_closed
from quizzes.statistics_data import taken
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .classes import form_of, keyed
from .taking import NOON, course_of, take
from .test_constraints import refused

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def leader():
    return UserFactory()


def confirmed(attempt, by, seen=None, now=LATER):
    return confirm(attempt=attempt, seen=stamp(attempt) if seen is None else seen, by=by, now=now)


def test_a_confirmed_sheet_says_by_whom_and_when_and_counts(leader):
    member, quiz = UserFactory(), QuizFactory()
    attempt = keyed(member, form_of(quiz), leader)
    assert confirmed(attempt, leader)
    attempt.refresh_from_db()
    assert (attempt.confirmed_at, attempt.confirmed_by) == (LATER, leader)
    assert selectors.best_results(member)[quiz.key].attempt_id == attempt.pk


def test_statistics_count_a_sheet_once_it_is_confirmed(leader):
    quiz = QuizFactory()
    take(UserFactory(), quiz)
    attempt = keyed(UserFactory(), form_of(quiz), leader)
    assert taken(quiz).answered == [1, 1]
    confirmed(attempt, leader)
    assert taken(quiz).answered == [2, 2]


def test_confirming_the_last_quiz_awards_the_certificate_that_day(leader):
    quizzes, _ = course_of(2)
    member = UserFactory()
    take(member, quizzes[0])
    attempt = keyed(member, form_of(quizzes[1]), leader)
    assert not Certificate.objects.exists()
    confirmed(attempt, leader)
    paper = Certificate.objects.get()
    assert (paper.member, paper.awarded_on) == (member, timezone.localdate(LATER))


def test_a_sheet_of_a_practice_quiz_awards_nothing(leader):
    (quiz,), _ = course_of(1)
    quiz.practice = True
    quiz.save()
    confirmed(keyed(UserFactory(), form_of(quiz), leader), leader)
    assert not Certificate.objects.exists()


def test_confirming_twice_changes_and_tells_nothing_more(leader):
    (quiz,), _ = course_of(1)
    attempt, told = keyed(UserFactory(), form_of(quiz), leader), []

    def listen(**news):
        told.append(news["attempt"].pk)

    attempt_closed.connect(listen)
    try:
        assert confirmed(attempt, leader)
        assert not confirmed(attempt, UserFactory(), now=LATER + dt.timedelta(days=1))
    finally:
        attempt_closed.disconnect(listen)
    attempt.refresh_from_db()
    assert (attempt.confirmed_at, attempt.confirmed_by, told) == (LATER, leader, [attempt.pk])
    assert Certificate.objects.count() == 1


def test_a_sheet_corrected_since_it_was_looked_at_is_not_confirmed(leader):
    member, form = UserFactory(), form_of(QuizFactory())
    looked_at = keyed(member, form, leader, wrong=1)
    seen = stamp(looked_at)
    keyed(member, form, leader, seen=seen)
    with pytest.raises(ChangedSinceShown, match=member.full_name):
        confirmed(looked_at, leader, seen=seen)
    assert Attempt.objects.get().awaits_confirmation


def test_a_sheet_taken_away_is_told(leader):
    attempt = keyed(UserFactory(), form_of(QuizFactory()), leader)
    gone = Attempt.objects.get(pk=attempt.pk)
    Attempt.objects.all().delete()
    with pytest.raises(NotThere):
        confirmed(gone, leader)


def test_nobody_confirms_their_own_sheet(leader):
    attempt = keyed(leader, form_of(QuizFactory()), UserFactory())
    with pytest.raises(OwnPaper):
        confirmed(attempt, leader)


def test_who_keyed_in_may_confirm_as_a_second_step_and_so_may_another(leader):
    form = form_of(QuizFactory())
    assert confirmed(keyed(UserFactory(), form, leader), leader)
    assert confirmed(keyed(UserFactory(), form, leader), UserFactory())


def test_an_attempt_online_is_not_confirmed(leader):
    attempt = take(UserFactory(), QuizFactory())
    with pytest.raises(NotThere):
        confirmed(attempt, leader)


def test_a_failing_receiver_leaves_the_sheet_unconfirmed(leader):
    attempt = keyed(UserFactory(), form_of(QuizFactory()), leader)

    def fail(**news):
        raise RuntimeError("no paper left")

    attempt_closed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            confirmed(attempt, leader)
    finally:
        attempt_closed.disconnect(fail)
    assert Attempt.objects.get().awaits_confirmation


# --- what the database itself refuses --------------------------------------------------------------
PAPER = {"started_at": NOON, "closed_at": NOON, "pass_percent": 80, "max_mark": 2, "mark": 1, "passed": False}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "open", "closed_at": None, "mark": None, "passed": None},
        {"paper_form": None},
        {"due_at": NOON, "accepted_until": NOON},
        {"channel": "online"},
        {"channel": "online", "paper_form": None, "confirmed_at": NOON},
    ],
)
def test_an_attempt_on_paper_is_closed_has_a_form_and_no_time_limit_and_only_it_is_confirmed(fields):
    form = form_of(QuizFactory())
    whole = {"quiz": form.quiz, "member": UserFactory(), "number": 1, "channel": "paper", "paper_form": form}
    refused("quizzes_attempt", Attempt.objects.create, **PAPER | whole | {"state": "closed"} | fields)
