"""What a station's staff see and send: /dai/…/ghi-am/."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import recordings
from lessons.models import Recording
from lms.members.groups import APPROVER, RADIO, ensure_groups
from lms.members.models import Remit
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, StationFactory
from tests.lessons.broadcast.sounds import mp3, ogg, upload

pytestmark = pytest.mark.django_db


def staff(client, station, group=RADIO):
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    Remit.objects.create(user=user, unit=station.unit)
    client.force_login(user)
    return user


def address(approval, name="recordings", *more, station=None):
    station = station or approval.station
    return reverse(f"recording:{name}", args=[station.pk, approval.version.script_key, *more])


def add(approval, **values):
    given = {"station": approval.station, "upload": upload(), "by": None, "now": timezone.now()} | values
    return recordings.add(version=approval.version, **given)


def test_staff_put_a_recording_beside_an_approved_text(client):
    approval = ApprovalFactory()
    user = staff(client, approval.station)
    answer = client.post(address(approval), {"upload": upload(ogg(35)), "cut": 60})
    assert answer.url == address(approval)
    row = Recording.objects.get()
    assert (row.station, row.cut, row.format, row.added_by) == (approval.station, 60, "ogg", user)
    words = client.get(address(approval)).content.decode()
    assert address(approval, "recording", row.pk) in words


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "rong.mp3"),
        (b"khong phai am thanh", "bai.mp3"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(5000), "phim.mp3"),
        (mp3(60), "dai.mp3"),
    ],
)
def test_a_bad_file_is_explained_and_nothing_kept(client, settings, content, name):
    settings.LMS_RADIO_RECORDING_MAX_BYTES = len(mp3(50))
    approval = ApprovalFactory()
    staff(client, approval.station)
    answer = client.post(address(approval), {"upload": upload(content, name), "cut": 0})
    assert answer.status_code == 422
    assert answer.context["form"].errors["upload"]
    assert not Recording.objects.exists()


def test_no_file_and_a_cut_that_does_not_exist_are_refused(client):
    approval = ApprovalFactory()
    staff(client, approval.station)
    assert set(client.post(address(approval), {"cut": 45}).context["form"].errors) == {"upload", "cut"}


def test_approvers_listen_but_do_not_send(client):
    approval = ApprovalFactory()
    staff(client, approval.station, APPROVER)
    row = add(approval)
    assert client.get(address(approval)).context["form"] is None
    assert client.post(address(approval), {"upload": upload(), "cut": 0}).status_code == 403
    assert client.post(address(approval, "remove", row.pk)).status_code == 403
    assert client.get(address(approval, "recording", row.pk)).status_code == 200


def test_strangers_sign_in_and_other_communes_see_nothing(client):
    approval = ApprovalFactory()
    row = add(approval)
    addresses = [address(approval), address(approval, "recording", row.pk)]
    assert [client.get(one).status_code for one in addresses] == [302, 302]
    staff(client, StationFactory())
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    assert client.post(address(approval, "remove", row.pk)).status_code == 404


def test_a_recording_of_another_station_is_not_there(client):
    approval = ApprovalFactory()
    other = add(ApprovalFactory(version=approval.version))
    staff(client, approval.station)
    assert client.get(address(approval, "recording", other.pk)).status_code == 404
    assert client.post(address(approval, "remove", other.pk)).status_code == 404


def test_a_text_that_is_not_approved_takes_no_recording(client):
    approval = ApprovalFactory(ended_at=timezone.now(), ended_why="called_off")
    staff(client, approval.station)
    assert client.get(address(approval)).status_code == 404
    assert client.post(address(approval), {"upload": upload(), "cut": 0}).status_code == 404


def test_a_recording_from_before_the_approval_says_that_it_is_not_offered(client):
    approval = ApprovalFactory()
    staff(client, approval.station)
    row = add(approval, now=approval.approved_at - dt.timedelta(days=1))
    assert client.get(address(approval)).context["recordings"] == [(row, False)]


def test_a_file_comes_as_a_sound_to_save_never_to_run(client):
    approval = ApprovalFactory()
    staff(client, approval.station)
    answer = client.get(address(approval, "recording", add(approval, cut=30).pk))
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    expected = f'attachment; filename="{approval.version.script_key}-1-30.mp3"'
    assert answer.headers["Content-Disposition"] == expected
    assert b"".join(answer.streaming_content) == mp3()


def test_a_file_that_was_taken_out_of_the_folder_is_not_there(client):
    approval = ApprovalFactory()
    staff(client, approval.station)
    row = add(approval, upload=upload(mp3(47)))
    row.file.storage.delete(row.file.name)
    assert client.get(address(approval, "recording", row.pk)).status_code == 404


def test_staff_remove_their_own(client):
    approval = ApprovalFactory()
    staff(client, approval.station)
    province = add(approval, station=None)
    client.post(address(approval, "remove", add(approval).pk))
    assert list(Recording.objects.all()) == [province]
    assert client.post(address(approval, "remove", province.pk)).status_code == 404
