"""The station's own words, its announcers and their pace."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import approval as approvals
from lessons.broadcast.calibration import readings_of
from lessons.models import Announcer, Station
from lessons.radio.timing import pauses
from tests.factories.radio import AnnouncerFactory, ApprovalFactory, StationFactory

from .staff import announcer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(client):
    made = StationFactory(filled=True)
    client.force_login(announcer_of(made))
    return made


def save(client, station, **changed):
    target = reverse("desk:details", args=[station.pk])
    fields = {name: field for name, field in client.get(target).context["form"].initial.items() if field is not None}
    return client.post(target, {**fields, "is_active": "on", **changed})


def announcer_page(announcer):
    return reverse("desk:announcer", args=[announcer.station_id, announcer.pk])


def test_words_are_saved_in_their_normal_form(client, station):
    save(client, station, meeting_place="  nhà  va\u0306n hóa ấp Mẫu ", clusters="Cụm 1\n\n Cụm 1\nCụm  2 ")
    station.refresh_from_db()
    assert (station.meeting_place, station.cluster_names()) == ("nhà văn hóa ấp Mẫu", ["Cụm 1", "Cụm 2"])


def test_saving_asks_before_it_ends_an_approval(client, station):
    approval = ApprovalFactory(station=station)
    answer = save(client, station, meeting_place="trụ sở xã")
    assert answer.context["ends"] == [approval]
    assert approval.title in answer.content.decode()
    assert 'value="trụ sở xã"' in answer.content.decode()
    assert approvals.standing(station).exists()


def test_who_was_told_saves_and_the_approval_ends(client, station):
    approval = ApprovalFactory(station=station)
    answer = save(client, station, meeting_place="trụ sở xã", told=[approval.pk])
    assert answer.status_code == 302
    assert Station.objects.get().meeting_place == "trụ sở xã"
    assert not approvals.standing(station).exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("greeting", "{tên xã}"),
        ("contact", "gặp XYZQ"),
        ("meeting_time", "ngày 31/02"),
        ("meeting_place", "<speak>nhà</speak>"),
        ("rate", "300"),
        ("minutes", "0"),
        ("words", "ngàn, nghìn"),
        ("words", "xyz"),
        ("name", " "),
        ("clusters", "x" * 121),
    ],
)
def test_words_that_no_voice_can_read_are_refused(client, station, field, words):
    answer = save(client, station, **{field: words})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert getattr(Station.objects.get(), field) == getattr(station, field)


def test_words_of_the_region_are_heard_in_the_station_only(client, station):
    save(client, station, words="Ngàn,  LẺ")
    assert Station.objects.get().words == "ngàn, lẻ"


def test_an_announcer_is_added_once(client, station):
    target = reverse("desk:announcers", args=[station.pk])
    assert client.post(target, {"name": "Phát thanh viên  A"}).status_code == 302
    assert client.post(target, {"name": "Phát thanh viên A"}).status_code == 422
    assert Announcer.objects.get().name == "Phát thanh viên A"


def test_an_announcer_is_renamed_but_not_to_anothers_name(client, station):
    one, other = AnnouncerFactory(station=station), AnnouncerFactory(station=station)
    client.post(announcer_page(one), {"act": "rename", "name": "Tên mới"})
    assert client.post(announcer_page(other), {"act": "rename", "name": "Tên mới"}).status_code == 422
    assert sorted(Announcer.objects.values_list("name", flat=True)) == sorted(["Tên mới", other.name])


def test_two_stations_may_have_announcers_of_one_name(client, station):
    AnnouncerFactory(name="Phát thanh viên A")
    target = reverse("desk:announcers", args=[station.pk])
    assert client.post(target, {"name": "Phát thanh viên A"}).status_code == 302


def test_an_announcer_is_removed(client, station):
    announcer = AnnouncerFactory(station=station)
    client.post(announcer_page(announcer), {"act": "remove"})
    assert not Announcer.objects.exists()


def test_one_timed_reading_gives_the_pace(client, station):
    announcer = AnnouncerFactory(station=station)
    script = readings_of(station)["mau"].script
    took = round(script.syllables * 60 / 200 + sum(pauses(line.spoken) for line in script.lines))
    client.post(announcer_page(announcer), {"act": "time", "bai": "mau", "minutes": took // 60, "seconds": took % 60})
    announcer.refresh_from_db()
    assert abs(announcer.rate - 200) <= 4
    assert announcer.timed_on == timezone.localdate()


@pytest.mark.parametrize(
    ("minutes", "seconds"), [("0", "0"), ("0", "10"), ("20", "0"), ("0", "61"), ("", ""), ("x", "5")]
)
def test_a_time_that_cannot_be_is_refused(client, station, minutes, seconds):
    announcer = AnnouncerFactory(station=station)
    answer = client.post(
        announcer_page(announcer), {"act": "time", "bai": "mau", "minutes": minutes, "seconds": seconds}
    )
    announcer.refresh_from_db()
    assert (answer.status_code, announcer.rate, announcer.timed_on) == (422, 180, None)
    assert answer.context["forms"].time.errors


def test_an_approved_text_can_be_what_is_read(client, station):
    approval = ApprovalFactory(station=station)
    announcer = AnnouncerFactory(station=station)
    page = client.get(announcer_page(announcer), {"bai": approval.version.script_key})
    assert page.context["reading"].title == approval.version.title
    assert [one.key for one in page.context["choices"]] == ["mau", approval.version.script_key]


def test_an_unknown_text_gives_the_sample(client, station):
    page = client.get(announcer_page(AnnouncerFactory(station=station)), {"bai": "khong-co"})
    assert page.context["reading"].key == "mau"
