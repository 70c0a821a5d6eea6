import datetime as dt
import re
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lessons import radio_api_urls
from lessons.api import answers, parameters
from lessons.api.problems import PROBLEMS
from lessons.api.views import description
from lessons.broadcast import bulletins, recordings, withdrawal
from tests.factories.members import UserFactory
from tests.factories.radio import AnnouncerFactory, ApprovalFactory, NoticeFactory, ScriptVersionFactory
from tests.lessons.api.machine import BASE, Machine
from tests.lessons.broadcast.sounds import upload

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def checked(data, name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": description()["components"]}
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)


def operations():
    return {path: item["get"] for path, item in description()["paths"].items()}


def asked(operation):
    """The names of its parameters in the address."""
    known = description()["components"]["parameters"]
    given = [known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in operation.get("parameters", [])]
    return {one["name"] for one in given if one["in"] == "query"}


def test_it_is_an_openapi_document():
    whole = description()
    assert whole["openapi"].startswith("3.1.")
    assert {"title", "version"} <= whole["info"].keys()
    assert all(item.keys() <= METHODS for item in whole["paths"].values())
    for operation in operations().values():
        assert operation["operationId"]
        assert all(re.fullmatch("[1-5][0-9][0-9]", status) for status in operation["responses"])
    for schema in whole["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere():
    found = re.findall(r"'\$ref': '#/([^']+)'", str(description()))
    assert found
    for reference in found:
        place = description()
        for name in reference.split("/"):
            place = place[name]


def test_every_parameter_in_a_path_is_described():
    for path, operation in operations().items():
        known = description()["components"]["parameters"]
        given = [
            known[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in operation.get("parameters", [])
        ]
        assert set(re.findall(r"{(\w+)}", path)) == {one["name"] for one in given if one["in"] == "path"}


def test_every_address_is_described_and_none_else():
    names = {pattern.name for pattern in radio_api_urls.urlpatterns if pattern.name}
    assert {operation["operationId"] for operation in operations().values()} == names


def test_the_filters_are_those_that_are_read():
    assert asked(operations()[f"{BASE}texts"]) == parameters.TEXTS == asked(operations()[f"{BASE}rss.xml"])
    assert asked(operations()[f"{BASE}bulletin"]) == {"day"}


def test_the_codes_are_those_that_are_given():
    assert set(description()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]) == set(PROBLEMS)


@pytest.mark.django_db
def test_it_is_served_to_everybody():
    answer = Client().get(f"{BASE}openapi.json")
    assert answer.status_code == 200
    assert answer.json()["servers"] == [{"url": "https://kynangso.example"}]
    assert Client().get(f"{BASE}openapi.json", headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_what_is_answered_is_what_is_described():
    machine = Machine()
    one = ApprovalFactory(station=machine.station)
    ApprovalFactory(station=machine.station, notice=NoticeFactory(station=machine.station))
    gone = ApprovalFactory(station=machine.station, version=ScriptVersionFactory())
    recordings.add(version=one.version, upload=upload(), by=None, now=timezone.now())
    withdrawal.withdraw(version=gone.version, reason="Đã đổi.", by=UserFactory(), now=timezone.now())
    listed = machine.get("texts", {"since": "2026-01-01"}).json()
    assert len(listed["texts"]) == 2
    assert listed["withdrawn"]
    checked(listed, "Texts")
    checked(machine.get(f"texts/{one.pk}").json(), "WholeText")
    for path in (f"texts/{gone.pk}", "texts/0", "texts?page=9", "texts?cut=1"):
        checked(machine.get(path).json(), "Problem")


@pytest.mark.django_db
def test_the_running_order_of_today():
    machine, now = Machine(), timezone.now()
    one = ApprovalFactory(station=machine.station)
    gone = ApprovalFactory(station=machine.station)
    today = bulletins.create(
        station=machine.station,
        day=timezone.localdate(),
        starts_at=dt.time(17),
        minutes=5,
        repeats=[dt.time(5, 30)],
        now=now,
    )
    reader = AnnouncerFactory(station=machine.station)
    fill(today, one, gone, reader)
    withdrawal.withdraw(version=gone.version, reason="Đã đổi.", by=UserFactory(), now=now)
    data = machine.get("bulletin").json()
    checked(data, "Day")
    (shown,) = data["bulletins"]
    assert (shown["starts_at"], shown["repeats"], shown["left_out"]) == ("17:00", ["05:30"], 1)
    assert [(item["kind"], item["text"], item["starts_after"]) for item in shown["items"]] == [
        ("music", None, 0),
        ("script", one.pk, 8),
    ]
    assert shown["items"][1]["announcer"] == reader.name
    assert machine.get("bulletin", {"day": "2020-01-01"}).json()["bulletins"] == []
    assert machine.get("bulletin", {"day": "mai"}).json()["parameter"] == "day"


@pytest.mark.django_db
def test_the_bulletins_of_a_day_take_few_queries(django_assert_max_num_queries):
    machine, now = Machine(), timezone.now()
    one = ApprovalFactory(station=machine.station)
    for hour in (5, 17):
        made = bulletins.create(
            station=machine.station, day=timezone.localdate(), starts_at=dt.time(hour), minutes=15, now=now
        )
        for position in range(1, 10):
            made.items.create(position=position, kind="script", script_key=one.version.script_key)
    machine.get("bulletin")
    with django_assert_max_num_queries(12):
        assert len(machine.get("bulletin").json()["bulletins"][1]["items"]) == 9


def fill(bulletin, one, gone, reader):
    rows = [
        {"kind": "music", "seconds": 8},
        {"kind": "script", "script_key": one.version.script_key, "cut": 30, "announcer": reader},
        {"kind": "script", "script_key": gone.version.script_key},
    ]
    for position, values in enumerate(rows, start=1):
        bulletin.items.create(position=position, **values)


def test_the_guide_names_every_address():
    guide = (Path(settings.BASE_DIR) / "docs" / "radio-api.md").read_text(encoding="utf-8")
    assert all(path.partition("{")[0] in guide for path in operations())
    assert guide.count("curl ") >= 2


def test_it_is_remembered_once_however_it_is_asked_for(monkeypatch):
    """Nobody needs a key for it, so nobody may fill the cache with it."""
    kept = set()
    monkeypatch.setattr(answers.cache, "set", lambda name, *_more: kept.add(name))
    for query in ("", "?a=1", "?khoa=2"):
        assert Client().get(f"{BASE}openapi.json{query}").status_code == 200
    assert len(kept) <= 1  # none where a test before this one has asked
