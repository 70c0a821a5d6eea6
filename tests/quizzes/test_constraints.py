"""Each promise of the quiz tables, broken once."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from quizzes.models import Answer, Attempt, AttemptItem, Certificate, CertificateEvent, Milestone, Quiz, QuizItem
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import (
    CertificationFactory,
    QuestionFactory,
    QuestionVersionFactory,
    QuizFactory,
)

from .taking import NOON

pytestmark = pytest.mark.django_db


def refused(promise, make, **fields):
    """`make` with `fields` breaks the constraint `promise`; SQLite does not name broken unique ones."""
    with pytest.raises(IntegrityError, match=f"{promise}|^UNIQUE constraint failed"), transaction.atomic():
        make(**fields)


def attempt(**fields):
    made = {} if "quiz" in fields else {"quiz": QuizFactory(questions=0), "member": UserFactory()}
    made |= {"number": 1, "started_at": NOON, "pass_percent": 80, "max_mark": 2}
    return Attempt.objects.create(**made | fields)


CLOSED = {"state": "closed", "closed_at": NOON, "mark": 1, "passed": False}


def certificate(**fields):
    return CertificateFactory(recorded=False, **{"awarded_on": dt.date(2026, 11, 16)} | fields)


def test_a_question_key_is_unique():
    refused("quizzes_question_key", QuestionFactory, key=QuestionFactory().key)


def test_a_version_number_is_used_once_a_question():
    refused("quizzes_questionversion_number", QuestionVersionFactory, question=QuestionVersionFactory().question)


def test_versions_count_from_one():
    refused("quizzes_questionversion_from_one", QuestionVersionFactory, number=0)


def test_a_version_has_a_known_kind():
    refused("quizzes_questionversion_kind", QuestionVersionFactory, kind="essay")


def test_a_version_that_was_asked_cannot_be_deleted():
    version = QuestionVersionFactory()
    AttemptItem.objects.create(attempt=attempt(), position=1, version=version, choice_order=[])
    with pytest.raises(ProtectedError):
        version.delete()


def test_a_quiz_key_is_unique():
    refused("quizzes_quiz_key", Quiz.objects.create, key=QuizFactory().key, title="Mẫu")


@pytest.mark.parametrize("percent", [0, 101])
def test_a_pass_mark_is_from_1_to_100(percent):
    refused("quizzes_quiz_pass_percent", QuizFactory, pass_percent=percent)


def test_what_counts_is_one_of_three():
    refused("quizzes_quiz_counts", QuizFactory, counts="mean")


def test_a_limit_allows_at_least_one_attempt():
    refused("quizzes_quiz_attempt_limit", QuizFactory, attempt_limit=0)


def test_a_question_stands_once_in_a_quiz():
    item = QuizFactory(questions=1).items.get()
    refused("quizzes_quizitem_once", QuizItem.objects.create, quiz=item.quiz, question=item.question, position=9)


def test_a_position_is_used_once_in_a_quiz():
    item = QuizFactory(questions=1).items.get()
    refused(
        "quizzes_quizitem_position",
        QuizItem.objects.create,
        quiz=item.quiz,
        question=QuestionFactory(),
        position=item.position,
    )


def test_an_attempt_number_is_used_once():
    first = attempt(**CLOSED)
    refused("quizzes_attempt_number", attempt, quiz=first.quiz, member=first.member, **CLOSED)


def test_a_member_has_one_open_attempt_at_a_quiz():
    first = attempt()
    refused("quizzes_attempt_one_open", attempt, quiz=first.quiz, member=first.member, number=2)


@pytest.mark.parametrize(
    "fields",
    [{"state": "closed"}, {"mark": 1}, {"passed": True}, CLOSED | {"mark": None}, CLOSED | {"state": "paused"}],
)
def test_an_attempt_is_graded_exactly_when_it_is_closed(fields):
    refused("quizzes_attempt_closed_is_graded", attempt, **fields)


@pytest.mark.parametrize("mark", [-1, 3])
def test_a_mark_is_from_0_to_the_highest(mark):
    refused("quizzes_attempt_mark_range", attempt, **CLOSED | {"mark": mark})


def test_an_attempt_does_not_close_before_it_starts():
    refused("quizzes_attempt_times", attempt, **CLOSED | {"closed_at": NOON - dt.timedelta(seconds=1)})


def item(**fields):
    made = {"position": 1, "choice_order": ["a"], "version": fields.get("version") or QuestionVersionFactory()}
    return AttemptItem.objects.create(**made | {"attempt": fields.get("attempt") or attempt()} | fields)


def test_a_position_is_used_once_in_an_attempt():
    refused("quizzes_attemptitem_position", item, attempt=item().attempt)


def test_a_version_is_asked_once_in_an_attempt():
    first = item()
    refused("quizzes_attemptitem_version", item, attempt=first.attempt, version=first.version, position=2)


@pytest.mark.parametrize("mark", [-1, 2])
def test_an_item_mark_is_from_0_to_its_highest(mark):
    refused("quizzes_attemptitem_mark_range", item, mark=mark)


def saved(**fields):
    return Answer.objects.create(response={"choices": ["a"]}, answered_at=NOON, **fields)


def test_one_answer_stands_for_an_item():
    first = item()
    saved(item=first, idempotency_key=uuid.uuid4())
    refused("quizzes_answer_item_id", saved, item=first, idempotency_key=uuid.uuid4())


def test_an_idempotency_key_is_used_once():
    key = uuid.uuid4()
    saved(item=item(), idempotency_key=key)
    refused("quizzes_answer_idempotency_key", saved, item=item(), idempotency_key=key)


def test_a_milestone_is_reached_once():
    member = UserFactory()
    reached = {"member": member, "key": "bai/vneid", "label": "Bài VNeID", "reached_at": NOON}
    Milestone.objects.create(**reached)
    refused("quizzes_milestone_once", Milestone.objects.create, **reached)


@pytest.mark.parametrize("months", [0, 121])
def test_a_certification_is_valid_for_1_to_120_months(months):
    refused("quizzes_certification_validity", CertificationFactory, valid_months=months)


def test_a_check_code_is_unique():
    refused("quizzes_certificate_code", certificate, code=certificate().code)


def test_one_certificate_stands_a_member_and_certification():
    first = certificate()
    refused("quizzes_certificate_one_standing", certificate, member=first.member, certification=first.certification)


@pytest.mark.parametrize("fields", [{"superseded_at": NOON}, {"revoked_at": NOON}])
def test_a_superseded_or_revoked_certificate_makes_room_for_the_next(fields):
    first = certificate(**fields)
    assert certificate(member=first.member, certification=first.certification).pk


def test_a_certificate_runs_out_after_it_was_awarded():
    refused("quizzes_certificate_period", certificate, valid_until=dt.date(2026, 11, 16))


def test_an_heir_comes_with_the_moment_it_took_over():
    refused("quizzes_certificate_heir_has_date", certificate, superseded_by=certificate())


def test_a_certificate_is_not_its_own_heir():
    first = certificate()
    refused(
        "quizzes_certificate_not_its_own_heir",
        Certificate.objects.filter(pk=first.pk).update,
        superseded_by=first,
        superseded_at=NOON,
    )


def test_a_member_is_deleted_with_a_whole_line_of_certificates():
    old = certificate(superseded_at=NOON)
    Certificate.objects.filter(pk=old.pk).update(
        superseded_by=certificate(member=old.member, certification=old.certification)
    )
    old.member.delete()
    assert not Certificate.objects.exists()


def event(kind, of=None, **fields):
    return CertificateEvent.objects.create(
        certificate=of or certificate(), kind=kind, effective_at=NOON, recorded_at=NOON, **fields
    )


@pytest.mark.parametrize("kind", ["awarded", "revoked"])
def test_a_certificate_is_awarded_and_revoked_once(kind):
    first = event(kind, reason="Mẫu")
    refused(f"quizzes_certificateevent_{kind}_once", event, kind=kind, of=first.certificate, reason="Mẫu")


def test_an_event_has_a_known_kind():
    refused("quizzes_certificateevent_kind", event, kind="lost")


def test_a_revocation_says_why():
    refused("quizzes_certificateevent_revoked_says_why", event, kind="revoked", reason="")
