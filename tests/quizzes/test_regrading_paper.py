"""Sheets and regrades: a sheet may wait for confirmation while the key is corrected, or be keyed in long after."""

import pytest
from django.utils import timezone

from quizzes.models import Attempt, Certificate
from quizzes.paper.confirming import confirm
from quizzes.paper.keying import key_in, stamp
from quizzes.regrading.dry_run import dry_run
from quizzes.regrading.keys import corrected_keys
from tests.factories.members import UserFactory
from tests.factories.quizzes import SPECS, CertificationFactory

from .classes import form_of
from .regrading import corrected, quiz_with, regraded, taken
from .taking import NOON

pytestmark = pytest.mark.django_db
UNITS = {"value": "5", "units": ["kg"]}


def sheet(form, response, member=None, seen=""):
    member = member or UserFactory()
    return key_in(member=member, form=form, responses={1: response}, by=UserFactory(), now=NOON, seen=seen)


def now(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def test_a_sheet_that_waits_is_graded_anew_and_earns_its_certificate_when_confirmed():
    quiz = quiz_with()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    attempt = sheet(form_of(quiz), {"choices": ["a"]})
    version = corrected(quiz)
    assert list(dry_run(version).earned(timezone.now())) == []
    regraded(version)
    assert now(attempt).mark == 1
    assert not Certificate.objects.exists()
    confirm(attempt=now(attempt), seen=stamp(now(attempt)), by=UserFactory(), now=NOON)
    assert Certificate.objects.get().member == attempt.member


def test_a_sheet_keyed_in_after_the_regrade_is_graded_by_the_corrected_key():
    quiz = quiz_with()
    form = form_of(quiz)
    taken(quiz)
    version = corrected(quiz)
    regraded(version)
    attempt = sheet(form, {"choices": ["a"]})
    item = attempt.items.get()
    assert (now(attempt).mark, item.version.number, item.graded_by) == (1, 1, version)


def test_a_sheet_keyed_in_after_a_correction_without_a_regrade_keeps_its_own_key():
    quiz = quiz_with()
    form = form_of(quiz)
    corrected(quiz)
    assert now(sheet(form, {"choices": ["a"]})).mark == 0


def test_a_sheet_that_may_still_be_corrected_keeps_its_key_where_not_every_answer_would_fit():
    quiz, member = quiz_with("number", UNITS), UserFactory()
    form = form_of(quiz)
    attempt = sheet(form, {"number": "5"}, member)
    regraded(corrected(quiz, {"value": "6", "units": []}))
    again = sheet(form, {"number": "5 kg"}, member, stamp(now(attempt)))
    assert (again.mark, again.items.get().graded_by) == (1, None)


def test_a_key_that_could_not_read_every_answer_is_not_given_to_a_sheet():
    quiz = quiz_with("number", UNITS)
    old = quiz.items.get().question.versions.get()
    taken(quiz, {"number": "5"})
    regraded(corrected(quiz, {"value": "6", "units": []}))
    assert corrected_keys([old]) == {}
    newest = corrected(quiz, UNITS | {"value": "7"})
    regraded(newest)
    assert corrected_keys([old, newest]) == {old.pk: newest}


def test_a_question_of_another_kind_by_now_gives_no_key():
    quiz = quiz_with()
    old = quiz.items.get().question.versions.get()
    taken(quiz)
    regraded(corrected(quiz, SPECS["short"], kind="short"))
    assert corrected_keys([old]) == {}
