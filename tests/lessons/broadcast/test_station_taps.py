"""What is tapped on the station's secret address: aired, and taken back."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from lessons.broadcast import airing, recordings, tokens
from lessons.models import Airing, Approval, Pull, StationToken
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    StationFactory,
)

from .at_the_loudspeaker import FIVE, at, bulletin_with, page_of, withdraw
from .sounds import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


@pytest.fixture
def secret(station):
    _row, secret = tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=timezone.now())
    return secret


@pytest.fixture
def text(station):
    return ApprovalFactory(station=station)


def test_one_tap_records_what_the_bulletin_planned(client, secret, text):
    announcer = AnnouncerFactory(station=text.station)
    made = bulletin_with(text, announcer=announcer, repeats=[dt.time(5, 30)])
    planned = client.get(page_of(secret, text)).context["planned"]
    assert [one.time for one in planned] == [dt.time(5, 30), FIVE]
    for _ in range(2):  # a double tap
        client.post(page_of(secret, text, "aired"), {"duyet": text.pk, "ban": "0", "gio": "17:00"})
    row = Airing.objects.get()
    assert (row.day, row.slot, row.announcer) == (timezone.localdate(), FIVE, announcer.name)
    assert (row.bulletin, row.recorded_by) == (made, None)
    unread = [one.time for one in client.get(page_of(secret, text)).context["planned"] if not one.airing]
    assert unread == [dt.time(5, 30)]


def test_a_tap_needs_neither_cookies_nor_a_token(secret, text):
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})
    response = strict.post(page_of(secret, text, "aired"), {"duyet": text.pk, "ban": "30"})
    assert response.status_code == 302
    assert Airing.objects.get().cut == 30


def test_a_slip_is_taken_back(client, secret, text):
    client.post(page_of(secret, text, "aired"), {"duyet": text.pk})
    row = Airing.objects.get()
    client.post(at("undo", secret, row.pk))
    row.refresh_from_db()
    assert row.called_off_at
    assert client.get(page_of(secret, text)).context["aired"] == []


def test_only_todays_own_rows_are_taken_back(client, secret, text):
    text.approved_at -= dt.timedelta(days=9)
    now, today = timezone.now(), timezone.localdate()
    before = airing.record(station=text.station, approval=text, day=today - dt.timedelta(days=1), slot=FIVE, now=now)
    other = ApprovalFactory()
    strange = airing.record(station=other.station, approval=other, day=today, slot=FIVE, now=now)
    for row in (before, strange):
        assert client.post(at("undo", secret, row.pk)).status_code == 404
    assert not Airing.objects.filter(called_off_at__isnull=False).exists()


def test_what_was_read_from_an_open_page_is_recorded_though_it_was_withdrawn_meanwhile(client, secret, text):
    withdraw(text.version)
    client.post(page_of(secret, text, "aired"), {"duyet": text.pk})
    assert Airing.objects.get().version == text.version


def test_a_text_that_was_stopped_before_today_is_not_recorded(client, secret, text):
    Approval.objects.filter(pk=text.pk).update(
        ended_at=timezone.now() - dt.timedelta(days=2), ended_why=Approval.Ended.CALLED_OFF
    )
    assert client.post(page_of(secret, text, "aired"), {"duyet": text.pk}).status_code == 404
    assert not Airing.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"ban": "31"}, 409),
        ({"gio": "25:00"}, 404),
        ({"gio": "x"}, 404),
        ({"duyet": ""}, 404),
        ({"duyet": "9" * 40}, 404),
    ],
)
def test_a_forged_tap_records_nothing(client, secret, text, sent, status):
    response = client.post(page_of(secret, text, "aired"), {"duyet": text.pk} | sent)
    assert response.status_code == status
    assert not Airing.objects.exists()


def test_a_tap_is_a_post(client, secret, text):
    assert client.get(page_of(secret, text, "aired")).status_code == 405
    assert client.get(at("undo", secret, 1)).status_code == 405


def test_a_recording_beside_the_text_is_played_from_the_stations_address(client, secret, text):
    row = recordings.add(version=text.version, station=None, upload=upload(), by=None, now=timezone.now())
    url = page_of(secret, text, "recording", row.pk)
    assert url in client.get(page_of(secret, text)).content.decode()
    response = client.get(url)
    headers = response["Content-Type"], response["Cache-Control"]
    assert (response.status_code, *headers) == (200, "audio/mpeg", "private, no-store")
    assert set(Pull.objects.values_list("version", "way")) == {(text.version.pk, "page"), (text.version.pk, "file")}


def test_a_recording_of_another_text_is_not_found_there(client, secret, text):
    other = ApprovalFactory(station=text.station)
    row = recordings.add(version=other.version, station=None, upload=upload(), by=None, now=timezone.now())
    assert client.get(page_of(secret, text, "recording", row.pk)).status_code == 404
