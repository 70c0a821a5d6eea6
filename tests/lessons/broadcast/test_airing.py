"""The log of what went on air."""

import datetime as dt
from unittest import mock

import pytest
from django.db import IntegrityError
from django.utils import timezone

from lessons.broadcast import airing, pulls
from lessons.broadcast.airing import BadAiring, call_off, record, record_now
from lessons.broadcast.months import Month
from lessons.models import Airing, Pull
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

pytestmark = pytest.mark.django_db
HERE = timezone.get_default_timezone()
FIVE = dt.time(17)


@pytest.fixture
def approval():
    return ApprovalFactory(approved_at=timezone.now() - dt.timedelta(days=90))


def aired(approval, **values):
    values = {"day": timezone.localdate(), "slot": FIVE, "now": timezone.now()} | values
    return record(station=approval.station, approval=approval, **values)


def test_a_double_tap_is_one_broadcast(approval):
    assert aired(approval) == aired(approval)
    assert Airing.objects.count() == 1


def test_two_taps_at_once_are_one_broadcast(approval):
    """The second looked before the first had written: the constraint speaks, and the first row is given."""
    first = aired(approval)
    with mock.patch.object(airing, "_same", side_effect=[None, first]):
        assert aired(approval) == first
    assert Airing.objects.count() == 1


def test_a_fault_that_is_no_double_tap_is_not_hidden(approval):
    with mock.patch.object(Airing.objects, "create", side_effect=IntegrityError), pytest.raises(IntegrityError):
        aired(approval)


def test_another_time_cut_or_day_is_another_broadcast(approval):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for values in ({}, {"slot": dt.time(5, 30)}, {"cut": 30}, {"day": yesterday}):
        aired(approval, **values)
    assert Airing.objects.count() == 4


def test_a_day_to_come_is_refused(approval):
    with pytest.raises(BadAiring):
        aired(approval, day=timezone.localdate() + dt.timedelta(days=1))


def test_sixty_days_back_are_recorded_and_sixty_one_are_not(approval):
    today = timezone.localdate()
    assert aired(approval, day=today - dt.timedelta(days=60))
    with pytest.raises(BadAiring):
        aired(approval, day=today - dt.timedelta(days=61))


def test_a_day_before_the_approval_is_refused():
    with pytest.raises(BadAiring):
        aired(ApprovalFactory(), day=timezone.localdate() - dt.timedelta(days=1))


def test_a_cut_that_there_is_not_is_refused(approval):
    with pytest.raises(BadAiring):
        aired(approval, cut=31)


def test_a_text_of_another_station_is_refused(approval):
    with pytest.raises(BadAiring):
        record(station=StationFactory(), approval=approval, day=timezone.localdate(), slot=FIVE, now=timezone.now())


def test_the_length_is_that_of_the_cut_at_the_announcers_rate(approval):
    slow = AnnouncerFactory(station=approval.station, rate=150)
    whole, short = aired(approval), aired(approval, cut=30)
    slower = aired(approval, slot=dt.time(5), announcer=slow)
    assert short.seconds <= 30 < whole.seconds < slower.seconds
    assert slower.announcer == slow.name


def test_what_was_called_off_may_be_recorded_again(approval):
    first = aired(approval)
    call_off(airing=first, now=timezone.now())
    second = aired(approval)
    assert first != second
    assert list(airing.aired(approval.station, second.day, second.day)) == [second]


def test_calling_off_twice_keeps_the_first_time(approval):
    row, now = aired(approval), timezone.now()
    call_off(airing=row, now=now)
    call_off(airing=row, now=now + dt.timedelta(hours=1))
    row.refresh_from_db()
    assert row.called_off_at == now


def test_a_notice_has_no_cuts():
    approval = ApprovalFactory(notice=NoticeFactory())
    assert aired(approval, cut=60) == aired(approval)
    assert Airing.objects.get().cut == 0


def test_just_now_is_this_minute_and_the_same_broadcast_for_ten_minutes(approval):
    now = dt.datetime(2026, 11, 20, 17, 3, 40, tzinfo=HERE)
    approval.approved_at = now - dt.timedelta(days=1)
    first = record_now(station=approval.station, approval=approval, now=now)
    assert (first.day, first.slot) == (dt.date(2026, 11, 20), dt.time(17, 3))
    later = [now + dt.timedelta(minutes=minutes) for minutes in (9, 11)]
    again = [record_now(station=approval.station, approval=approval, now=moment) for moment in later]
    assert again[0] == first
    assert again[1].slot == dt.time(17, 14)


def test_the_log_marks_what_was_aired_after_it_was_withdrawn(approval):
    withdrawn_at = dt.datetime(2026, 11, 20, 12, 0, tzinfo=HERE)
    approval.approved_at = withdrawn_at - dt.timedelta(days=3)
    for day, slot in ((19, 17), (20, 11), (20, 17), (21, 5)):
        aired(approval, day=dt.date(2026, 11, day), slot=dt.time(slot), now=withdrawn_at + dt.timedelta(days=2))
    version = approval.version
    version.is_current, version.withdrawn_at, version.withdrawn_reason = False, withdrawn_at, "Sai số điện thoại."
    version.save()
    marks = [row.after_withdrawal for row in airing.log_of(approval.station, Month.of(dt.date(2026, 11, 1)))]
    assert marks == [False, False, True, True]


def test_what_was_tapped_ahead_of_its_slot_is_not_marked_when_the_text_is_withdrawn_later(approval):
    withdrawn_at = dt.datetime(2026, 11, 20, 12, 0, tzinfo=HERE)
    approval.approved_at = withdrawn_at - dt.timedelta(days=3)
    aired(approval, day=dt.date(2026, 11, 20), slot=dt.time(17), now=withdrawn_at - dt.timedelta(hours=1))
    version = approval.version
    version.is_current, version.withdrawn_at, version.withdrawn_reason = False, withdrawn_at, "Sai số điện thoại."
    version.save()
    (row,) = airing.log_of(approval.station, Month.of(dt.date(2026, 11, 1)))
    assert not row.after_withdrawal


def test_a_log_is_that_of_its_month(approval):
    now = dt.datetime(2026, 11, 2, 8, tzinfo=HERE)
    approval.approved_at = now - dt.timedelta(days=9)
    for day in (dt.date(2026, 10, 31), dt.date(2026, 11, 1)):
        aired(approval, day=day, now=now)
    assert [row.day.month for row in airing.log_of(approval.station, Month(dt.date(2026, 10, 1)))] == [10]


@pytest.mark.parametrize("text", ["2026-11", "11/2026", " 2026-11 "])
def test_a_month_is_read_as_browsers_and_people_write_it(text):
    month = Month.parse(text)
    assert (month.first, month.last) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (month.previous.key, month.next.key) == ("2026-10", "2026-12")


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "0000-01", "9999-12", "20261-1", "２０２６-11", "x" * 999])
def test_what_is_no_month_is_none(text):
    assert Month.parse(text) is None


# --- pulls ------------------------------------------------------------------------------------------


def test_a_pull_keeps_its_first_and_last_day(django_assert_num_queries):
    station, version = StationFactory(), ScriptVersionFactory()
    now = dt.datetime(2026, 11, 20, 8, tzinfo=HERE)
    pulls.record(station=station, versions=[version], way=Pull.Way.PAGE, now=now)
    later = now + dt.timedelta(days=2)
    pulls.record(station=station, versions=[version], way=Pull.Way.PAGE, now=later)
    row = Pull.objects.get()
    assert (row.first_on, row.last_on) == (dt.date(2026, 11, 20), dt.date(2026, 11, 22))
    with django_assert_num_queries(1):  # the same day again writes nothing
        pulls.record(station=station, versions=[version], way=Pull.Way.PAGE, now=later)


def test_every_way_of_fetching_has_its_own_row():
    station, versions = StationFactory(), ScriptVersionFactory.create_batch(2)
    for way in (Pull.Way.PAGE, Pull.Way.FILE):
        pulls.record(station=station, versions=versions, way=way, now=timezone.now())
    assert Pull.objects.count() == 4


def test_an_older_day_never_moves_the_last_one_back():
    station, version, now = StationFactory(), ScriptVersionFactory(), timezone.now()
    for moment in (now, now - dt.timedelta(days=3)):
        pulls.record(station=station, versions=[version], way=Pull.Way.API, now=moment)
    assert Pull.objects.get().last_on == timezone.localdate(now)
