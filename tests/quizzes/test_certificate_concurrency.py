"""Certificates changed at the same moment, on PostgreSQL (see test_concurrency.py)."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from quizzes import attempts
from quizzes.certification import ledger
from quizzes.certification.by_hand import confirm, revoke
from quizzes.certification.changes import announce, make_due
from quizzes.certification.recount import compare
from quizzes.errors import AlreadyConfirmed, CertificateNotStanding
from quizzes.models import Certificate, CertificateEvent, CertificateLesson, LedgerMonth
from tests.factories.certificates import CertificateFactory
from tests.factories.members import CommuneFactory, MembershipFactory, ProvinceFactory, TeamFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

from .taking import answered, course_of
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def officer():
    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["award_certificate", "revoke_certificate"]))
    return user


def members_of_one_province(count):
    province = ProvinceFactory()
    communes = [CommuneFactory(parent=province) for _ in range(2)]
    teams = [TeamFactory(level="commune", village=None, commune=commune) for commune in communes]
    return [MembershipFactory(team=teams[n % 2]).user for n in range(count)]


@pytest.mark.parametrize("round_", range(3))
def test_sixteen_awards_and_a_revocation_at_once_leave_sums_equal_to_a_recount(round_):
    (quiz,), certification = course_of(1)
    *people, withdrawn = members_of_one_province(17)
    standing = CertificateFactory(member=withdrawn, certification=certification)
    ready = [answered(member, quiz, now=NOW) for member in people]
    by = officer()
    results = at_once(
        *(lambda one=one: attempts.close(attempt=one, now=NOW) for one in ready),
        lambda: revoke(certificate=standing, by=by, reason="Mẫu", now=NOW),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert Certificate.objects.filter(revoked_at=None).count() == 16
    assert ledger.total_on(TODAY) == {"current": 16, "revoked": 1}
    assert compare(certification).none


def test_one_award_and_a_change_of_the_lesson_at_once_leave_sums_equal_to_a_recount():
    (quiz,), certification = course_of(1)
    people = members_of_one_province(6)
    for member in people[:3]:
        made = CertificateFactory(member=member, certification=certification, awarded_on=TODAY - dt.timedelta(days=9))
        CertificateLesson.objects.create(certificate=made, lesson_key="bai", edition=1)
    change = announce(lesson_key="bai", edition=2, label="Bài", steps=[], reason="Mẫu", effective_on=TODAY, now=NOW)
    ready = [answered(member, quiz, now=NOW) for member in people]
    results = at_once(
        *(lambda one=one: attempts.close(attempt=one, now=NOW) for one in ready),
        *([lambda: make_due.func(change.pk)] * 2),
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert compare(certification).none
    assert CertificateEvent.objects.filter(kind="due").values("certificate").distinct().count() == (
        CertificateEvent.objects.filter(kind="due").count()
    )


def test_two_who_revoke_at_once_revoke_once():
    made, people = CertificateFactory(member=members_of_one_province(1)[0]), [officer(), officer()]
    results = at_once(*(lambda by=by: revoke(certificate=made, by=by, reason="Mẫu", now=NOW) for by in people))
    assert sorted(type(one) for one in results if isinstance(one, Exception)) == [CertificateNotStanding]
    assert CertificateEvent.objects.filter(kind="revoked").count() == 1
    assert compare(made.certification).none


def test_two_who_confirm_at_once_confirm_once():
    certification = CertificationFactory(needs_confirmation=True)
    made = CertificateFactory(member=members_of_one_province(1)[0], certification=certification, counts_from=None)
    results = at_once(*(lambda by=by: confirm(certificate=made, by=by, now=NOW) for by in (officer(), officer())))
    assert [type(one) for one in results if isinstance(one, Exception)] == [AlreadyConfirmed]
    assert compare(certification).none


def test_a_month_folded_by_two_at_once_while_awards_arrive_is_folded_once_and_loses_nothing():
    (quiz,), certification = course_of(1)
    people = members_of_one_province(6)
    for member in people[:3]:
        CertificateFactory(member=member, certification=certification, awarded_on=TODAY - dt.timedelta(days=40))
    before = {day: ledger.total_on(TODAY - dt.timedelta(days=day)) for day in (5, 39)}
    ready = [answered(member, quiz, now=NOW) for member in people[3:]]
    month = TODAY.replace(day=1)
    at_once(
        *([lambda: ledger.fold(month=month, now=NOW)] * 2),
        *(lambda one=one: attempts.close(attempt=one, now=NOW) for one in ready),
    )
    assert LedgerMonth.objects.count() == 1
    assert {day: ledger.total_on(TODAY - dt.timedelta(days=day)) for day in before} == before
    assert ledger.total_on(TODAY) == {"current": 6}
    assert compare(certification).none
