"""Approving: only the text that was shown, only what can be read, and what must be said stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from lessons.broadcast import approval as approvals
from lessons.broadcast import notices, stations
from lessons.broadcast.errors import MustSayMissing, NotReady, TextChanged
from lessons.models import Approval, Notice, ScriptVersion
from lessons.radio.parts import CueKind, Part, digest
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db


def approve(text, station, *, parts=None, seen=None, by=None):
    base = approvals.base_parts(text, station)
    return approvals.approve(
        station=station,
        text=text,
        parts=base if parts is None else parts,
        seen=digest(base) if seen is None else seen,
        by=by or UserFactory(),
        now=timezone.now(),
    )


def standing(station):
    return list(approvals.standing(station))


def test_the_approved_text_has_the_words_of_the_place():
    made = approve(ScriptVersionFactory(), StationFactory(filled=True))
    written = [line for part in approvals.approved_parts(made) for line in part.lines]
    assert "Ai cần giúp, mời tới nhà văn hóa ấp Mẫu, sáng thứ bảy hằng tuần." in written


def test_approving_twice_is_one_approval():
    version, station = ScriptVersionFactory(), StationFactory()
    assert approve(version, station) == approve(version, station)
    assert Approval.objects.count() == 1


def test_another_text_of_the_same_version_replaces_the_first():
    version, station = ScriptVersionFactory(), StationFactory()
    first = approve(version, station)
    edited = [*approvals.base_parts(version, station), Part(CueKind.CONTENT, ("Thêm một câu của xã.",))]
    second = approve(version, station, parts=edited)
    first.refresh_from_db()
    assert (first.ended_why, standing(station)) == (Approval.Ended.AGAIN, [second])
    assert second.base_hash == first.base_hash != second.text_hash


def test_a_text_that_changed_since_it_was_shown_is_refused():
    with pytest.raises(TextChanged):
        approve(ScriptVersionFactory(), StationFactory(), seen="0" * 64)


def test_a_version_that_was_replaced_meanwhile_is_refused():
    version = ScriptVersionFactory()
    ScriptVersion.objects.update(is_current=False)
    with pytest.raises(TextChanged):
        approve(version, StationFactory())


def test_a_notice_that_was_rewritten_meanwhile_is_refused():
    shown = NoticeFactory()
    Notice.objects.filter(pk=shown.pk).update(text="Chiều mai họp.")
    with pytest.raises(TextChanged):
        approve(shown, shown.station)
    assert not Approval.objects.exists()


def test_a_closed_notice_is_refused():
    shown = NoticeFactory()
    notices.close(notice=shown, now=timezone.now())
    with pytest.raises(TextChanged):
        approve(shown, shown.station)


def test_what_must_be_said_cannot_be_edited_out():
    version, station = ScriptVersionFactory(), StationFactory()
    without = [part for part in approvals.base_parts(version, station) if part.kind is not CueKind.WARNING]
    with pytest.raises(MustSayMissing) as refused:
        approve(version, station, parts=without)
    assert refused.value.lines == ["Không đọc mã xác thực cho ai."]


def test_a_warning_moved_to_another_kind_counts_as_lost():
    version, station = ScriptVersionFactory(), StationFactory()
    moved = [
        Part(CueKind.CONTENT, part.lines) if part.kind is CueKind.WARNING else part
        for part in approvals.base_parts(version, station)
    ]
    with pytest.raises(MustSayMissing):
        approve(version, station, parts=moved)


@pytest.mark.parametrize("words", ["Gọi XYZQ ngay.", "Đến {chỗ nào}.", "<speak>Chào</speak>", "Ngày 31/02."])
def test_an_edit_that_cannot_be_read_is_refused(words):
    version, station = ScriptVersionFactory(), StationFactory()
    edited = [*approvals.base_parts(version, station), Part(CueKind.CONTENT, (words,))]
    with pytest.raises(NotReady):
        approve(version, station, parts=edited)


def test_a_text_without_words_is_refused():
    with pytest.raises(NotReady):
        approve(ScriptVersionFactory(parts=[{"kind": "music_in", "seconds": 8}]), StationFactory())


def test_a_withdrawn_version_is_read_nowhere():
    approval = ApprovalFactory()
    ScriptVersion.objects.update(is_current=False)
    assert standing(approval.station) == []


def test_a_closed_notice_is_read_nowhere():
    approval = ApprovalFactory(notice=NoticeFactory())
    notices.close(notice=approval.notice, now=timezone.now())
    assert standing(approval.station) == []


def test_calling_off_says_who_and_when_and_once():
    approval, first, second = ApprovalFactory(), UserFactory(), UserFactory()
    now = timezone.now()
    approvals.call_off(approval=approval, by=first, now=now)
    approvals.call_off(approval=approval, by=second, now=timezone.now())
    approval.refresh_from_db()
    assert (approval.ended_at, approval.ended_by, approval.ended_why) == (now, first, "called_off")


def test_new_words_of_the_station_end_only_what_they_change():
    station = StationFactory(filled=True)
    with_slots = ApprovalFactory(station=station)
    without = ApprovalFactory(
        station=station, version=ScriptVersionFactory(parts=[{"kind": "content", "lines": ["Không có chỗ trống."]}])
    )
    station.meeting_place = "trụ sở xã"
    ended = stations.save(station=station, by=UserFactory(), now=timezone.now(), told=[with_slots.pk])
    assert (ended, standing(station)) == (1, [without])


def test_nothing_is_saved_before_the_person_knows_what_it_ends():
    station = StationFactory(filled=True)
    approval = ApprovalFactory(station=station)
    station.meeting_place = "trụ sở xã"
    with pytest.raises(stations.StillApproved) as asked:
        stations.save(station=station, by=UserFactory(), now=timezone.now())
    station.refresh_from_db()
    assert (asked.value.approvals, station.meeting_place) == ([approval], "nhà văn hóa ấp Mẫu")


def test_a_local_edit_falls_with_the_words_it_was_built_on():
    version, station = ScriptVersionFactory(), StationFactory(filled=True)
    edited = [*approvals.base_parts(version, station), Part(CueKind.CONTENT, ("Thêm một câu của xã.",))]
    made = approve(version, station, parts=edited)
    station.contact = "số của xã"
    stations.save(station=station, by=UserFactory(), now=timezone.now(), told=[made.pk])
    assert standing(station) == []


def test_words_that_are_in_no_text_end_nothing():
    station = StationFactory(filled=True)
    approval = ApprovalFactory(station=station)
    station.commune_name, station.rate = "xã Khác", 200
    assert stations.save(station=station, by=UserFactory(), now=timezone.now()) == 0
    assert standing(station) == [approval]


def test_a_notice_is_read_on_its_last_day_and_not_after():
    today = timezone.localdate()
    notice = NoticeFactory(last_day=today)
    approve(notice, notice.station)
    assert len(standing(notice.station)) == 1
    Notice.objects.update(last_day=today - dt.timedelta(days=1))
    assert standing(notice.station) == []


def test_rewriting_a_notice_ends_its_approval_and_no_other():
    approval = ApprovalFactory(notice=NoticeFactory())
    other = ApprovalFactory(notice=NoticeFactory(station=approval.station))
    approval.notice.text = "Chiều mai họp."
    assert notices.rewrite(notice=approval.notice, by=UserFactory(), now=timezone.now()) == 1
    assert standing(approval.station) == [other]


def test_another_title_of_a_notice_ends_nothing():
    approval = ApprovalFactory(notice=NoticeFactory())
    approval.notice.title = "Tên khác"
    assert notices.rewrite(notice=approval.notice, by=UserFactory(), now=timezone.now()) == 0


def test_approvers_approve_in_their_own_commune_only():
    mine, other = StationFactory(), StationFactory()
    approver = approver_of(mine)
    assert (approvals.may_approve(approver, mine), approvals.may_approve(approver, other)) == (True, False)


def test_radio_staff_approve_nothing():
    station = StationFactory()
    assert not approvals.may_approve(announcer_of(station), station)


def test_approvers_of_the_commune_the_province_and_the_country_are_named():
    station = StationFactory()
    near, everywhere = approver_of(station), approver_of()
    approver_of(StationFactory())
    announcer_of(station)
    assert set(stations.approvers_of(station)) == {near, everywhere}
