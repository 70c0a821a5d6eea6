"""My stations: within the places one is in charge of; and the station of a new commune."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lessons.broadcast import stations
from lessons.models import Station
from lms.members.models import Remit
from tests.factories.members import CommuneFactory, ProvinceFactory
from tests.factories.radio import StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db
LIST = "desk:stations"


def code_of(commune):
    return commune.names.get().code


def new(code):
    return f"{reverse('desk:new_station')}?xa={code}"


def test_with_one_station_one_is_led_there(client):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert client.get(reverse(LIST))["Location"] == reverse("desk:desk", args=[station.pk])


def test_only_the_stations_one_is_in_charge_of_are_listed(client):
    mine, other = [StationFactory(), StationFactory()], StationFactory()
    client.force_login(announcer_of(*mine))
    html = client.get(reverse(LIST)).content.decode()
    assert [one.name in html for one in (*mine, other)] == [True, True, False]


def test_without_a_station_one_is_told_what_to_do(client):
    user = announcer_of()
    Remit.objects.create(user=user, unit=CommuneFactory())
    client.force_login(user)
    assert reverse("desk:new_station") in client.get(reverse(LIST)).content.decode()


def test_approvers_are_not_offered_to_set_up_a_station(client):
    user = approver_of()
    client.force_login(user)
    assert reverse("desk:new_station") not in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse("desk:new_station")).status_code == 403


@pytest.mark.parametrize("asked", ["Tân Hưng", "tan hung", "Xã Tân Hưng", "tân hưng, Cà Mau", "Ta\u0302n Hưng"])
def test_a_station_is_found_by_its_commune(client, asked):
    found = StationFactory(unit=CommuneFactory(name="Tân Hưng", name__province=ProvinceFactory(name__name="Cà Mau")))
    StationFactory()
    client.force_login(announcer_of())
    page = client.get(reverse(LIST), {"q": asked})
    assert [station for station, _place in page.context["stations"]] == [found]


def test_a_search_leads_nobody_into_another_commune(client):
    StationFactory(unit=CommuneFactory(name="Tân Hưng"))
    client.force_login(announcer_of(StationFactory(), StationFactory()))
    assert client.get(reverse(LIST), {"q": "Tân Hưng"}).context["stations"] == []


def test_many_stations_come_in_pages(client, django_assert_max_num_queries):
    for _ in range(51):
        StationFactory()
    client.force_login(announcer_of())
    with django_assert_max_num_queries(10):
        page = client.get(reverse(LIST))
    assert len(page.context["stations"]) == 50
    assert 'role="search"' in page.content.decode()


def test_a_commune_is_found_and_its_station_named_after_it(client):
    commune = CommuneFactory(name="Tân Hưng")
    client.force_login(announcer_of())
    page = client.get(reverse("desk:new_station"), {"q": "tan hung"})
    assert [code for code, _label in page.context["communes"]] == [code_of(commune)]
    form = client.get(new(code_of(commune))).context["form"]
    assert form.initial == {"name": "Đài truyền thanh xã Tân Hưng", "commune_name": "xã Tân Hưng"}


def test_staff_set_up_the_station(client):
    commune = CommuneFactory(name="Tân Hưng")
    client.force_login(announcer_of())
    client.post(new(code_of(commune)), {"name": " Đài truyền thanh  xã Tân Hưng", "commune_name": "xã Tân Hưng"})
    station = Station.objects.get()
    assert (station.unit, station.name) == (commune, "Đài truyền thanh xã Tân Hưng")


def test_a_small_remit_needs_no_search(client):
    user, commune = announcer_of(StationFactory()), CommuneFactory()
    Remit.objects.create(user=user, unit=commune)
    client.force_login(user)
    page = client.get(reverse("desk:new_station"))
    assert [code for code, _label in page.context["communes"]] == [code_of(commune)]


def test_a_commune_of_others_gets_no_station_from_me(client):
    commune = CommuneFactory(name="Tân Hưng")
    client.force_login(announcer_of(StationFactory()))
    assert client.get(reverse("desk:new_station"), {"q": "Tân Hưng"}).context["communes"] == []
    assert client.post(new(code_of(commune)), {"name": "Đài"}).status_code == 404


@pytest.mark.parametrize("code", ["99999", "x", "Ù", "1-1"])
def test_a_code_of_no_commune_is_not_found(client, code):
    client.force_login(announcer_of())
    assert client.get(new(code)).status_code == 404


def test_a_province_gets_no_station(client):
    client.force_login(announcer_of())
    assert client.get(new(code_of(ProvinceFactory()))).status_code == 404


def test_a_commune_has_one_station(client):
    station = StationFactory()
    client.force_login(announcer_of())
    answer = client.post(new(code_of(station.unit)), {"name": "Đài thứ hai", "commune_name": ""}, follow=True)
    assert answer.redirect_chain[0][0] == reverse(LIST)
    assert Station.objects.get() == station


def test_two_who_make_it_at_once_make_one():
    station = StationFactory()
    with pytest.raises(stations.StationExists):
        stations.create(station=stations.proposed(station.unit))
