"""Whose sheets one may key in and confirm."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import CoursePage
from lms.members.groups import OFFICER, PUBLISHER, RADIO, TRAINER, ensure_groups
from lms.members.models import Membership
from lms.setup.permissions import ensure_permissions
from quizzes.models import Attempt
from quizzes.paper.access import teams_for
from quizzes.paper.keying import stamp
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import QuizFactory

from .classes import class_of, form_of, keyed, leader_of, team_of
from .paper_pages import class_at, member_at

pytestmark = pytest.mark.django_db
SIGN_IN, MAY, MAY_NOT = 302, 200, 403


@pytest.fixture
def member(course: CoursePage):
    ensure_permissions(course)
    return MembershipFactory().user


@pytest.fixture
def team(member):
    return member.memberships.get().team


def commune_leader(team, role=Membership.Role.LEADER):
    return leader_of(TeamFactory(level="commune", village=None, commune=team.commune), role)


def of_group(key):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    return user


ROLES = {
    "visitor": (lambda team: None, SIGN_IN),
    "member of the team": (lambda team: MembershipFactory(team=team).user, MAY_NOT),
    "leader of the team": (leader_of, MAY),
    "deputy of the team": (lambda team: leader_of(team, Membership.Role.DEPUTY), MAY),
    "leader of the commune's team": (commune_leader, MAY),
    "deputy of the commune's team": (lambda team: commune_leader(team, Membership.Role.DEPUTY), MAY),
    "member of the commune's team": (lambda team: commune_leader(team, Membership.Role.MEMBER), MAY_NOT),
    "leader of another village": (lambda team: leader_of(TeamFactory(commune=team.commune)), MAY_NOT),
    "leader of another commune": (lambda team: leader_of(TeamFactory(level="commune", village=None)), MAY_NOT),
    "trainer": (lambda team: of_group(TRAINER), MAY),
    "publisher": (lambda team: of_group(PUBLISHER), MAY),
    "radio staff": (lambda team: of_group(RADIO), MAY_NOT),
    "officer": (lambda team: of_group(OFFICER), MAY_NOT),
    "administrator": (lambda team: UserFactory(is_superuser=True), MAY),
}


def addresses(form, team, member):
    start = reverse("quizzes:paper_start", args=[form.quiz.key])
    return [f"{start}to-{team.pk}/{rest}" for rest in (f"{form.code}/", f"{form.code}/{member.pk}/", "xac-nhan/")]


def sign_in(client, role, team):
    user = ROLES[role][0](team)
    if user:
        client.force_login(user)
    return ROLES[role][1]


@pytest.mark.parametrize("role", ROLES)
def test_the_pages_of_a_class_are_for_those_who_lead_it(client, team, member, role):
    form, status = form_of(QuizFactory()), sign_in(client, role, team)
    assert [client.get(address).status_code for address in addresses(form, team, member)] == [status] * 3


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_lead_a_class_key_in_take_away_and_confirm(client, team, member, role):
    form, status = form_of(QuizFactory(questions=1)), sign_in(client, role, team)
    _, sheet, confirm = addresses(form, team, member)
    client.post(sheet, {"seen": "", "go": "save", "cau-1": "1"})
    assert Attempt.objects.exists() == (status == MAY)
    attempt = Attempt.objects.first() or keyed(member, form, UserFactory())
    client.post(confirm, {"one": stamp(attempt)})
    assert Attempt.objects.get().awaits_confirmation == (status != MAY)
    Attempt.objects.update(confirmed_at=None, confirmed_by=None)
    client.post(f"{sheet}bo/", {"seen": stamp(attempt)})
    assert Attempt.objects.exists() == (status != MAY)


@pytest.mark.parametrize("role", ROLES)
def test_the_way_there_is_for_all_who_lead_some_team(client, team, role):
    status = sign_in(client, role, team)
    leads_some = "leader" in role or "deputy" in role
    expected = MAY if leads_some else status
    for address in ("/nhap-bai-giay/", reverse("quizzes:paper_start", args=[QuizFactory().key])):
        assert client.get(address).status_code == expected


def test_a_plain_member_does_not_learn_which_quizzes_there_are(client, team):
    client.force_login(MembershipFactory(team=team).user)
    assert client.get("/lam-bai/khong-co/nhap-bai-giay/").status_code == 403


def test_a_team_that_was_closed_is_keyed_in_by_nobody(client, team, member):
    form = form_of(QuizFactory())
    team.closed_on = timezone.localdate()
    team.save()
    client.force_login(UserFactory(is_superuser=True))
    assert {client.get(address).status_code for address in addresses(form, team, member)} == {404}


def test_who_led_until_yesterday_leads_no_class_any_more(client, team, member):
    user = MembershipFactory(team=team, role="leader", valid_to=timezone.localdate()).user
    client.force_login(user)
    assert {client.get(address).status_code for address in addresses(form_of(QuizFactory()), team, member)} == {403}


def test_a_member_who_left_the_team_is_no_longer_of_the_class(client, team, member):
    client.force_login(leader_of(team))
    Membership.objects.filter(user=member).update(valid_to=timezone.localdate())
    form = form_of(QuizFactory())
    assert client.get(addresses(form, team, member)[1]).status_code == 404


def test_a_leader_of_the_communes_team_chooses_among_its_villages_too(team):
    user = commune_leader(team)
    TeamFactory()
    own = user.memberships.get().team
    assert teams_for(user) == [own, team]


def test_a_leader_of_a_village_chooses_that_village(team):
    TeamFactory(commune=team.commune)
    assert teams_for(leader_of(team)) == [team]


def test_the_way_to_the_sheets_costs_no_more_queries_in_a_large_commune(client, django_assert_max_num_queries):
    form = form_of(QuizFactory())
    leader = MembershipFactory(role="leader", team__level="commune", team__village=None)
    for _ in range(10):
        MembershipFactory(team__commune=leader.team.commune)
    client.force_login(leader.user)
    for address in (reverse("quizzes:paper_start", args=[form.quiz.key]), "/nhap-bai-giay/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_who_signs_in_again_on_the_way_to_taking_a_sheet_away_comes_to_the_class_and_it_stays(client):
    form, (leader, (member, *_)) = form_of(QuizFactory()), class_of()
    keyed(member, form, leader)
    client.force_login(leader)
    response = client.get(member_at(form, member) + "bo/")
    assert (response.status_code, response["Location"]) == (302, class_at(form, team_of(leader)))
    assert Attempt.objects.exists()
