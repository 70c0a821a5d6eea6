"""Counts by sum against counts by looking at every certificate."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.certification import ledger
from quizzes.certification.award import award
from quizzes.certification.dates import dates_from_events, dates_of
from quizzes.certification.events import record
from quizzes.certification.states import A_DAY, state_on
from quizzes.models import Certificate, CertificateEvent, LedgerBalance, LedgerEntry, LedgerMonth, LessonChange
from tests.factories.members import CommuneFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

pytestmark = pytest.mark.django_db
Kind = CertificateEvent.Kind
FIRST = dt.date(2026, 1, 15)
NOON = timezone.make_aware(dt.datetime.combine(FIRST, dt.time(12)))


def at(days: int) -> dt.datetime:
    return NOON + dt.timedelta(days=days)


def looked_at(day: dt.date) -> dict[tuple[int | None, int, str], int]:
    """Every certificate asked for its state that day."""
    found = Counter()
    for one in Certificate.objects.all():
        if state := state_on(day, dates_of(one)):
            found[one.unit_id, one.certification_id, state.value] += 1
    return dict(found)


def give(member, certification, days: int, unit=None) -> Certificate:
    old = Certificate.objects.filter(member=member, superseded_at=None, revoked_at=None).first()
    made = award(member=member, certification=certification, now=at(days), old=old)
    return made


def test_an_award_counts_from_its_day_and_through_all_days_to_come():
    certification = CertificationFactory()
    give(UserFactory(), certification, 0)
    assert ledger.counts_on(FIRST - A_DAY) == {}
    assert ledger.total_on(FIRST) == {"current": 1}
    assert ledger.total_on(FIRST + 350 * A_DAY) == {"due": 1}
    assert ledger.total_on(FIRST + 370 * A_DAY) == {"grace": 1}
    assert ledger.total_on(FIRST + 3700 * A_DAY) == {"lapsed": 1}


def test_a_revocation_takes_the_days_to_come_back():
    made = give(UserFactory(), CertificationFactory(), 0)
    record(certificate=made, kind=Kind.REVOKED, now=at(9), reason="Mẫu")
    assert ledger.total_on(FIRST + 8 * A_DAY) == {"current": 1}
    assert ledger.total_on(FIRST + 9 * A_DAY) == {"revoked": 1}
    assert ledger.total_on(FIRST + 370 * A_DAY) == {"revoked": 1}


def test_a_revocation_that_is_dated_back_changes_the_past():
    made = give(UserFactory(), CertificationFactory(), 0)
    record(certificate=made, kind=Kind.REVOKED, now=at(90), effective_at=at(5), reason="Mẫu")
    assert ledger.total_on(FIRST + 6 * A_DAY) == {"revoked": 1}


def test_counts_are_narrowed_by_unit_and_certification():
    here, there = CommuneFactory(), CommuneFactory()
    one, other = CertificationFactory(), CertificationFactory()
    for unit, certification in ((here, one), (here, other), (there, one)):
        made = give(UserFactory(), certification, 0)
        LedgerEntry.objects.filter(unit=None).update(unit=unit)
        Certificate.objects.filter(pk=made.pk).update(unit=unit)
    assert ledger.total_on(FIRST, unit__in=[here.pk]) == {"current": 2}
    assert ledger.total_on(FIRST, certification=one) == {"current": 2}
    assert ledger.counts_on(FIRST, unit__in=[there.pk], state="current") == {(there.pk, one.pk, "current"): 1}


def test_folding_changes_no_count():
    certification, member = CertificationFactory(), UserFactory()
    give(member, certification, 0)
    give(UserFactory(), certification, 40)
    days = [FIRST + n * 7 * A_DAY for n in range(-2, 70)]
    before = [ledger.counts_on(day) for day in days]
    for month in (dt.date(2026, 3, 1), dt.date(2026, 5, 1), dt.date(2027, 1, 1)):
        assert ledger.fold(month=month, now=at(400))
        assert [ledger.counts_on(day) for day in days] == before


def test_an_entry_that_comes_after_its_month_was_folded_is_counted_at_once_and_folded_with_the_next():
    made = give(UserFactory(), CertificationFactory(), 0)
    ledger.fold(month=dt.date(2026, 3, 1), now=at(50))
    ledger.fold(month=dt.date(2026, 4, 1), now=at(80))
    record(certificate=made, kind=Kind.REVOKED, now=at(90), effective_at=at(5), reason="Mẫu")
    days = [FIRST + n * A_DAY for n in (4, 5, 50, 80, 100)]
    before = [ledger.counts_on(day) for day in days]
    assert before == [looked_at(day) for day in days]
    ledger.fold(month=dt.date(2026, 5, 1), now=at(120))
    assert [ledger.counts_on(day) for day in days] == before
    assert not LedgerEntry.objects.filter(day__lt=dt.date(2026, 5, 1), folded_in=None).exists()
    assert LedgerBalance.objects.get(month__first_day=dt.date(2026, 3, 1), state="revoked").count == 1


def test_a_month_is_folded_once_and_none_before_the_last():
    give(UserFactory(), CertificationFactory(), 0)
    assert ledger.fold(month=dt.date(2026, 3, 1), now=at(50))
    assert ledger.fold(month=dt.date(2026, 3, 31), now=at(50)) is None
    assert ledger.fold(month=dt.date(2026, 2, 1), now=at(50)) is None
    assert LedgerMonth.objects.count() == 1


def test_a_count_costs_one_query_however_many_members_there_are(django_assert_num_queries):
    certification = CertificationFactory()
    for _ in range(5):
        give(UserFactory(), certification, 0)
    ledger.fold(month=dt.date(2026, 3, 1), now=at(50))
    with django_assert_num_queries(1):
        assert ledger.total_on(FIRST + 60 * A_DAY) == {"current": 5}


acts = st.lists(
    st.tuples(
        st.sampled_from(["award", "confirm", "due", "not_due", "revoke", "fold"]),
        st.integers(0, 2),  # whose
        st.integers(0, 60),  # days since the act before
        st.integers(-30, 30),  # how far back or ahead it is dated
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts, waits=st.booleans(), asked=st.lists(st.integers(-10, 900), min_size=3, max_size=6))
def test_after_any_history_sums_equal_a_recount(db, acts, waits, asked):
    for model in (LedgerBalance, LedgerEntry, LedgerMonth, CertificateEvent, Certificate, LessonChange):
        model.objects.all().delete()
    certification = CertificationFactory(needs_confirmation=waits)
    members = [UserFactory() for _ in range(3)]
    day = 0
    for number, (act, whose, later, shift) in enumerate(acts):
        day += later
        play(act, members[whose], certification, day, shift, number)
    for when in asked:
        assert ledger.counts_on(FIRST + when * A_DAY) == looked_at(FIRST + when * A_DAY)
    rows = Certificate.objects.select_related("version").prefetch_related("events")
    recount = ledger.recounted((one.unit_id, one.certification_id, dates_from_events(one)) for one in rows)
    assert +ledger.entered() - +recount == Counter() == +recount - +ledger.entered()


def play(act, member, certification, day, shift, number) -> None:
    """One act; one that cannot be is left out, as the services refuse it."""
    standing = Certificate.objects.filter(member=member, superseded_at=None, revoked_at=None).first()
    if act == "fold":
        ledger.fold(month=FIRST + day * A_DAY, now=at(day))
    elif act == "award":
        give(member, certification, day)
    elif standing is None:
        return
    elif act == "confirm" and standing.counts_from is None:
        record(certificate=standing, kind=Kind.CONFIRMED, now=at(day))
    elif act == "due":
        change = LessonChange.objects.create(
            lesson_key=f"bai-{number}",
            edition=2,
            label="Bài",
            steps=[],
            reason="Mẫu",
            effective_on=FIRST,
            recorded_at=NOON,
        )
        record(certificate=standing, kind=Kind.DUE, now=at(day), effective_at=at(day + shift), change=change)
    elif act == "not_due" and (due := standing.events.filter(kind="due").last()):
        if not standing.events.filter(kind="not_due", change=due.change).exists():
            record(
                certificate=standing, kind=Kind.NOT_DUE, now=at(day), effective_at=due.effective_at, change=due.change
            )
    elif act == "revoke":
        record(certificate=standing, kind=Kind.REVOKED, now=at(day), effective_at=at(day + shift), reason="Mẫu")
