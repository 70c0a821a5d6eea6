"""Each promise of the tables of certificates and milestones, broken once."""

import datetime as dt

import pytest

from quizzes.models import (
    Certificate,
    CertificateEvent,
    Milestone,
)
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import (
    CertificationFactory,
)

from .promises import refused
from .taking import NOON

pytestmark = pytest.mark.django_db


def certificate(**fields):
    return CertificateFactory(recorded=False, **{"awarded_on": dt.date(2026, 11, 16)} | fields)


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
