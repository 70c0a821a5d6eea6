"""Addresses and keys that open a station: shown once, kept as a digest, revoked at any time."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import tokens
from lessons.models import StationToken
from tests.factories.radio import StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db
LINK, API = StationToken.Kind.LINK, StationToken.Kind.API


@pytest.fixture
def station(client):
    made = StationFactory()
    client.force_login(announcer_of(made))
    return made


def make(client, station, kind=LINK, **fields):
    return client.post(reverse("desk:secrets", args=[station.pk]), {"kind": kind, **fields})


def test_an_address_is_shown_once_and_opens_the_station(client, station):
    answer = make(client, station, note="Máy ở phòng phát thanh")
    secret = answer.context["made"].words.rstrip("/").rpartition("/")[2]
    assert tokens.find(secret, LINK).station == station
    assert "<svg" in answer.content.decode()
    assert secret not in client.get(reverse("desk:secrets", args=[station.pk])).content.decode()


def test_a_key_for_a_machine_opens_no_page(client, station):
    secret = make(client, station, API).context["made"].words
    assert tokens.find(secret, API).station == station
    assert tokens.find(secret, LINK) is None


def test_only_a_digest_is_kept(client, station):
    secret = make(client, station, API).context["made"].words
    row = StationToken.objects.get()
    assert secret not in " ".join(str(value) for value in vars(row).values())
    assert row.hint == secret[-4:]


def test_a_revoked_secret_is_known_as_such(client, station):
    secret = make(client, station, API).context["made"].words
    client.post(reverse("desk:revoke", args=[station.pk, StationToken.objects.get().pk]))
    assert tokens.find(secret, API).revoked_at is not None


def test_revoking_twice_keeps_the_first_time(client, station):
    make(client, station)
    token, first = StationToken.objects.get(), timezone.now()
    tokens.revoke(token=token, now=first)
    tokens.revoke(token=token, now=timezone.now())
    assert StationToken.objects.get().revoked_at == first


def test_the_secret_of_another_station_is_not_revoked(client, station):
    other, _secret = tokens.make(station=StationFactory(), kind=LINK, by=None, now=timezone.now())
    assert client.post(reverse("desk:revoke", args=[station.pk, other.pk])).status_code == 404
    assert StationToken.objects.get().revoked_at is None


def test_a_secret_is_made_by_sending_a_form_only(client, station):
    client.get(reverse("desk:secrets", args=[station.pk]), {"kind": LINK})
    assert not StationToken.objects.exists()


def test_a_kind_that_is_none_is_refused(client, station):
    assert make(client, station, "admin").status_code == 422
    assert not StationToken.objects.exists()


def test_nobody_keeps_an_eye_on_more_than_thirty(client, station):
    for _ in range(tokens.MOST_IN_USE):
        tokens.make(station=station, kind=LINK, by=None, now=timezone.now())
    assert make(client, station).status_code == 422
    tokens.revoke(token=StationToken.objects.first(), now=timezone.now())
    assert make(client, station).context["made"]


def test_those_in_use_come_first(station):
    old, _ = tokens.make(station=station, kind=LINK, by=None, now=timezone.now())
    new, _ = tokens.make(station=station, kind=LINK, by=None, now=timezone.now())
    tokens.revoke(token=new, now=timezone.now())
    assert list(tokens.tokens_of(station)) == [old, new]


def test_a_station_that_is_not_in_use_is_not_opened(client, station):
    secret = make(client, station, API).context["made"].words
    station.is_active = False
    station.save()
    assert tokens.find(secret, API) is None


def test_using_it_is_noted_once_a_day(client, station, django_assert_num_queries):
    secret = make(client, station, API).context["made"].words
    tokens.find(secret, API)
    with django_assert_num_queries(1):
        assert tokens.find(secret, API).used_on == timezone.localdate()


@pytest.mark.parametrize("secret", ["", "ệ", "x" * 101, "khong-co"])
def test_what_is_no_secret_opens_nothing(secret):
    assert tokens.find(secret, LINK) is None


def test_approvers_make_no_secrets(client):
    station = StationFactory()
    client.force_login(approver_of(station))
    assert make(client, station).status_code == 403
