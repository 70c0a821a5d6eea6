"""The desk of a station: every text, how long it is there, how far its approval is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import approval as approvals
from lessons.broadcast import desk
from lessons.broadcast.desk import State
from lessons.models import Airing, Approval, GlossaryTerm, Pull, ScriptVersion
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db


def states(station):
    keys = dict(ScriptVersion.objects.values_list("pk", "script_key"))
    return {keys[row.pk]: row.state for row in desk.listed(station)}


def next_version(version, **values):
    """As the trainers publish it anew."""
    ScriptVersion.objects.filter(pk=version.pk).update(is_current=False)
    changed = {"parts": [{"kind": "content", "lines": ["Câu này là câu mới."]}], **values}
    return ScriptVersionFactory(script_key=version.script_key, number=version.number + 1, **changed)


def withdraw(version):
    ScriptVersion.objects.filter(pk=version.pk).update(
        is_current=False, withdrawn_at=timezone.now(), withdrawn_reason="Số điện thoại đã đổi."
    )


def test_a_text_that_nobody_approved_waits():
    assert states(StationFactory()) == {}
    version = ScriptVersionFactory()
    assert states(StationFactory()) == {version.script_key: State.WAITING}


def test_an_approved_text_is_approved_here_and_waits_elsewhere():
    approval = ApprovalFactory()
    assert states(approval.station) == {approval.version.script_key: State.APPROVED}
    assert states(StationFactory()) == {approval.version.script_key: State.WAITING}


def test_a_new_version_has_to_be_approved_anew():
    approval = ApprovalFactory()
    next_version(approval.version)
    assert states(approval.station) == {approval.version.script_key: State.CHANGED}


def test_words_of_the_station_that_changed_ask_for_a_new_approval():
    approval = ApprovalFactory(ended_at=timezone.now(), ended_why=Approval.Ended.CHANGED)
    assert states(approval.station) == {approval.version.script_key: State.CHANGED}


def test_an_approval_that_was_called_off_waits_again():
    approval = ApprovalFactory(ended_at=timezone.now(), ended_why=Approval.Ended.CALLED_OFF)
    assert states(approval.station) == {approval.version.script_key: State.WAITING}


def test_a_withdrawn_text_stays_in_sight_where_it_was_approved():
    approval = ApprovalFactory()
    withdraw(approval.version)
    assert states(approval.station) == {approval.version.script_key: State.WITHDRAWN}
    assert states(StationFactory()) == {}


def test_a_withdrawn_text_stays_in_sight_where_it_was_fetched():
    station, version = StationFactory(), ScriptVersionFactory(withdrawn=True)
    today = timezone.localdate()
    Pull.objects.create(station=station, version=version, way=Pull.Way.API, first_on=today, last_on=today)
    assert states(station) == {version.script_key: State.WITHDRAWN}


def test_a_withdrawn_text_stays_in_sight_where_it_was_broadcast():
    approval = ApprovalFactory()
    Airing.objects.create(
        station=approval.station,
        day=timezone.localdate(),
        slot=dt.time(17),
        approval=approval,
        version=approval.version,
        seconds=60,
        recorded_at=timezone.now(),
    )
    withdraw(approval.version)
    assert states(approval.station) == {approval.version.script_key: State.WITHDRAWN}


def test_what_replaced_a_withdrawn_version_is_shown_in_its_place():
    approval = ApprovalFactory()
    withdraw(approval.version)
    new = next_version(approval.version)
    assert [(row.pk, row.state) for row in desk.listed(approval.station)] == [(new.pk, State.CHANGED)]


def test_a_page_that_was_taken_down_is_gone():
    approval = ApprovalFactory()
    ScriptVersion.objects.update(is_current=False)
    assert states(approval.station) == {}


def test_the_newest_text_comes_first():
    old = ScriptVersionFactory(published_at=timezone.now() - dt.timedelta(days=2))
    new = ScriptVersionFactory()
    assert [row.pk for row in desk.listed(StationFactory())] == [new.pk, old.pk]


def test_the_lengths_are_those_of_the_station():
    ScriptVersionFactory()
    slow, fast = StationFactory(rate=150), StationFactory(rate=220)
    lengths = [desk.rows(station, desk.listed(station), [])[0].lengths.seconds for station in (slow, fast)]
    assert lengths[0] > lengths[1]


def test_only_cuts_that_are_shorter_than_the_text_are_told(settings):
    settings.LMS_RADIO_CUTS = [30, 180]
    ScriptVersionFactory()
    station = StationFactory(filled=True)
    row = desk.rows(station, desk.listed(station), [])[0]
    assert 30 < row.lengths.seconds < 180
    assert [limit for limit, _seconds in row.lengths.cuts] == [30]


def test_a_term_of_an_app_is_read_in_its_scripts_only():
    GlossaryTerm.objects.create(term="XYZ", say_as="ích i dét")
    GlossaryTerm.objects.create(term="XYZ", say_as="xuân yên dân", scope="ung-dung-mau")
    terms = desk.Glossary()
    assert terms.of("ung-dung-mau")["XYZ"] == "xuân yên dân"
    assert terms.of("khac")["XYZ"] == "ích i dét"


def test_texts_can_be_chosen_by_app_and_by_state(client):
    station = StationFactory()
    approved = ApprovalFactory(station=station).version
    other = ScriptVersionFactory(app_key="khac", app_title="Ứng dụng khác")
    client.force_login(announcer_of(station))

    def shown(**query):
        page = client.get(reverse("desk:desk", args=[station.pk]), query)
        return {row.version.pk for row in page.context["rows"]}

    assert shown() == {approved.pk, other.pk}
    assert shown(app="khac") == {other.pk}
    assert shown(tt="approved") == {approved.pk}
    assert shown(app="khac", tt="approved") == set()


def test_open_notices_stand_on_the_desk(client):
    station = StationFactory()
    NoticeFactory(station=station, title="Cúp điện")
    NoticeFactory(station=station, title="Họp xong", closed_at=timezone.now())
    NoticeFactory(station=station, title="Tuần trước", last_day=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(announcer_of(station))
    html = client.get(reverse("desk:desk", args=[station.pk])).content.decode()
    assert [title in html for title in ("Cúp điện", "Họp xong", "Tuần trước")] == [True, False, False]


def test_fifty_texts_cost_twelve_queries(client, django_assert_max_num_queries):
    station = StationFactory(filled=True)
    for number in range(51):
        version = ScriptVersionFactory(app_key=f"ung-dung-{number}")
        if number % 2:
            ApprovalFactory(station=station, version=version)
    ApprovalFactory(notice=NoticeFactory(station=station))
    client.force_login(approver_of(station))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("desk:desk", args=[station.pk]))
    assert len(page.context["rows"]) == 50
    assert len(client.get(reverse("desk:desk", args=[station.pk]), {"page": 2}).context["rows"]) == 1


def test_an_empty_desk_says_what_can_be_done(client):
    station = StationFactory()
    client.force_login(announcer_of(station))
    assert (
        reverse("desk:new_notice", args=[station.pk])
        in client.get(reverse("desk:desk", args=[station.pk])).content.decode()
    )


def test_what_was_approved_is_what_is_timed():
    station = StationFactory()
    short = [{"kind": "content", "lines": ["Ngắn thôi."]}]
    approval = ApprovalFactory(station=station, parts=short)
    row = desk.rows(station, desk.listed(station), approvals.standing(station))[0]
    assert row.approval == approval
    assert row.lengths.seconds == pytest.approx(2 / 3 + 0.5)


def test_a_new_reading_of_a_term_changes_the_length_at_once():
    station = StationFactory()
    ScriptVersionFactory(parts=[{"kind": "content", "lines": ["Mã XYZQ."]}])

    def lengths():
        return desk.rows(station, desk.listed(station), [])[0].lengths

    assert not lengths().ready
    term = GlossaryTerm.objects.create(term="XYZQ", say_as="một")
    short = lengths()
    term.say_as = "một hai ba bốn năm"
    term.save()
    assert short.ready
    assert lengths().seconds > short.seconds


def test_new_words_of_the_station_change_the_length_at_once():
    station = StationFactory()
    ScriptVersionFactory()
    before = desk.rows(station, desk.listed(station), [])[0].lengths.seconds
    station.contact = "tổ công nghệ số cộng đồng"
    assert desk.rows(station, desk.listed(station), [])[0].lengths.seconds > before
