"""The leader makes a new PIN for a member who stands there: asked first, shown once, ending the old one."""

import re

import pytest
from django.urls import reverse

from lms.members.models import PinIssue, User
from tests.factories.members import MembershipFactory, UserFactory
from tests.members.pin_case import PIN, is_in, led, sign_in
from tests.quizzes.certificate_roles import ROLES, somebody

pytestmark = pytest.mark.django_db
PRINTED = re.compile(r"\b(\d{3}) (\d{3})\b")


@pytest.fixture
def people(client):
    leader, member = led(username="apmau01", full_name="Nguyễn Thị Mẫu")
    client.force_login(leader)
    return leader, member


def page_of(member):
    return reverse("office:reset_pin", args=[member.pk])


def press(client, member):
    seen = re.search(r'name="truoc" value="(-?\d+)"', client.get(page_of(member)).content.decode())[1]
    return client.post(page_of(member), {"truoc": seen})


def shown(response):
    main = response.content.decode().partition("<main")[2]
    return "".join(PRINTED.search(main).groups())


def test_the_teams_page_leads_there(client, people):
    leader, member = people
    html = client.get(reverse("office:team", args=[leader.memberships.get().team_id])).content.decode()
    assert page_of(member) in html
    assert page_of(leader) not in html


def test_the_page_asks_and_changes_nothing(client, people):
    _leader, member = people
    assert "Nguyễn Thị Mẫu" in client.get(page_of(member)).content.decode()
    assert User.objects.get(pk=member.pk).check_password(PIN)
    assert not PinIssue.objects.exists()


def test_the_new_pin_is_shown_and_opens(client, people, django_user_model):
    leader, member = people
    response = press(client, member)
    pin = shown(response)
    assert pin != PIN
    assert response.templates[0].name == "office/pin_made.html"
    assert PinIssue.objects.get().issued_by == leader
    phone = type(client)()
    sign_in(phone, "apmau01", pin)
    assert is_in(phone, member)


def test_it_is_shown_once_and_kept_by_no_cache(client, people):
    _leader, member = people
    response = press(client, member)
    assert "no-store" in response["Cache-Control"]
    assert not PRINTED.search(client.get(page_of(member)).content.decode().partition("<main")[2])


def test_the_member_is_signed_out_everywhere(client, people):
    _leader, member = people
    phone = type(client)()
    sign_in(phone, "apmau01")
    press(client, member)
    assert phone.get("/toi/dang-nhap/").status_code == 302


def test_pressed_twice_one_pin_is_made_and_the_second_page_says_so(client, people):
    _leader, member = people
    first = client.post(page_of(member), {"truoc": "0"})
    again = client.post(page_of(member), {"truoc": "0"})
    assert again.status_code == 409
    assert PinIssue.objects.count() == 1
    assert User.objects.get(pk=member.pk).check_password(shown(first))


@pytest.mark.parametrize("sent", ["", "x", "9" * 40, "-1", "٣"])
def test_a_form_that_was_tampered_with_makes_none(client, people, sent):
    _leader, member = people
    assert client.post(page_of(member), {"truoc": sent}).status_code == 409
    assert User.objects.get(pk=member.pk).check_password(PIN)


def test_the_page_tells_who_made_the_last_one(client, people):
    leader, member = people
    press(client, member)
    assert leader.full_name in client.get(page_of(member)).content.decode()


def test_not_for_oneself_nor_for_staff(client, people):
    leader, _member = people
    staff = MembershipFactory(team=leader.memberships.get().team, user=UserFactory(is_superuser=True)).user
    for one in (leader, staff):
        assert client.get(page_of(one)).status_code == 403
        assert client.post(page_of(one), {"truoc": "0"}).status_code == 403
        assert User.objects.get(pk=one.pk).check_password("mat-khau-thu")


@pytest.mark.parametrize("role", ROLES)
def test_who_may(client, role):
    member = MembershipFactory().user
    if user := somebody(role, member):
        client.force_login(user)
    status = client.post(page_of(member), {"truoc": "0"}).status_code
    assert status == {"leader": 200, "stranger": 302, "holder": 403}.get(role, 404)
    assert PinIssue.objects.exists() is (role == "leader")


@pytest.mark.parametrize("by", ["a leader elsewhere", "a member of the team"])
def test_a_member_of_others_is_answered_as_one_who_is_not_there(client, people, by):
    _leader, member = people
    role, team = ("leader", {}) if by == "a leader elsewhere" else ("member", {"team": member.memberships.get().team})
    client.force_login(MembershipFactory(role=role, **team).user)
    for address in (page_of(member), reverse("office:reset_pin", args=[10**9])):
        assert client.get(address).status_code == 404
        assert client.post(address, {"truoc": "0"}).status_code == 404
    assert not PinIssue.objects.exists()
