"""Each page of a station is for staff who are in charge of its commune."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from lms.members.models import Remit, UnitName
from tests.factories.members import UserFactory
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db
READ = ("desk", "review", "notices", "notice")
CHANGE = ("new_notice", "details", "announcers", "announcer", "secrets")


def address(name, station):
    """Of any page of the station, with what it is about."""
    more = {
        "review": lambda: [ScriptVersionFactory().script_key],
        "notice": lambda: [NoticeFactory(station=station).pk],
        "announcer": lambda: [AnnouncerFactory(station=station).pk],
    }
    return reverse(f"desk:{name}", args=[station.pk, *more.get(name, list)()])


@pytest.mark.parametrize("name", READ + CHANGE)
def test_radio_staff_open_every_page_of_their_station(client, name):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert client.get(address(name, station)).status_code == 200


@pytest.mark.parametrize("name", READ)
def test_approvers_read_what_they_approve(client, name):
    station = StationFactory()
    client.force_login(approver_of(station))
    assert client.get(address(name, station)).status_code == 200


@pytest.mark.parametrize("name", CHANGE)
def test_approvers_do_not_change_the_station(client, name):
    station = StationFactory()
    client.force_login(approver_of(station))
    assert client.get(address(name, station)).status_code == 403


@pytest.mark.parametrize("name", READ + CHANGE)
def test_the_station_of_another_commune_is_as_if_it_were_not_there(client, name):
    client.force_login(announcer_of(StationFactory()))
    assert client.get(address(name, StationFactory())).status_code == 404


@pytest.mark.parametrize("name", ["stations", "new_station", *READ, *CHANGE])
def test_members_of_the_commune_who_are_no_staff_are_refused(client, name):
    client.force_login(UserFactory())
    target = reverse(f"desk:{name}") if name in ("stations", "new_station") else address(name, StationFactory())
    assert client.get(target).status_code == 403


@pytest.mark.parametrize("name", READ + CHANGE)
def test_who_is_not_signed_in_is_asked_to(client, name):
    target = address(name, StationFactory())
    assert client.get(target)["Location"] == f"{reverse('members:sign_in')}?next={target}"


@pytest.mark.parametrize("name", READ + CHANGE)
def test_no_page_is_kept_by_the_browser(client, name):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert "no-store" in client.get(address(name, station))["Cache-Control"]


def test_the_province_minds_the_stations_of_its_communes(client):
    station = StationFactory()
    user = announcer_of(StationFactory())
    province = UnitName.objects.get(unit=station.unit).parent
    Remit.objects.create(user=user, unit=province)
    client.force_login(user)
    assert client.get(address("desk", station)).status_code == 200


def test_a_notice_of_another_station_is_not_found(client):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert client.get(reverse("desk:notice", args=[station.pk, NoticeFactory().pk])).status_code == 404


def test_an_announcer_of_another_station_is_not_found(client):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert client.get(reverse("desk:announcer", args=[station.pk, AnnouncerFactory().pk])).status_code == 404


def test_the_approvals_of_another_commune_are_not_shown(client):
    station = StationFactory()
    other = ApprovalFactory(approver_name="Lãnh đạo xã khác")
    client.force_login(announcer_of(station))
    html = client.get(reverse("desk:review", args=[station.pk, other.version.script_key])).content.decode()
    assert "Lãnh đạo xã khác" not in html


def test_my_learning_leads_staff_to_the_desk(client, course):
    user = UserFactory()
    client.force_login(user)
    assert reverse("desk:stations") not in client.get(reverse("lessons:my_learning")).content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_station"))
    assert reverse("desk:stations") in client.get(reverse("lessons:my_learning")).content.decode()
