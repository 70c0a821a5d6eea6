"""Who may print for a place, and who may change its words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from lms.members.groups import OFFICER, PUBLISHER, TRAINER, ensure_groups
from lms.members.imprints import may_change, may_print_for, places_of
from tests.factories.members import CommuneFactory, MembershipFactory, TeamFactory, UserFactory

from .place_case import YESTERDAY, commune, commune_team, province, village_team

pytestmark = pytest.mark.django_db


def staff(key):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    return user


@pytest.mark.parametrize("role", ["member", "deputy", "leader"])
def test_members_print_for_their_team_and_its_commune(role):
    row = MembershipFactory(team=village_team(), role=role)
    assert may_print_for(row.user, row.team)
    assert may_print_for(row.user, row.team.commune)


def test_members_of_a_village_do_not_print_for_its_neighbours():
    row = MembershipFactory(team=village_team(), role="leader")
    beside = TeamFactory(commune=row.team.commune)
    assert not may_print_for(row.user, beside)
    assert not may_print_for(row.user, commune_team(row.team.commune))
    assert not may_print_for(row.user, CommuneFactory())


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_of_the_communes_team_print_for_its_villages(role, answer):
    row = MembershipFactory(team=commune_team(), role=role)
    assert may_print_for(row.user, TeamFactory(commune=row.team.commune)) is answer
    assert not may_print_for(row.user, TeamFactory())


def test_nobody_prints_for_a_province_through_a_team():
    row = MembershipFactory(team=commune_team(), role="leader")
    assert not may_print_for(row.user, row.team.commune.names.get().parent)


@pytest.mark.parametrize(
    "gone", [{"valid_to": timezone.localdate()}, {"team__closed_on": YESTERDAY}], ids=["left", "closed"]
)
def test_who_left_or_whose_team_is_closed_prints_and_changes_nothing(gone):
    row = MembershipFactory(role="leader", **gone)
    assert not may_print_for(row.user, row.team)
    assert not may_change(row.user, row.team)
    assert places_of(row.user) == []


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_change_the_words_of_their_very_team(role, answer):
    row = MembershipFactory(team=village_team(), role=role)
    assert may_change(row.user, row.team) is answer
    assert not may_change(row.user, row.team.commune)
    assert not may_change(row.user, TeamFactory(commune=row.team.commune))


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_of_the_communes_team_change_the_communes_words(role, answer):
    row = MembershipFactory(team=commune_team(), role=role)
    assert may_change(row.user, row.team.commune) is answer
    assert may_change(row.user, row.team) is answer
    assert not may_change(row.user, CommuneFactory())
    assert not may_change(row.user, TeamFactory(commune=row.team.commune))


@pytest.mark.parametrize(("key", "answer"), [(PUBLISHER, True), (OFFICER, True), (TRAINER, False)])
@pytest.mark.parametrize("make", [village_team, commune_team, commune, province])
def test_publishers_and_officers_print_and_change_for_all(key, answer, make):
    user, place = staff(key), make()
    assert may_print_for(user, place) is answer
    assert may_change(user, place) is answer


@pytest.mark.parametrize("make", [village_team, commune, province])
def test_a_stranger_neither_prints_nor_changes(make):
    place = make()
    assert not may_print_for(AnonymousUser(), place)
    assert not may_change(AnonymousUser(), place)
    assert places_of(AnonymousUser()) == []
