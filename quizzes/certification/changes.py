"""Important changes of lessons: whom they concern, and making their certificates due.

Certificates are made due in batches, each in a transaction of its own, so that thousands of them hold no lock for
long; one cut short goes on where it stopped, and none is made due twice by one change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from lms.members.models import Unit, User
from lms.members.teams import communes_of
from lms.shared.vietnamese import normalise_line
from quizzes.errors import ReasonMissing
from quizzes.models import Certificate, CertificateEvent, LedgerEntry, LessonChange
from quizzes.signals import certificate_changed

from . import ledger
from .dates import dates_from_events, dates_of, take_over
from .events import Kind

BATCH = 200


# --- selectors --------------------------------------------------------------------------------------
def resting_on(lesson_key: str, before: int, day: dt.date) -> QuerySet[Certificate]:
    """Certificates that stand, have not lapsed, and rest on an edition of the lesson before `before`."""
    standing = Certificate.objects.filter(superseded_at=None, revoked_at=None, lapses_on__gt=day)
    return standing.filter(lessons__lesson_key=lesson_key, lessons__edition__lt=before)


def people_resting_on(lesson_key: str, before: int, day: dt.date) -> int:
    """How many members an important change would ask to learn again."""
    return resting_on(lesson_key, before, day).aggregate(people=Count("member", distinct=True))["people"]


def progress_of(change: LessonChange) -> tuple[int, int]:
    """How many certificates have their event by now, and how many will have one."""
    kind = Kind.NOT_DUE if change.called_off_at else Kind.DUE
    done = change.events.filter(kind=kind).count()
    return done, done + _left(change, kind, timezone.localdate()).count()


def in_list() -> QuerySet[LessonChange]:
    """All changes, newest first, each with `due`: how many certificates it made due."""
    return LessonChange.objects.select_related("actor").annotate(due=Count("events", filter=Q(events__kind=Kind.DUE)))


# --- services ---------------------------------------------------------------------------------------
def announce(
    *,
    lesson_key: str,
    edition: int,
    label: str,
    steps: Sequence[Mapping[str, str]],
    reason: str,
    effective_on: dt.date,
    now: dt.datetime,
    actor: User | None = None,
) -> LessonChange:
    """Certificates that rest on an edition before `edition` are due from `effective_on`; told twice, it counts once.

    `steps` are [{"key", "label"}] of what changed. The work is done in the background. Raises ReasonMissing.
    """
    if not (why := normalise_line(reason)[:300]):
        raise ReasonMissing
    said = {
        "label": label[:200],
        "steps": [{"key": step["key"], "label": step["label"]} for step in steps],
        "reason": why,
        "effective_on": effective_on,
        "recorded_at": now,
        "actor": actor,
    }
    with transaction.atomic():
        change, new = LessonChange.objects.get_or_create(lesson_key=lesson_key, edition=edition, defaults=said)
        if new:
            transaction.on_commit(lambda: make_due.enqueue(change.pk))
    return change


@task(backend="bulk")
def make_due(change_pk: int) -> None:
    """Does what is left of the change, or of calling it off; harmless when run again or by two workers."""
    while change := LessonChange.objects.filter(pk=change_pk, done_at=None).first():
        if not _next_batch(change, Kind.NOT_DUE if change.called_off_at else Kind.DUE):
            # Not done if it was called off in the meantime.
            same = LessonChange.objects.filter(pk=change_pk, called_off_at=change.called_off_at)
            same.update(done_at=timezone.now())


def call_off(*, change: LessonChange, by: User, now: dt.datetime) -> int:
    """The change was marked important by mistake: what it made due is no longer, as if it had never been. The first
    certificates at once, the others in the background; how many at once. Called off twice, it counts once."""
    with transaction.atomic():
        rows = LessonChange.objects.filter(pk=change.pk, called_off_at=None)
        if not rows.update(called_off_at=now, called_off_by=by, done_at=None):
            return 0
        transaction.on_commit(lambda: make_due.enqueue(change.pk))
    change.refresh_from_db()
    return _next_batch(change, Kind.NOT_DUE)


def resume(*, change: LessonChange) -> None:
    """Wakes a change whose worker died. Beside one that still runs, a second worker finds nothing left to do."""
    make_due.enqueue(change.pk)


def requeue_left() -> int:
    """For a worker that starts: changes that another one left open go on; how many."""
    left = list(LessonChange.objects.filter(done_at=None).order_by("pk").values_list("pk", flat=True))
    for number in left:
        make_due.enqueue(number)
    return len(left)


def _next_batch(change: LessonChange, kind: CertificateEvent.Kind) -> int:
    """Members are locked first, in the order of their keys (docs/decisions/0007)."""
    now, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        change = LessonChange.objects.select_for_update().get(pk=change.pk)  # two workers take turns
        members = _left(change, kind, today).order_by("member").values_list("member", flat=True)[:BATCH]
        list(User.objects.select_for_update(no_key=True).filter(pk__in=list(members)).order_by("pk"))
        rows = _left(change, kind, today).filter(member__in=list(members)).select_related("version")
        certificates = list(rows.prefetch_related("events").order_by("pk"))
        units = communes_of({one.member_id for one in certificates}, today)
        events, entries = [], []
        for one in certificates:
            event = _event(one, change, kind, now, units.get(one.member_id))
            before = dates_of(one)
            one._prefetched_objects_cache["events"] = [*one.events.all(), event]  # type: ignore[attr-defined]
            take_over(one, dates_from_events(one))
            events.append(event)
            entries += ledger.entries(one, before, dates_of(one))
        CertificateEvent.objects.bulk_create(events)
        Certificate.objects.bulk_update(certificates, ["due_on", "counts_from"])
        LedgerEntry.objects.bulk_create(entries)
        for one in certificates:
            certificate_changed.send(sender=Certificate, certificate=one, kind=kind, now=now)
    return len(certificates)


def _left(change: LessonChange, kind: CertificateEvent.Kind, day: dt.date) -> QuerySet[Certificate]:
    """The certificates that have still to get this event. A change called off makes nothing due any more."""
    if kind == Kind.DUE:
        if change.called_off_at:
            return Certificate.objects.none()
        rows = resting_on(change.lesson_key, change.edition, day)
    else:
        rows = Certificate.objects.filter(events__change=change, events__kind=Kind.DUE)
    return rows.exclude(pk__in=CertificateEvent.objects.filter(change=change, kind=kind).values("certificate"))


def _event(
    one: Certificate, change: LessonChange, kind: CertificateEvent.Kind, now: dt.datetime, unit: Unit | None
) -> CertificateEvent:
    moment = timezone.make_aware(dt.datetime.combine(change.effective_on, dt.time()))
    actor = change.actor if kind == Kind.DUE else change.called_off_by
    return CertificateEvent(
        certificate=one,
        kind=kind,
        effective_at=moment,
        recorded_at=now,
        actor=actor,
        reason=change.reason if kind == Kind.DUE else "",
        change=change,
        unit=unit,
    )
