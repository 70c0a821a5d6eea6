"""Notices: written by the radio staff, approved by the commune, closed when they are over."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import approval as approvals
from lessons.models import Approval, Notice
from tests.factories.radio import ApprovalFactory, NoticeFactory, StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


@pytest.fixture
def notice(station):
    return NoticeFactory(station=station)


@pytest.fixture
def staff(client, station):
    user = announcer_of(station)
    client.force_login(user)
    return user


@pytest.fixture
def approver(client, station):
    user = approver_of(station)
    client.force_login(user)
    return user


def address(notice):
    return reverse("desk:notice", args=[notice.station_id, notice.pk])


def send(client, notice, act, **fields):
    return client.post(address(notice), {"act": act, **fields})


def test_radio_staff_write_a_notice(client, station, staff):
    target = reverse("desk:new_notice", args=[station.pk])
    client.post(
        target, {"title": " Cúp  điện ", "text": "Sáng mai cúp điện.\r\n\r\n  Từ 8h. ", "last_day": "30/11/2026"}
    )
    made = Notice.objects.get()
    assert (made.title, made.text, made.created_by) == ("Cúp điện", "Sáng mai cúp điện.\nTừ 8h.", staff)


@pytest.mark.parametrize("sent", [{"title": ""}, {"title": "A", "text": " \n "}, {"title": "A", "text": "x" * 6001}])
def test_a_notice_without_words_or_too_long_is_refused(client, station, staff, sent):
    answer = client.post(reverse("desk:new_notice", args=[station.pk]), sent)
    assert (answer.status_code, Notice.objects.count()) == (422, 0)


def test_other_words_have_to_be_approved_again(client, notice, staff):
    approval = ApprovalFactory(notice=notice)
    send(client, notice, "save", title="Họp", text="Chiều mai họp.")
    approval.refresh_from_db()
    notice.refresh_from_db()
    assert (approval.ended_why, notice.text) == (Approval.Ended.CHANGED, "Chiều mai họp.")


def test_the_same_words_keep_their_approval(client, notice, staff):
    ApprovalFactory(notice=notice)
    send(client, notice, "save", title="Tên khác", text=notice.text)
    assert approvals.standing(notice.station).exists()


def test_a_save_that_is_refused_changes_nothing(client, notice, staff):
    answer = send(client, notice, "save", title="", text="Chiều mai họp.")
    assert (answer.status_code, Notice.objects.get().text) == (422, notice.text)
    assert "Chiều mai họp.</textarea>" in answer.content.decode()


def test_an_approver_approves_the_notice_that_was_shown(client, notice, approver):
    seen = client.get(address(notice)).context["review"].seen
    send(client, notice, "approve", seen=seen)
    assert approvals.standing(notice.station).get().approved_by == approver


def test_a_notice_that_was_rewritten_meanwhile_is_not_approved(client, notice, approver):
    seen = client.get(address(notice)).context["review"].seen
    Notice.objects.update(text="Chiều mai họp.")
    assert send(client, notice, "approve", seen=seen).status_code == 409
    assert not Approval.objects.exists()


def test_an_approver_calls_off_a_notice(client, notice, approver):
    ApprovalFactory(notice=notice)
    send(client, notice, "call_off")
    assert not approvals.standing(notice.station).exists()


@pytest.mark.parametrize("act", ["approve", "call_off"])
def test_radio_staff_do_not_approve_their_own_notice(client, notice, staff, act):
    assert send(client, notice, act).status_code == 403


@pytest.mark.parametrize("act", ["save", "close", "unknown"])
def test_approvers_do_not_change_a_notice(client, notice, approver, act):
    assert send(client, notice, act, title="A", text="B.").status_code == 403


def test_a_closed_notice_is_read_no_more(client, notice, staff):
    ApprovalFactory(notice=notice)
    send(client, notice, "close")
    assert Notice.objects.get().closed_at is not None
    assert not approvals.standing(notice.station).exists()


def test_a_closed_notice_is_not_approved(client, notice, approver):
    Notice.objects.update(closed_at=timezone.now())
    seen = client.get(address(notice)).context["review"].seen
    assert send(client, notice, "approve", seen=seen).status_code == 409


def test_what_is_hard_on_the_ear_is_told(client, station, staff):
    notice = NoticeFactory(station=station, text="Khuyến mãi lớn tại www.example.vn (chỉ hôm nay).")
    hints = client.get(address(notice)).context["review"].hints
    assert len(hints) >= 3


def test_nobody_expects_a_repeat_in_a_notice(client, notice, staff):
    assert client.get(address(notice)).context["review"].hints == []


def test_the_list_costs_the_same_for_thirty(client, station, staff, django_assert_max_num_queries):
    for _ in range(30):
        ApprovalFactory(notice=NoticeFactory(station=station))
    with django_assert_max_num_queries(10):
        client.get(reverse("desk:notices", args=[station.pk]))
