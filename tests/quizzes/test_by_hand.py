import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from lms.members.models import Remit
from quizzes.certification import ledger
from quizzes.certification.by_hand import award_by_hand, confirm, may_award, may_confirm, revoke
from quizzes.certification.recount import compare
from quizzes.certification.states import State
from quizzes.errors import AlreadyConfirmed, BadDay, CertificateNotStanding, NotAllowed, ReasonMissing, StillHolds
from quizzes.models import Certificate
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def member():
    return MembershipFactory().user


@pytest.fixture
def officer():
    user = UserFactory()
    codes = ["award_certificate", "revoke_certificate"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    return user


@pytest.fixture
def leader(member):
    return MembershipFactory(team=member.memberships.get().team, role="leader").user


def by_hand(member, by, **given):
    given = {"certification": given.pop("certification", None) or CertificationFactory(), "reason": "Mẫu"} | given
    return award_by_hand(member=member, by=by, now=NOW, **given)


def test_an_officer_awards_with_a_reason_that_stays_with_the_certificate(member, officer):
    made = by_hand(member, officer, reason="Học tại lớp\u00a0mẫu")
    event = made.events.get()
    assert (event.kind, event.actor, event.reason) == ("awarded", officer, "Học tại lớp mẫu")
    assert event.unit == member.memberships.get().team.commune
    assert state_of(made) is State.CURRENT


def test_without_a_reason_nothing_is_awarded(member, officer):
    with pytest.raises(ReasonMissing):
        by_hand(member, officer, reason=" \u200b ")
    assert not Certificate.objects.exists()


def test_nobody_awards_to_themself(officer):
    with pytest.raises(NotAllowed):
        by_hand(officer, officer)


def test_a_leader_awards_nothing_by_hand(member, leader):
    with pytest.raises(NotAllowed):
        by_hand(member, leader)


def test_an_officer_with_a_remit_awards_there_only(member, officer):
    Remit.objects.create(user=officer, unit=TeamFactory().commune)
    assert not may_award(officer, member)
    Remit.objects.create(user=officer, unit=member.memberships.get().team.commune)
    assert may_award(officer, member)


def test_in_charge_of_a_province_is_in_charge_of_its_communes(member, officer):
    commune = member.memberships.get().team.commune
    Remit.objects.create(user=officer, unit=commune.names.get(valid_to=None).parent)
    assert may_award(officer, member)


def test_one_that_holds_is_not_awarded_again(member, officer):
    made = by_hand(member, officer)
    with pytest.raises(StillHolds):
        by_hand(member, officer, certification=made.certification)


def test_one_that_has_lapsed_is_renewed_by_a_new_one(member, officer):
    old = CertificateFactory(member=member, awarded_on=TODAY - 500 * A_DAY)
    new = by_hand(member, officer, certification=old.certification)
    old.refresh_from_db()
    assert (old.superseded_by, state_of(new)) == (new, State.CURRENT)
    assert compare(old.certification).none


def test_a_certification_that_asks_for_the_one_awarded_is_awarded_with_it(member, officer):
    part = CertificationFactory(key="nhom")
    whole = CertificationFactory(rule={"all": [{"certification": "nhom"}]})
    by_hand(member, officer, certification=part)
    assert Certificate.objects.filter(certification=whole).exists()


def test_a_leader_confirms_and_then_it_counts(member, leader):
    waiting = CertificateFactory(
        member=member, certification=CertificationFactory(needs_confirmation=True), counts_from=None
    )
    assert ledger.total_on(TODAY) == {"waiting": 1}
    event = confirm(certificate=waiting, by=leader, now=NOW)
    assert (event.kind, event.actor) == ("confirmed", leader)
    assert ledger.total_on(TODAY) == {"current": 1}
    with pytest.raises(AlreadyConfirmed):
        confirm(certificate=waiting, by=leader, now=NOW)


@pytest.mark.parametrize(("level", "role", "may"), [("commune", "leader", True), ("commune", "member", False)])
def test_the_leader_of_the_communes_team_confirms_for_its_villages(member, level, role, may):
    commune = member.memberships.get().team.commune
    team = TeamFactory(level=level, village=None, commune=commune)
    assert may_confirm(MembershipFactory(team=team, role=role).user, member) is may


def test_neither_oneself_nor_another_teams_leader_confirms(member, leader):
    assert not may_confirm(leader, leader)
    assert not may_confirm(MembershipFactory(role="leader").user, member)
    with pytest.raises(NotAllowed):
        confirm(certificate=CertificateFactory(member=leader, counts_from=None), by=leader, now=NOW)


def test_a_revocation_says_who_and_why_and_may_be_dated_back(member, officer):
    made = CertificateFactory(member=member, awarded_on=TODAY - 90 * A_DAY)
    event = revoke(certificate=made, by=officer, reason="Làm hộ", now=NOW, from_day=TODAY - 30 * A_DAY)
    assert (event.actor, event.reason) == (officer, "Làm hộ")
    made.refresh_from_db()
    assert state_of(made, TODAY - 31 * A_DAY) is State.CURRENT
    assert state_of(made, TODAY - 30 * A_DAY) is State.REVOKED
    assert compare(made.certification).none


@pytest.mark.parametrize("days", [-91, 1])
def test_it_is_not_revoked_before_its_award_nor_from_a_day_to_come(member, officer, days):
    made = CertificateFactory(member=member, awarded_on=TODAY - 90 * A_DAY)
    with pytest.raises(BadDay):
        revoke(certificate=made, by=officer, reason="Mẫu", now=NOW, from_day=TODAY + days * A_DAY)


def test_with_the_clock_set_back_the_day_of_the_award_is_the_one_to_choose(member, officer):
    made = CertificateFactory(member=member, awarded_on=TODAY + 3 * A_DAY)
    with pytest.raises(BadDay) as refused:
        revoke(certificate=made, by=officer, reason="Mẫu", now=NOW)
    day = f"{made.awarded_on:%d/%m/%Y}"
    assert str(refused.value).count(day) == 2


def test_a_second_revocation_changes_nothing(member, officer):
    made = CertificateFactory(member=member)
    revoke(certificate=made, by=officer, reason="Mẫu", now=NOW)
    with pytest.raises(CertificateNotStanding):
        revoke(certificate=made, by=officer, reason="Khác", now=NOW)
    assert made.events.filter(kind="revoked").count() == 1


def test_who_may_not_revoke_is_refused(member, leader):
    with pytest.raises(NotAllowed):
        revoke(certificate=CertificateFactory(member=member), by=leader, reason="Mẫu", now=NOW)
