"""Two people at one text at the same moment. On PostgreSQL only, as tests/quizzes/test_concurrency.py says."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from lessons.broadcast import airing, notices, stations, tokens, versions
from lessons.broadcast import approval as approvals
from lessons.broadcast.withdrawal import withdraw
from lessons.models import Airing, Approval, Notice, Station, StationToken
from lessons.radio.parts import CueKind, Part, digest
from tests.factories.members import CommuneFactory, UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory
from tests.quizzes.test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]


def approve(text, station, *more, by):
    base = approvals.base_parts(text, station)
    return approvals.approve(
        station=station, text=text, parts=[*base, *more], seen=digest(base), by=by, now=timezone.now()
    )


@pytest.mark.parametrize("round_", range(3))
def test_two_approvers_of_one_text_make_one_approval(round_):
    version, station, people = ScriptVersionFactory(), StationFactory(), [UserFactory() for _ in range(4)]
    made = at_once(*(lambda one=one: approve(version, station, by=one) for one in people))
    assert {one.pk for one in made} == {Approval.objects.get().pk}


@pytest.mark.parametrize("round_", range(3))
def test_of_two_texts_approved_at_once_one_stands(round_):
    version, station, by = ScriptVersionFactory(), StationFactory(), UserFactory()
    edits = [Part(CueKind.CONTENT, (words,)) for words in ("Thêm một câu.", "Thêm câu khác.")]
    made = at_once(*(lambda edit=edit: approve(version, station, edit, by=by) for edit in edits))
    assert all(isinstance(one, Approval) for one in made), made
    assert approvals.standing(station).count() == 1
    assert Approval.objects.filter(ended_why=Approval.Ended.AGAIN).count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_a_notice_rewritten_while_it_is_approved_never_stands_with_other_words(round_):
    notice, by = NoticeFactory(), UserFactory()

    def rewrite():
        mine = Notice.objects.get(pk=notice.pk)
        mine.text = "Chiều mai họp."
        return notices.rewrite(notice=mine, by=by, now=timezone.now())

    at_once(lambda: approve(notice, notice.station, by=by), rewrite)
    now = Notice.objects.get(pk=notice.pk)
    assert all(one.base_hash == digest(approvals.notice_parts(now)) for one in approvals.standing(notice.station))


@pytest.mark.parametrize("round_", range(5))
def test_words_saved_while_a_text_is_approved_never_leave_the_old_ones_on_air(round_):
    version, station, by = ScriptVersionFactory(), StationFactory(filled=True), UserFactory()

    def save():
        mine = Station.objects.get(pk=station.pk)
        mine.meeting_place = "trụ sở xã"
        return stations.save(station=mine, by=by, now=timezone.now())

    at_once(lambda: approve(version, station, by=by), save)
    now = Station.objects.get(pk=station.pk)
    fresh = digest(approvals.base_parts(version, now))
    assert all(one.base_hash == fresh for one in approvals.standing(now))


@pytest.mark.parametrize("round_", range(3))
def test_a_version_withdrawn_while_it_is_approved_never_stands(round_):
    version, station, by = ScriptVersionFactory(), StationFactory(), UserFactory()
    at_once(
        lambda: approve(version, station, by=by),
        lambda: withdraw(version=version, reason="Số điện thoại đã đổi.", by=by, now=timezone.now()),
    )
    assert not approvals.standing(station).exists()


@pytest.mark.parametrize("round_", range(3))
def test_a_version_taken_down_while_it_is_approved_never_stands(round_):
    version, station, by = ScriptVersionFactory(), StationFactory(), UserFactory()
    at_once(lambda: approve(version, station, by=by), lambda: versions.take_down(script_key=version.script_key))
    assert not approvals.standing(station).exists()


@pytest.mark.parametrize("round_", range(3))
def test_taps_at_the_same_moment_are_one_broadcast(round_):
    approval, now = ApprovalFactory(), timezone.now()
    tap = lambda: airing.record_now(station=approval.station, approval=approval, now=now)  # noqa: E731
    made = at_once(*[tap] * 4)
    assert {one.pk for one in made} == {Airing.objects.get().pk}


def test_two_who_set_up_a_station_at_once_make_one():
    commune = CommuneFactory()
    made = at_once(*[lambda: stations.create(station=stations.proposed(commune))] * 2)
    assert sorted(type(one).__name__ for one in made) == ["Station", "StationExists"]


def test_the_last_secret_is_made_once():
    station = StationFactory()
    for _ in range(tokens.MOST_IN_USE - 1):
        tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=timezone.now())
    at_once(*[lambda: tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=timezone.now())] * 4)
    assert StationToken.objects.count() == tokens.MOST_IN_USE
