"""Sums of the door-to-door tally: a team's for its leader, communes' and their teams' for officers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import DoorTally
from lms.members.groups import OFFICER, PUBLISHER, ensure_groups
from lms.members.models import Remit
from tests.factories.lessons import AppPageFactory
from tests.factories.members import CommuneFactory, MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
CEILING = 14


def counted(team, count=1, *, app="vneid", outcome="tu-lam", back=0):
    member = MembershipFactory(team=team).user
    day = TODAY() - dt.timedelta(days=back)
    DoorTally.objects.create(member=member, team=team, app_key=app, day=day, outcome=outcome, count=count)


def rows(response):
    return [(row.name, row.sums.alone, row.sums.help, row.sums.no_phone) for row in response.context["rows"]]


def all_days():
    return {"tu": str(TODAY() - dt.timedelta(days=300)), "den": str(TODAY())}


@pytest.fixture
def led(client):
    membership = MembershipFactory(role="leader")
    client.force_login(membership.user)
    return membership.team


@pytest.fixture
def officer(client, db):
    user = UserFactory()
    user.groups.add(ensure_groups()[OFFICER])
    client.force_login(user)
    return user


def test_a_leader_sees_the_teams_visits_by_app(client, led):
    AppPageFactory(key="vneid", title="VNeID")
    counted(led, 3)
    counted(led, 2, outcome="can-giup")
    counted(led, 9, app="da-xoa", outcome="khong-may")
    counted(TeamFactory(), 50)
    response = client.get(reverse("office:team_tally", args=[led.pk]))
    assert rows(response) == [("da-xoa", 0, 0, 9), ("VNeID", 3, 2, 0)]
    assert response.context["sums"].total == 14


def test_only_the_days_asked_for_are_added_up(client, led):
    counted(led, 1)
    counted(led, 10, back=40)
    url = reverse("office:team_tally", args=[led.pk])
    assert client.get(url, {"tu": str(TODAY()), "den": str(TODAY())}).context["sums"].total == 1
    assert client.get(url, all_days()).context["sums"].total == 11
    assert client.get(url, {"tu": all_days()["den"], "den": all_days()["tu"]}).context["sums"].total == 11


@pytest.mark.parametrize(
    "asked", [{"tu": "x", "den": ""}, {"tu": "2026-02-31"}, {"den": "9999-12-31"}, {"tu": "0001-01-01"}, {"page": "x"}]
)
def test_strange_days_are_passed_over(client, led, asked):
    counted(led)
    assert client.get(reverse("office:team_tally", args=[led.pk]), asked).context["sums"].total == 1


def test_no_page_names_a_member(client, led):
    member = MembershipFactory(team=led, user=UserFactory(full_name="Trần Thị Kín")).user
    DoorTally.objects.create(member=member, team=led, app_key="vneid", day=TODAY(), outcome="tu-lam", count=1)
    assert "Kín" not in client.get(reverse("office:team_tally", args=[led.pk])).content.decode()


def test_another_teams_sums_are_forbidden(client, led):
    assert client.get(reverse("office:team_tally", args=[TeamFactory().pk])).status_code == 403


def test_a_leader_sees_no_other_places(client, led):
    assert client.get(reverse("office:communes_tally")).status_code == 403
    assert client.get(reverse("office:commune_tally", args=[led.commune_id])).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(reverse("office:communes_tally")).status_code == 302


def test_officers_find_the_sums_in_the_menu_of_the_admin_and_others_do_not(client, officer):
    address = reverse("office:communes_tally")
    assert address in client.get(reverse("wagtailadmin_home")).text
    publisher = UserFactory()
    publisher.groups.add(ensure_groups()[PUBLISHER])
    client.force_login(publisher)
    assert address not in client.get(reverse("wagtailadmin_home")).text


def test_an_officer_sees_communes_and_then_their_teams(client, officer):
    commune = CommuneFactory(name="Thới Bình")
    first, second = TeamFactory(commune=commune), TeamFactory(commune=commune)
    counted(first, 2)
    counted(second, 5, outcome="khong-may")
    counted(TeamFactory(), 1)
    [top, other] = rows(client.get(reverse("office:communes_tally")))
    assert "Thới Bình" in top[0]
    assert (top[1:], other[1:]) == ((2, 0, 5), (1, 0, 0))
    teams = rows(client.get(reverse("office:commune_tally", args=[commune.pk])))
    assert [one[1:] for one in teams] == [(0, 0, 5), (2, 0, 0)]
    assert str(second.village) in teams[0][0]
    assert client.get(reverse("office:team_tally", args=[first.pk])).status_code == 200


def test_an_officer_sees_the_places_they_are_in_charge_of_only(client, officer):
    mine, theirs = TeamFactory(), TeamFactory()
    Remit.objects.create(user=officer, unit=mine.commune)
    counted(mine, 4)
    counted(theirs, 7)
    assert client.get(reverse("office:communes_tally")).context["sums"].total == 4
    assert client.get(reverse("office:commune_tally", args=[theirs.commune_id])).status_code == 403
    assert client.get(reverse("office:team_tally", args=[theirs.pk])).status_code == 403


def test_a_province_has_no_page_of_teams(client, officer):
    province = CommuneFactory().names.get().parent
    assert client.get(reverse("office:commune_tally", args=[province.pk])).status_code == 404


def test_the_longest_bar_is_whole_and_the_others_are_drawn_by_it(client, officer):
    big, small = TeamFactory(), TeamFactory()
    counted(big, 6)
    counted(big, 2, outcome="can-giup")
    counted(small, 2, outcome="khong-may")
    found = client.get(reverse("office:communes_tally")).context["rows"]
    assert [row.edges for row in found] == [(75, 100, 100), (0, 0, 25)]
    assert [row.widths for row in found] == [(75, 25, 0), (0, 0, 25)]


def test_a_page_of_thirty_costs_no_more_queries_than_one(client, officer, django_assert_max_num_queries):
    commune = CommuneFactory()
    for _ in range(31):
        counted(TeamFactory(commune=commune))
        counted(TeamFactory())
    for url in (reverse("office:communes_tally"), reverse("office:commune_tally", args=[commune.pk])):
        with django_assert_max_num_queries(CEILING):
            response = client.get(url)
        assert len(response.context["rows"]) == 30
        assert "page=2" in response.content.decode()


def test_the_team_page_leads_to_its_tally(client, led):
    html = client.get(reverse("office:team", args=[led.pk])).content.decode()
    assert reverse("office:team_tally", args=[led.pk]) in html
