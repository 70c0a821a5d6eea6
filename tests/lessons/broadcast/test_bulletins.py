"""Bulletins: the service and the running order."""

import datetime as dt

import pytest
from django.utils import timezone

from lessons.broadcast import airing, bulletins
from lessons.broadcast.running import running
from lessons.models import Airing
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

from .at_a_station import FIVE, bulletin_of, titles, with_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


# --- service ----------------------------------------------------------------------------------------


def test_a_slot_holds_one_bulletin(station):
    bulletin_of(station)
    with pytest.raises(bulletins.SlotTaken, match="17:00"):
        bulletin_of(station)
    assert bulletin_of(StationFactory())
    assert bulletin_of(station, starts_at=dt.time(5))


def test_a_bulletin_cannot_be_moved_onto_another(station):
    bulletin_of(station)
    other = bulletin_of(station, starts_at=dt.time(5))
    with pytest.raises(bulletins.SlotTaken):
        bulletins.change(bulletin=other, day=other.day, starts_at=FIVE, minutes=5, now=timezone.now())


def test_items_change_places(station):
    one, two, three = (ApprovalFactory(station=station) for _ in range(3))
    made = with_items(station, one, two, three)
    first, second, third = made.items.all()
    bulletins.move(item=third, up=True, now=timezone.now())
    bulletins.move(item=first, up=True, now=timezone.now())  # stays first
    bulletins.move(item=first, up=False, now=timezone.now())
    assert titles(made) == [three.title, one.title, two.title]
    assert second.bulletin_id == made.pk


def test_a_removed_item_leaves_the_others_in_order(station):
    one, two, three = (ApprovalFactory(station=station) for _ in range(3))
    made = with_items(station, one, two, three)
    bulletins.remove(item=made.items.all()[1], now=timezone.now())
    bulletins.move(item=made.items.all()[1], up=True, now=timezone.now())
    assert titles(made) == [three.title, one.title]


def test_an_item_that_was_removed_meanwhile_is_not_moved(station):
    one, two = (ApprovalFactory(station=station) for _ in range(2))
    made = with_items(station, one, two)
    last = made.items.last()
    bulletins.remove(item=last, now=timezone.now())
    bulletins.move(item=last, up=True, now=timezone.now())
    assert titles(made) == [one.title]


def test_an_approval_that_no_longer_stands_is_not_added(station):
    withdrawn = ApprovalFactory(station=station, version=ScriptVersionFactory(withdrawn=True))
    with pytest.raises(bulletins.BadBulletin):
        with_items(station, withdrawn)


def test_an_approval_of_another_station_is_not_added(station):
    with pytest.raises(bulletins.BadBulletin):
        with_items(station, ApprovalFactory())


@pytest.mark.parametrize("seconds", [0, -1, 601])
def test_music_has_a_length_of_music(station, seconds):
    with pytest.raises(bulletins.BadBulletin):
        bulletins.add_music(bulletin=bulletin_of(station), seconds=seconds, now=timezone.now())


def test_a_bulletin_has_forty_items_at_most(station):
    made = bulletin_of(station)
    for _ in range(40):
        bulletins.add_music(bulletin=made, seconds=5, now=timezone.now())
    with pytest.raises(bulletins.BadBulletin):
        bulletins.add_music(bulletin=made, seconds=5, now=timezone.now())


def test_a_copy_has_its_own_items_and_leaves_those_of_the_first(station):
    one = ApprovalFactory(station=station)
    old = with_items(station, one, repeats=[dt.time(5, 30)])
    new = bulletin_of(station, day=old.day + dt.timedelta(days=1), like=old)
    bulletins.remove(item=new.items.get(), now=timezone.now())
    assert titles(old) == [one.title]


def test_a_removed_bulletin_leaves_the_log(station):
    approval = ApprovalFactory(station=station)
    made = with_items(station, approval)
    airing.record(station=station, approval=approval, day=made.day, slot=FIVE, bulletin=made, now=timezone.now())
    bulletins.delete(bulletin=made)
    assert Airing.objects.get().bulletin is None


# --- running order ----------------------------------------------------------------------------------


def test_items_follow_each_other_at_the_rate_of_their_announcers(station):
    script, notice = ApprovalFactory(station=station), ApprovalFactory(notice=NoticeFactory(station=station))
    made = bulletin_of(station)
    bulletins.add_music(bulletin=made, seconds=12, now=timezone.now())
    for announcer in (None, AnnouncerFactory(station=station, rate=150)):
        bulletins.add_script(bulletin=made, approval=script, announcer=announcer, now=timezone.now())
    bulletins.add_notice(bulletin=made, approval=notice, now=timezone.now())
    order = running(made, station)
    _music, usual, slow, last = order.rows
    assert [usual.starts, slow.starts] == [12, 12 + usual.seconds]
    assert slow.seconds > usual.seconds
    assert order.total == last.starts + last.seconds
    assert order.over == order.total - 300


def test_a_withdrawn_text_is_left_out_until_a_new_one_is_approved(station):
    version = ScriptVersionFactory()
    made = with_items(station, ApprovalFactory(station=station, version=version))
    version.is_current, version.withdrawn_at, version.withdrawn_reason = False, timezone.now(), "Sai giờ."
    version.save()
    order = running(made, station)
    assert (order.left_out, order.total, order.read) == (1, 0, [])
    newer = ScriptVersionFactory(script_key=version.script_key, number=2, title="Bài mới")
    ApprovalFactory(station=station, version=newer)
    assert [row.title for row in running(made, station).read] == ["Bài mới"]


def test_a_word_that_lost_its_reading_is_left_out(station):
    parts = [{"kind": "content", "lines": ["Mã OTP là của riêng bà con."]}]
    made = with_items(station, ApprovalFactory(station=station, version=ScriptVersionFactory(parts=parts)))
    assert running(made, station).left_out == 1


def test_the_queries_of_a_running_order_do_not_grow_with_its_items(station, django_assert_max_num_queries):
    made = with_items(station, *(ApprovalFactory(station=station) for _ in range(20)))
    with django_assert_max_num_queries(4):
        assert len(running(made, station).read) == 20
