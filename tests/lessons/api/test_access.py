import pytest
from django.test import Client
from django.utils import timezone

from lessons.broadcast import tokens
from lessons.models import StationToken
from tests.factories.radio import ApprovalFactory, StationFactory
from tests.lessons.api.machine import BASE, Machine, key_of

pytestmark = pytest.mark.django_db


def test_without_a_key_one_is_asked_for():
    answer = Client().get(f"{BASE}texts")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="phat-thanh"'
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "key_missing"


@pytest.mark.parametrize("key", ["khong-co", "khoá-có-dấu", "x" * 500])
def test_an_unknown_key_opens_nothing(key):
    answer = Client().get(f"{BASE}rss.xml", {"khoa": key})
    assert answer.status_code == 401
    assert answer.json()["code"] == "key_unknown"
    assert "invalid_token" in answer.headers["WWW-Authenticate"]


def test_a_revoked_key_says_so():
    machine = Machine()
    tokens.revoke(token=StationToken.objects.get(), now=timezone.now())
    answer = machine.get("texts")
    assert (answer.status_code, answer.json()["code"]) == (401, "key_revoked")


def test_an_announcers_address_is_no_key():
    machine = Machine()
    machine.key = key_of(machine.station, StationToken.Kind.LINK)
    assert machine.get("texts").json()["code"] == "key_unknown"


def test_a_station_out_of_use_is_not_opened():
    machine = Machine(StationFactory(is_active=False))
    assert machine.get("texts").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic abc", "Token abc"])
def test_another_kind_of_header_is_none(header):
    assert Machine().get("texts", authorization=header).json()["code"] == "key_missing"


def test_the_word_bearer_may_be_written_in_small_letters():
    machine = Machine()
    assert machine.get("texts", authorization=f"bearer {machine.key}").status_code == 200


def test_json_takes_no_key_from_the_address():
    assert Client().get(f"{BASE}texts", {"khoa": Machine().key}).json()["code"] == "key_missing"


@pytest.mark.parametrize("path", ["texts/{pk}", "texts/{pk}.txt", "texts/{pk}.pdf", "texts/{pk}/recordings/1"])
def test_a_text_of_another_station_is_not_there(path):
    approval = ApprovalFactory()
    answer = Machine().get(path.format(pk=approval.pk))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_list_holds_only_what_this_station_approved():
    machine = Machine()
    own = ApprovalFactory(station=machine.station)
    ApprovalFactory(version=own.version)
    assert machine.ids() == [own.pk]


@pytest.mark.parametrize("path", ["", "texts/", "texts/abc", "texts/1.exe", f"texts/{10**30}", "khac/nua"])
def test_addresses_that_lead_nowhere_are_answered_as_problems(path):
    answer = Machine().get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["texts", "bulletin", "rss.xml", "openapi.json"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_here(path, method):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(BASE + path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method")
    assert answer.headers["Allow"] == "GET, HEAD"


def test_calls_are_counted_by_the_key(settings):
    settings.LMS_RADIO_CALLS_PER_HOUR = 2
    machine, other = Machine(), Machine()
    assert [machine.get("texts").status_code for _n in range(3)] == [200, 200, 429]
    answer = machine.get("texts")
    assert answer.json()["code"] == "too_many"
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert other.get("texts").status_code == 200


def test_wrong_keys_are_counted_by_the_address(monkeypatch):
    monkeypatch.setattr("lessons.api.access.WRONG_KEYS", 2)
    codes = [Client().get(f"{BASE}rss.xml", {"khoa": f"sai-{n}"}).json()["code"] for n in range(3)]
    assert codes == ["key_unknown", "key_unknown", "too_many"]
    assert Machine().get("texts").status_code == 200


def test_no_session_no_cookie():
    machine = Machine()
    answer = machine.get("texts")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Authorization" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
