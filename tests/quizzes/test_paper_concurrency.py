"""Two people at the same sheet at the same moment. On PostgreSQL only, as test_concurrency says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from quizzes import attempts
from quizzes.models import Answer, Attempt, Certificate, CertificateEvent, EarlierAnswer, PaperForm
from quizzes.paper.confirming import confirm
from quizzes.paper.errors import ChangedSinceShown, ConfirmedMeanwhile, GoneMeanwhile, KeyedMeanwhile, NotThere
from quizzes.paper.keying import stamp, standing_of, take_away
from quizzes.printing.sheets import quiz_sheet
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .classes import drawing_quiz, form_of, keyed
from .taking import NOON, answered, course_of
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]
LATER = NOON + dt.timedelta(hours=1)


def test_a_sheet_printed_by_two_at_once_has_one_form():
    quiz = drawing_quiz()
    codes = at_once(*[lambda: quiz_sheet(quiz).document.form] * 4)
    assert len(set(codes)) == 1
    assert PaperForm.objects.get().items.count() == 3


@pytest.mark.parametrize("round_", range(3))
def test_two_people_who_key_in_one_sheet_at_once_make_one_attempt_and_one_is_told(round_):
    member, form, people = UserFactory(), form_of(QuizFactory(questions=4)), [UserFactory(), UserFactory()]
    results = at_once(*(lambda n=n: keyed(member, form, people[n], wrong=n) for n in (0, 1)))
    assert sorted(isinstance(one, KeyedMeanwhile) for one in results) == [False, True]
    saved = next(one for one in results if isinstance(one, Attempt))
    attempt = Attempt.objects.get()
    assert (attempt.pk, attempt.keyed_by_id, attempt.mark) == (saved.pk, saved.keyed_by_id, saved.mark)
    assert Answer.objects.count() == 4


def test_a_double_click_at_once_makes_one_attempt_and_tells_nobody_anything():
    member, form, leader = UserFactory(), form_of(QuizFactory()), UserFactory()
    results = at_once(*[lambda: keyed(member, form, leader)] * 4)
    assert {one.pk for one in results} == {Attempt.objects.get().pk}


def test_sheets_of_two_forms_at_once_get_two_numbers():
    member, quiz, leader = UserFactory(), QuizFactory(questions=4), UserFactory()
    forms = [form_of(quiz, 1), form_of(quiz, 2)]
    at_once(*(lambda form=form: keyed(member, form, leader) for form in forms))
    assert sorted(Attempt.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("round_", range(3))
def test_the_last_attempt_allowed_is_given_once(round_):
    member, quiz, leader = UserFactory(), QuizFactory(questions=4, attempt_limit=1), UserFactory()
    forms = [form_of(quiz, 1), form_of(quiz, 2)]
    at_once(*(lambda form=form: keyed(member, form, leader) for form in forms))
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_an_attempt_begun_online_at_the_same_moment_costs_no_sheet(round_):
    member, quiz, leader = UserFactory(), QuizFactory(), UserFactory()
    form = form_of(quiz)
    results = at_once(lambda: keyed(member, form, leader), lambda: attempts.start(member=member, quiz=quiz, now=NOON))
    assert all(isinstance(one, Attempt) for one in results), results
    assert standing_of(member, form) is not None


@pytest.mark.parametrize("round_", range(3))
def test_two_corrections_at_once_do_not_mix(round_):
    member, form, people = UserFactory(), form_of(QuizFactory(questions=4)), [UserFactory(), UserFactory()]
    first = keyed(member, form, people[0], wrong=4)
    seen = stamp(first)
    results = at_once(*(lambda n=n: keyed(member, form, people[n], wrong=2 * n, seen=seen) for n in (0, 1)))
    assert sorted(isinstance(one, KeyedMeanwhile) for one in results) == [False, True]
    saved = next(one for one in results if isinstance(one, Attempt))
    assert Attempt.objects.get().mark == saved.mark
    assert Answer.objects.count() == 4
    assert EarlierAnswer.objects.count() == int(saved.mark)


@pytest.mark.parametrize("round_", range(3))
def test_two_who_confirm_at_once_confirm_once_and_award_one_certificate(round_):
    (quiz,), _ = course_of(1)
    attempt, people = keyed(UserFactory(), form_of(quiz), UserFactory()), [UserFactory(), UserFactory()]
    seen = stamp(attempt)
    results = at_once(*(lambda by=by: confirm(attempt=attempt, seen=seen, by=by, now=LATER) for by in people))
    assert sorted(results) == [False, True]
    assert (Certificate.objects.count(), CertificateEvent.objects.count()) == (1, 1)
    assert Attempt.objects.get().confirmed_by == people[results.index(True)]


@pytest.mark.parametrize("round_", range(3))
def test_a_sheet_confirmed_while_another_quiz_is_closed_online_awards_one_certificate(round_):
    quizzes, _ = course_of(2)
    member = UserFactory()
    online, paper = answered(member, quizzes[0]), keyed(member, form_of(quizzes[1]), UserFactory())
    at_once(
        lambda: attempts.close(attempt=online, now=LATER),
        lambda: confirm(attempt=paper, seen=stamp(paper), by=UserFactory(), now=LATER),
    )
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_a_sheet_is_never_confirmed_with_answers_that_nobody_looked_at(round_):
    member, form, leader = UserFactory(), form_of(QuizFactory(questions=4)), UserFactory()
    attempt = keyed(member, form, leader, wrong=4)
    seen = stamp(attempt)
    corrected, confirmed = at_once(
        lambda: keyed(member, form, leader, seen=seen),
        lambda: confirm(attempt=attempt, seen=seen, by=leader, now=LATER),
    )
    attempt.refresh_from_db()
    if confirmed is True:
        assert isinstance(corrected, ConfirmedMeanwhile)
        assert attempt.mark == 0
    else:
        assert isinstance(confirmed, ChangedSinceShown)
        assert (attempt.mark, attempt.awaits_confirmation) == (4, True)


@pytest.mark.parametrize("round_", range(5))
def test_a_sheet_is_taken_away_or_confirmed_never_both(round_):
    member, form, leader = UserFactory(), form_of(QuizFactory()), UserFactory()
    attempt = keyed(member, form, leader)
    seen = stamp(attempt)
    taken, confirmed = at_once(
        lambda: take_away(member=member, form=form, by=leader, seen=seen),
        lambda: confirm(attempt=attempt, seen=seen, by=leader, now=LATER),
    )
    if confirmed is True:
        assert isinstance(taken, ConfirmedMeanwhile)
        assert not Attempt.objects.get().awaits_confirmation
    else:
        assert (type(confirmed), taken) == (NotThere, None)
        assert not Attempt.objects.exists()


def test_a_sheet_taken_away_while_it_is_corrected_is_one_or_the_other():
    member, form, leader = UserFactory(), form_of(QuizFactory()), UserFactory()
    seen = stamp(keyed(member, form, leader, wrong=1))
    corrected, taken = at_once(
        lambda: keyed(member, form, leader, seen=seen),
        lambda: take_away(member=member, form=form, by=leader, seen=seen),
    )
    assert isinstance(corrected, GoneMeanwhile) != isinstance(taken, KeyedMeanwhile)
