import datetime as dt

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.broadcast import recordings
from lessons.broadcast.errors import AlreadyWithdrawn
from lessons.models import Recording
from lms.shared.sound_uploads import BadRecording
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory
from tests.lessons.broadcast.sounds import mp3, ogg, upload

pytestmark = pytest.mark.django_db


def add(**given):
    given = {"version": None, "upload": upload(), "by": None, "now": timezone.now()} | given
    return recordings.add(**given | {"version": given["version"] or ScriptVersionFactory()})


def test_a_recording_is_kept_with_its_length_and_by_whom():
    user = UserFactory()
    row = add(by=user, cut=60)
    assert (row.format, row.seconds, row.cut, row.added_by, row.station) == ("mp3", 20, 60, user, None)
    assert row.size == len(mp3())
    assert row.file.name == f"radio/{row.sha256[:2]}/{row.sha256}.mp3"
    assert row.file.read() == mp3()


def test_what_it_holds_names_the_format_and_not_the_name():
    assert add(upload=upload(ogg(30), "bai.mp3")).format == "ogg"


def test_a_new_recording_takes_the_place_of_the_earlier_one(django_capture_on_commit_callbacks):
    first = add()
    with django_capture_on_commit_callbacks(execute=True):
        second = add(version=first.version, upload=upload(mp3(30)))
    assert [row.pk for row in Recording.objects.all()] == [second.pk]
    assert not storages["private"].exists(first.file.name)


def test_the_same_file_again_stays(django_capture_on_commit_callbacks):
    first = add()
    with django_capture_on_commit_callbacks(execute=True):
        again = add(version=first.version)
    assert storages["private"].exists(again.file.name)


def test_a_file_beside_two_versions_stays_until_neither_has_it(django_capture_on_commit_callbacks):
    first, second = add(upload=upload(mp3(41))), add(upload=upload(mp3(41)))
    name = first.file.name
    assert second.file.name == name
    with django_capture_on_commit_callbacks(execute=True):
        recordings.remove(recording=first)
    assert storages["private"].exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        recordings.remove(recording=second)
    assert not storages["private"].exists(name)


def test_stations_and_cuts_have_recordings_of_their_own():
    version, station = ScriptVersionFactory(), StationFactory()
    for where, cut in ((None, 0), (None, 60), (station, 0), (StationFactory(), 0)):
        add(version=version, station=where, cut=cut)
    assert version.recordings.count() == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"khong phai am thanh", "kind"),
        (b"\x00\x00\x00\x20ftypisom", "kind"),
        (mp3(1), "length"),
        (mp3(20), "size"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(settings, content, code):
    settings.LMS_RADIO_RECORDING_MAX_BYTES = len(mp3(20)) - 1
    before = storages["private"].listdir("radio")[0] if storages["private"].exists("radio") else []
    with pytest.raises(BadRecording) as error:
        add(upload=upload(content))
    assert error.value.code == code
    assert len(recordings.words_for(error.value)) > 20
    assert not Recording.objects.exists()
    assert (storages["private"].listdir("radio")[0] if storages["private"].exists("radio") else []) == before


def test_a_recording_of_a_withdrawn_version_is_refused_and_its_file_not_kept():
    with pytest.raises(AlreadyWithdrawn):
        add(version=ScriptVersionFactory(withdrawn=True), upload=upload(mp3(43)))
    assert not any(storages["private"].exists(f"radio/{name}") for name in _names(mp3(43)))


def _names(content):
    row = Recording(format="mp3", sha256=recordings.hashlib.sha256(content).hexdigest())
    return [f"{row.sha256[:2]}/{row.sha256}.mp3"]


def test_a_cut_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="45"):
        add(cut=45)


def test_one_recording_a_station_and_cut():
    row = add(station=StationFactory())
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_with_an_approval_go_those_of_the_province_and_its_own_made_since():
    approval = ApprovalFactory()
    old = approval.approved_at - dt.timedelta(days=1)
    province = add(version=approval.version, now=old)
    own = add(version=approval.version, station=approval.station)
    add(version=approval.version, station=StationFactory())
    add()
    assert recordings.for_approvals([approval]) == {approval.pk: [province, own]}
    Recording.objects.filter(pk=own.pk).update(added_at=old)
    assert recordings.for_approvals([approval]) == {approval.pk: [province]}


def test_a_notice_has_none(django_assert_num_queries):
    approval = ApprovalFactory(notice=NoticeFactory())
    with django_assert_num_queries(0):
        assert recordings.for_approvals([approval]) == {approval.pk: []}


def test_any_number_of_approvals_takes_one_query(django_assert_num_queries):
    station = StationFactory()
    approvals = [ApprovalFactory(station=station) for _n in range(4)]
    for one in approvals:
        add(version=one.version)
    with django_assert_num_queries(1):
        assert [len(rows) for rows in recordings.for_approvals(approvals).values()] == [1, 1, 1, 1]


def test_a_recording_is_not_among_the_files_that_a_web_server_gives_to_anybody(client):
    assert client.get(f"/media/{add().file.name}").status_code == 404
