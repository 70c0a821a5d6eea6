"""Counting visits: once each, for the right day and team, and never below nothing."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lessons.door import tallies
from lessons.door.tallies import Outcome, Press, count, own_sums, read_press
from lessons.models import DoorTally, TallyPress
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
A_DAY = 86_400
NOW = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)  # a Wednesday, ten in the morning here
TODAY = dt.date(2026, 11, 25)


def press(**given):
    return Press(**{"number": uuid.uuid4(), "app_key": "vneid", "outcome": Outcome.ALONE, **given})


@pytest.fixture
def member(db):
    return MembershipFactory().user


def total(**where):
    return tallies.sums(DoorTally.objects.filter(**where)).total


def test_a_press_counts_one_visit_for_the_members_team(member):
    assert count(member=member, press=press(), now=NOW)
    row = DoorTally.objects.get()
    assert (row.member, row.app_key, row.day, row.outcome, row.count) == (member, "vneid", TODAY, "tu-lam", 1)
    assert row.team == member.memberships.get().team


def test_the_same_press_sent_again_counts_nothing(member):
    one = press()
    assert [count(member=member, press=one, now=NOW) for _ in range(3)] == [True, False, False]
    assert total() == 1


def test_the_database_itself_knows_a_press_once(member):
    number = uuid.uuid4()
    TallyPress.objects.create(member=member, number=number, received_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        TallyPress.objects.create(member=member, number=number, received_on=TODAY)


def test_two_members_may_have_presses_of_one_number(member):
    one = press()
    assert count(member=member, press=one, now=NOW)
    assert count(member=MembershipFactory().user, press=one, now=NOW)
    assert total() == 2


def test_a_press_taken_back_is_no_visit(member):
    for by in (1, 1, -1):
        count(member=member, press=press(by=by), now=NOW)
    assert total() == 1


def test_a_tally_never_falls_below_nothing(member):
    count(member=member, press=press(by=-1), now=NOW)
    count(member=member, press=press(), now=NOW)
    assert total() == 1


@pytest.mark.parametrize(
    ("age", "day"),
    [
        (0, TODAY),
        (2 * A_DAY, TODAY - dt.timedelta(days=2)),
        (11 * 3600, TODAY - dt.timedelta(days=1)),  # before midnight here
        (-3 * A_DAY, TODAY),  # the phone's clock was set back
        (400 * A_DAY, TODAY - dt.timedelta(days=7)),  # or far on
        (10**9, TODAY - dt.timedelta(days=7)),
    ],
)
def test_the_day_is_told_by_age_and_lies_within_a_week(age, day):
    assert press(age=age).day(NOW) == day


def test_a_visit_counts_for_the_team_of_its_day(member):
    old = member.memberships.get()
    new = TeamFactory()
    old.valid_to = TODAY
    old.save()
    MembershipFactory(user=member, team=new, valid_from=TODAY)
    count(member=member, press=press(age=2 * A_DAY), now=NOW)
    count(member=member, press=press(), now=NOW)
    assert (total(team=old.team), total(team=new)) == (1, 1)


def test_a_member_of_no_team_has_one_row_a_day(member):
    alone = UserFactory()
    for _ in range(2):
        count(member=alone, press=press(), now=NOW)
    assert DoorTally.objects.get(member=alone, team=None).count == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        DoorTally.objects.create(member=alone, app_key="vneid", day=TODAY, outcome="tu-lam")


def test_the_week_begins_on_monday_and_the_month_on_its_first(member):
    for back, outcome in ((0, "tu-lam"), (2, "can-giup"), (3, "khong-may"), (24, "tu-lam"), (25, "tu-lam")):
        day = TODAY - dt.timedelta(days=back)
        DoorTally.objects.create(member=member, app_key="vneid", day=day, outcome=outcome, count=10)
    found = own_sums(member, TODAY)
    assert {name: one.total for name, one in found.items()} == {"today": 10, "week": 20, "month": 40}
    assert (found["month"].alone, found["month"].help, found["month"].no_phone) == (20, 10, 10)


def test_presses_are_forgotten_when_no_phone_can_send_them_any_more(member):
    count(member=member, press=press(), now=NOW - dt.timedelta(days=tallies.KEPT_DAYS + 1))
    fresh = press()
    count(member=member, press=fresh, now=NOW)
    assert tallies.forget_old_presses(now=NOW) == 1
    assert TallyPress.objects.get().number == fresh.number


def test_what_a_phone_writes_is_read():
    number = uuid.uuid4()
    assert read_press(sent(id=number.hex, outcome="can-giup", by="-1")) == Press(
        number, "vneid", "can-giup", -1, 86_400
    )


def sent(**fields):
    return {"id": uuid.uuid4().hex, "app": "vneid", "outcome": "tu-lam", "by": "1", "age": "86400", **fields}


@pytest.mark.parametrize(
    "wrong",
    [{"id": "x"}, {"id": ""}, {"by": "2"}, {"by": "²"}, {"by": ""}, {"outcome": "bay"}, {"age": "x"}, {"age": "1e9"},
     {"age": "99999999999"}, {"app": "<b>"}, {"app": ""}],
)  # fmt: skip
def test_what_is_no_press_is_passed_over(wrong):
    assert read_press(sent(**wrong)) is None


@given(st.dictionaries(st.sampled_from(["id", "app", "outcome", "by", "age"]), st.text(max_size=40)))
def test_no_words_make_the_reader_fail(fields):
    assert read_press(fields) is None


def test_what_is_kept_of_visits_is_shown_to_the_member(member):
    from lms.members.kept import kept_part

    count(member=member, press=press(), now=timezone.now())
    part = kept_part("door_tallies")
    assert part.count(member) == 1
    assert set(part.describe(part.rows(member))[0]) == set(part.fields)
    part.anonymise(member, timezone.now(), "")
    assert total() == 1
    assert not TallyPress.objects.exists()
