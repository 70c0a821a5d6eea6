import datetime as dt
import unicodedata

import pytest
from django.utils import timezone

from lessons.broadcast import recordings, withdrawal
from lessons.models import Approval, GlossaryTerm, Pull
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory
from tests.lessons.api.machine import Machine
from tests.lessons.broadcast.sounds import mp3, upload

pytestmark = pytest.mark.django_db


def aired(machine, **values):
    return ApprovalFactory(station=machine.station, **values)


def test_a_text_is_listed_with_what_a_machine_needs_to_choose():
    machine = Machine()
    one = aired(machine)
    (text,) = machine.get("texts").json()["texts"]
    assert text["id"] == one.pk
    assert (text["kind"], text["key"], text["version"]) == ("script", one.version.script_key, 1)
    assert text["app"] == {"key": "ung-dung-mau", "title": "Ứng dụng mẫu"}
    assert [cut["cut"] for cut in text["cuts"]] == [30, 60, 180]
    assert text["url"] == f"https://kynangso.example/api/phat-thanh/texts/{one.pk}"
    assert text["files"]["pdf"].endswith(f"/texts/{one.pk}.pdf")
    assert dt.datetime.fromisoformat(text["approved_at"]).utcoffset() == dt.timedelta(hours=7)


def test_a_text_comes_with_its_words_as_written_and_as_spoken():
    machine = Machine(StationFactory(filled=True))
    one = aired(machine)
    text = machine.get(f"texts/{one.pk}").json()
    assert text["text"].startswith("Đây là Đài truyền thanh xã Mẫu.\r\n")
    warning = next(part for part in text["parts"] if part["kind"] == "warning")
    assert warning["lines"][0]["must_say"] is True
    assert warning["lines"][0]["written"] == "Không đọc mã xác thực cho ai."
    short = text["cuts"][0]
    assert "mã xác thực" in short["text"]
    assert short["dropped"]
    assert short["files"]["txt"].endswith(f"/texts/{one.pk}.txt?cut=30")


def test_answers_are_utf8_in_normal_form_c():
    machine = Machine()
    aired(machine, version=ScriptVersionFactory(title=unicodedata.normalize("NFD", "Kính thưa quý vị")))
    answer = machine.get("texts")
    assert "Kính thưa quý vị" in answer.content.decode()
    assert unicodedata.is_normalized("NFC", answer.content.decode())


def test_a_notice_is_a_text_without_key_and_version():
    machine = Machine()
    one = aired(machine, notice=NoticeFactory(station=machine.station))
    (text,) = machine.get("texts").json()["texts"]
    assert (text["kind"], text["key"], text["version"], text["app"]) == ("notice", None, None, None)
    assert "nhà văn hóa" in machine.get(f"texts/{one.pk}").json()["text"]


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_the_files_of_a_text_are_fetched_with_the_same_key(kind):
    machine = Machine()
    one = aired(machine)
    answer = machine.get(f"texts/{one.pk}.{kind}", {"cut": 30})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'{one.version.script_key}-30.{kind}"')
    assert answer.content[:4] == {"txt": "Kính".encode()[:4], "docx": b"PK\x03\x04", "pdf": b"%PDF"}[kind]


def test_a_recording_is_listed_and_fetched():
    machine = Machine()
    one = aired(machine)
    row = recordings.add(version=one.version, upload=upload(), by=None, now=timezone.now())
    (listed,) = machine.get("texts").json()["texts"][0]["recordings"]
    assert (listed["seconds"], listed["bytes"], listed["sha256"]) == (20, len(mp3()), row.sha256)
    answer = machine.get(listed["url"].partition("/api/phat-thanh/")[2])
    assert b"".join(answer.streaming_content) == mp3()
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_recording_of_another_text_is_not_there():
    machine = Machine()
    one, other = aired(machine), aired(machine)
    row = recordings.add(version=other.version, upload=upload(), by=None, now=timezone.now())
    assert machine.get(f"texts/{one.pk}/recordings/{row.pk}").status_code == 404


# --- filters ----------------------------------------------------------------------------------------


def test_texts_of_one_app():
    machine = Machine()
    one = aired(machine, version=ScriptVersionFactory(app_key="vneid"))
    aired(machine)
    assert machine.ids(app="vneid") == [one.pk]


def test_texts_published_between_two_days():
    machine = Machine()
    noon = dt.datetime(2026, 11, 20, 12, tzinfo=timezone.get_default_timezone())
    ones = [aired(machine, version=ScriptVersionFactory(published_at=noon + dt.timedelta(days=n))) for n in range(3)]
    assert machine.ids(published_from="2026-11-21", published_to="2026-11-21") == [ones[1].pk]
    assert machine.ids(published_from="2026-11-21T12:00:01+07:00") == [ones[2].pk]
    assert machine.ids(published_to="2026-11-20T05:00:00Z") == [ones[0].pk]


def test_texts_that_fit_the_time_whole_or_cut():
    machine = Machine()
    one = aired(machine)
    seconds = machine.get("texts").json()["texts"][0]["seconds"]
    assert machine.ids(max_seconds=seconds) == [one.pk]
    assert machine.ids(max_seconds=seconds - 1) == []
    assert machine.ids(max_seconds=30, cut=30) == [one.pk]


def test_texts_approved_since():
    machine = Machine()
    now = timezone.now()
    old = aired(machine, approved_at=now - dt.timedelta(days=2))
    new = aired(machine, approved_at=now)
    assert machine.ids(since=(now - dt.timedelta(days=1)).isoformat()) == [new.pk]
    recordings.add(version=old.version, upload=upload(), by=None, now=now)
    assert machine.ids(since=(now - dt.timedelta(days=1)).isoformat()) == [new.pk, old.pk]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "hôm qua"),
        ("since", "2026-02-31"),
        ("since", "0001-01-01"),
        ("published_from", "2026-13-01T00:00:00Z"),
        ("published_to", "9999-12-31T23:59:59-12:00"),
        ("max_seconds", "0"),
        ("max_seconds", "-5"),
        ("max_seconds", "9" * 60),
        ("max_seconds", "١٢"),
        ("cut", "45"),
        ("page", "0"),
        ("page", "2"),
        ("page", "ba"),
        ("ap", "vneid"),
    ],
)
def test_a_bad_parameter_is_named(name, value):
    answer = Machine().get("texts", {name: value})
    assert answer.status_code == 400
    assert (answer.json()["code"], answer.json()["parameter"]) == ("bad_parameter", name)
    assert name in answer.json()["message"]


def test_a_parameter_that_stands_twice_or_days_the_wrong_way_round_are_refused():
    machine = Machine()
    assert machine.get("texts?app=a&app=b").json()["parameter"] == "app"
    turned = {"published_from": "2026-11-22", "published_to": "2026-11-21"}
    assert machine.get("texts", turned).json()["parameter"] == "published_to"


def test_fifty_a_page_in_few_queries(django_assert_max_num_queries):
    machine = Machine()
    for _n in range(51):
        aired(machine)
    machine.get("texts")
    with django_assert_max_num_queries(12):
        first = machine.get("texts", {"since": "2026-01-01"}).json()
    assert (first["count"], first["pages"], len(first["texts"])) == (51, 2, 50)
    second = machine.get(first["next"].partition("/api/phat-thanh/")[2]).json()
    assert (len(second["texts"]), second["next"]) == (1, None)
    assert len(first["standing"]) == 51


def test_one_text_takes_few_queries(django_assert_max_num_queries):
    machine = Machine()
    one = aired(machine)
    machine.get(f"texts/{one.pk}")
    with django_assert_max_num_queries(12):
        machine.get(f"texts/{one.pk}")


# --- what no longer stands --------------------------------------------------------------------------


def test_a_withdrawn_text_is_told_to_who_asks_for_changes():
    machine = Machine()
    one = aired(machine)
    now = timezone.now()
    withdrawal.withdraw(version=one.version, reason="Số máy đã đổi.", by=UserFactory(), now=now)
    answer = machine.get("texts", {"since": (now - dt.timedelta(hours=1)).isoformat()}).json()
    assert (answer["texts"], answer["standing"]) == ([], [])
    (gone,) = answer["withdrawn"]
    assert (gone["id"], gone["withdrawn"], gone["reason"]) == (one.pk, True, "Số máy đã đổi.")
    assert dt.datetime.fromisoformat(gone["withdrawn_at"]) == now.replace(microsecond=0)
    later = (now + dt.timedelta(hours=1)).isoformat()
    assert machine.get("texts", {"since": later}).json()["withdrawn"] == []


def test_a_withdrawn_text_of_another_station_is_not_told():
    machine = Machine()
    ApprovalFactory(version=ScriptVersionFactory(withdrawn=True))
    assert machine.get("texts", {"since": "2026-01-01"}).json()["withdrawn"] == []


@pytest.mark.parametrize("path", ["texts/{}", "texts/{}.docx", "texts/{}/recordings/1"])
def test_a_withdrawn_text_is_gone_and_says_why(path):
    machine = Machine()
    one = aired(machine, version=ScriptVersionFactory(withdrawn=True))
    answer = machine.get(path.format(one.pk))
    assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
    assert one.version.withdrawn_reason in answer.json()["message"]


def test_an_approval_that_ended_is_gone():
    machine = Machine()
    one = aired(machine, ended_at=timezone.now(), ended_why=Approval.Ended.CALLED_OFF)
    older = aired(machine, version=ScriptVersionFactory(is_current=False))
    assert machine.ids() == []
    for gone in (one, older):
        answer = machine.get(f"texts/{gone.pk}")
        assert (answer.status_code, answer.json()["code"]) == (410, "ended")


def test_a_text_that_lost_a_reading_is_held_back():
    machine = Machine()
    one = aired(machine, version=ScriptVersionFactory(parts=[{"kind": "content", "lines": ["Mở ứng dụng XYZTQ."]}]))
    assert machine.ids() == []
    answer = machine.get(f"texts/{one.pk}")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
    assert "XYZTQ" in answer.json()["message"]
    GlossaryTerm.objects.create(term="XYZTQ", say_as="ích y dét")
    assert machine.ids() == [one.pk]


# --- fetched once -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["texts", "texts/{}", "texts/{}.txt", "texts/{}.pdf", "bulletin", "rss.xml"])
def test_an_unchanged_answer_is_not_sent_twice(path):
    machine = Machine()
    path = path.format(aired(machine).pk)
    first = machine.get(path)
    by_tag = machine.get(path, if_none_match=first.headers["ETag"])
    by_date = machine.get(path, if_modified_since=first.headers["Last-Modified"])
    assert (first.status_code, by_tag.status_code, by_date.status_code) == (200, 304, 304)
    assert not by_tag.content
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_a_better_reading_is_a_changed_text_within_the_same_second():
    machine = Machine()
    one = aired(machine, version=ScriptVersionFactory(parts=[{"kind": "content", "lines": ["Mở VNeID ra."]}]))
    GlossaryTerm.objects.update_or_create(term="VNeID", scope="", defaults={"say_as": "vi nê i đê"})
    first = machine.get(f"texts/{one.pk}")
    GlossaryTerm.objects.filter(term="VNeID").update(say_as="vê nờ e i đê")
    second = machine.get(f"texts/{one.pk}", if_modified_since=first.headers["Last-Modified"])
    assert second.status_code == 200
    assert "vê nờ e i đê" in second.json()["text"].lower()


def test_head_gives_the_headers_alone_and_records_no_fetch():
    machine = Machine()
    one = aired(machine)
    answer = machine.get(f"texts/{one.pk}", method="head")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"]
    assert not Pull.objects.exists()


@pytest.mark.parametrize("path", ["texts/{}", "texts/{}.txt", "rss.xml"])
def test_whoever_fetches_the_words_is_told_when_they_are_withdrawn(path):
    machine = Machine()
    one = aired(machine)
    machine.get("texts")
    assert not Pull.objects.exists()
    machine.get(path.format(one.pk))
    machine.get(path.format(one.pk))
    pull = Pull.objects.get()
    assert (pull.station, pull.version, pull.way) == (machine.station, one.version, Pull.Way.API)
