import datetime as dt

import pytest
from django.utils import timezone

from quizzes.certification import changes, ledger
from quizzes.certification.changes import announce, call_off, make_due, people_resting_on
from quizzes.certification.recount import compare
from quizzes.certification.states import State
from quizzes.errors import ReasonMissing
from quizzes.models import Certificate, CertificateLesson, LessonChange
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def certification():
    return CertificationFactory()


def holding(certification, edition=1, **fields):
    """A certificate that rests on an edition of the lesson."""
    made = CertificateFactory(certification=certification, **fields)
    CertificateLesson.objects.create(certificate=made, lesson_key="vneid-cai-dat", edition=edition)
    return made


def tell(**said):
    said = {"lesson_key": "vneid-cai-dat", "edition": 2, "label": "Cài VNeID", "reason": "Màn hình mới"} | said
    steps = [{"key": "mo-kho", "label": "Mở kho ứng dụng"}]
    change = announce(steps=steps, effective_on=said.pop("effective_on", TODAY), now=NOW, **said)
    make_due.func(change.pk)
    return change


def test_who_rests_on_an_earlier_edition_is_due_from_the_day_of_the_change(certification):
    made = holding(certification)
    change = tell(effective_on=TODAY + 5 * A_DAY)
    made.refresh_from_db()
    assert state_of(made) is State.CURRENT
    assert state_of(made, TODAY + 5 * A_DAY) is State.DUE
    event = made.events.get(kind="due")
    assert (event.change, event.reason) == (change, "Màn hình mới")
    assert LessonChange.objects.get().done_at


@pytest.mark.parametrize(
    "fields",
    [
        {"edition": 2},
        {"revoked_at": NOW},
        {"awarded_on": TODAY - 500 * A_DAY},
    ],
)
def test_who_knows_the_new_edition_or_holds_nothing_is_left_alone(certification, fields):
    made = holding(certification, **fields)
    tell()
    assert not made.events.filter(kind="due").exists()
    assert people_resting_on("vneid-cai-dat", 2, TODAY) == 0


def test_a_lesson_that_the_certificate_does_not_rest_on_changes_nothing(certification):
    made = holding(certification)
    tell(lesson_key="khac")
    assert not made.events.filter(kind="due").exists()


def test_it_is_said_beforehand_how_many_people_would_learn_again():
    member = UserFactory()
    for _ in range(2):
        holding(CertificationFactory(), member=member)
    holding(CertificationFactory())
    assert people_resting_on("vneid-cai-dat", 2, TODAY) == 2


def test_sums_equal_a_recount_after_it(certification):
    for _ in range(3):
        holding(certification)
    tell()
    assert ledger.total_on(TODAY) == {"due": 3}
    assert compare(certification).none


def test_the_event_carries_the_commune_of_that_time(certification):
    membership = MembershipFactory()
    made = holding(certification, member=membership.user)
    tell()
    assert made.events.get(kind="due").unit == membership.team.commune


def test_told_twice_it_counts_once(certification):
    made = holding(certification)
    assert tell() == tell()
    assert made.events.filter(kind="due").count() == 1


def test_work_cut_short_goes_on_where_it_stopped(certification, monkeypatch):
    monkeypatch.setattr(changes, "BATCH", 2)
    for _ in range(5):
        holding(certification)
    change = announce(
        lesson_key="vneid-cai-dat", edition=2, label="Bài", steps=[], reason="Mẫu", effective_on=TODAY, now=NOW
    )
    assert changes._next_batch(change, "due") == 2
    make_due.func(change.pk)
    assert ledger.total_on(TODAY) == {"due": 5}
    assert compare(certification).none


def test_without_a_reason_nothing_is_announced():
    with pytest.raises(ReasonMissing):
        tell(reason=" ")
    assert not LessonChange.objects.exists()


def test_a_change_marked_by_mistake_is_called_off_as_if_it_had_never_been(certification):
    made = holding(certification)
    change = tell()
    assert call_off(change=change, by=UserFactory(), now=NOW) == 1
    made.refresh_from_db()
    assert state_of(made) is State.CURRENT
    assert ledger.total_on(TODAY) == {"current": 1}
    assert compare(certification).none
    assert Certificate.objects.get().events.filter(kind="not_due").count() == 1


def test_calling_off_goes_on_where_it_stopped(certification, monkeypatch):
    for _ in range(5):
        holding(certification)
    change = tell()
    monkeypatch.setattr(changes, "BATCH", 2)
    assert call_off(change=change, by=UserFactory(), now=NOW) == 2
    change.refresh_from_db()
    assert change.done_at is None
    make_due.func(change.pk)
    change.refresh_from_db()
    assert change.done_at
    assert ledger.total_on(TODAY) == {"current": 5}
    assert compare(certification).none


def test_one_called_off_before_anything_was_done_makes_nothing_due(certification):
    made = holding(certification)
    change = announce(
        lesson_key="vneid-cai-dat", edition=2, label="Bài", steps=[], reason="Mẫu", effective_on=TODAY, now=NOW
    )
    assert call_off(change=change, by=UserFactory(), now=NOW) == 0
    make_due.func(change.pk)
    assert not made.events.filter(kind="due").exists()


def test_a_batch_costs_no_more_queries_for_many_than_for_one(certification, django_assert_max_num_queries):
    change = announce(
        lesson_key="vneid-cai-dat", edition=2, label="Bài", steps=[], reason="Mẫu", effective_on=TODAY, now=NOW
    )
    for _ in range(20):
        holding(certification, member=MembershipFactory().user)
    with django_assert_max_num_queries(12):
        assert changes._next_batch(change, "due") == 20
