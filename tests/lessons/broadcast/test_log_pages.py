"""The pages of the log: by month, by hand, on paper."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import airing
from lessons.models import Airing
from tests.factories.radio import (
    ApprovalFactory,
    StationFactory,
)

from .at_a_station import FIVE, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


@pytest.fixture
def minder(station):
    return staff(station, "view_station", "change_station")


@pytest.fixture
def desk(client, minder):
    client.force_login(minder)
    return client


def test_a_broadcast_is_added_by_hand_and_taken_out(desk, station, minder):
    approval = ApprovalFactory(station=station)
    today = timezone.localdate()
    form = {"day": f"{today:%Y-%m-%d}", "slot": "00:00", "approval": approval.pk, "cut": "30"}
    desk.post(reverse("bulletin:log_add", args=[station.pk]), form)
    row = Airing.objects.get()
    assert (row.recorded_by, row.cut) == (minder, 30)
    log = reverse("bulletin:log", args=[station.pk])
    assert list(desk.get(log).context["page_obj"]) == [row]
    desk.post(reverse("bulletin:log_call_off", args=[station.pk, row.pk]))
    assert list(desk.get(log).context["page_obj"]) == []


def test_a_day_to_come_is_said_in_the_form(desk, station):
    approval = ApprovalFactory(station=station)
    day = timezone.localdate() + dt.timedelta(days=2)
    form = {"day": f"{day:%Y-%m-%d}", "slot": "05:00", "approval": approval.pk}
    response = desk.post(reverse("bulletin:log_add", args=[station.pk]), form)
    assert response.status_code == 422
    assert f"{day:%d/%m/%Y}" in response.text
    assert not Airing.objects.exists()


def test_texts_of_another_station_are_not_in_the_form(desk, station):
    form = {"day": f"{timezone.localdate():%Y-%m-%d}", "slot": "05:00", "approval": ApprovalFactory().pk}
    assert desk.post(reverse("bulletin:log_add", args=[station.pk]), form).status_code == 422


def test_rows_of_another_station_are_not_taken_out(desk, station):
    other = ApprovalFactory()
    row = airing.record(station=other.station, approval=other, day=timezone.localdate(), slot=FIVE, now=timezone.now())
    assert desk.post(reverse("bulletin:log_call_off", args=[station.pk, row.pk])).status_code == 404


@pytest.mark.parametrize("query", ["", "?thang=2026-13", "?thang=x&phan=99", "?thang=2026-01&page=-1"])
def test_the_log_prints_whatever_is_asked(desk, station, query):
    assert desk.get(reverse("bulletin:log", args=[station.pk]) + query).status_code == 200
    assert desk.get(reverse("bulletin:log_pdf", args=[station.pk]) + query).content.startswith(b"%PDF-")


def test_a_month_of_the_log_needs_few_queries(desk, station, django_assert_max_num_queries):
    approval = ApprovalFactory(station=station)
    for minute in range(50):
        airing.record(
            station=station,
            approval=approval,
            day=timezone.localdate(),
            slot=dt.time(4, minute),
            now=timezone.now(),
        )
    with django_assert_max_num_queries(11):
        desk.get(reverse("bulletin:log", args=[station.pk]))
