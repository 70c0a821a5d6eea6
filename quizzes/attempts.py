"""Taking a quiz: start, save one answer, close. Every service locks first and then looks."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from lms.members.models import User

from . import answering, marking
from .answering import Saved, checked
from .choosing import chosen_versions, newest_versions
from .errors import BadResponse, EmptyQuiz, TimeOver
from .locks import lock_member
from .marking import grade_items, share_of
from .models import Attempt, AttemptItem, Certificate, QuestionVersion, Quiz
from .prospects import Prospect, prospect_of
from .signals import attempt_closed

__all__ = [
    "Prospect",
    "Saved",
    "checked",
    "close",
    "close_if_over",
    "close_overdue",
    "grade_items",
    "newest_versions",
    "prospect_of",
    "save_answer",
    "share_of",
    "start",
]

NO_TIME = dt.timedelta(0)


@dataclass(frozen=True, slots=True)
class Asking:
    """What an attempt asks to renew a certificate."""

    versions: Sequence[QuestionVersion]
    renews: Certificate


log = logging.getLogger(__name__)
_random = secrets.SystemRandom()


def start(*, member: User, quiz: Quiz, now: dt.datetime, asking: Asking | None = None) -> Attempt:
    """The member's open attempt, made if there is none: questions, versions, orders and rules are frozen here.
    `asking` chooses other questions than those of the quiz.

    Two tabs or a double click give one attempt: the member's row lets one through, the other gets the winner.
    An attempt whose time ran out unseen is closed and given back: nobody begins the next one by pressing "go on".
    Raises EmptyQuiz, NoAttemptLeft or TooSoon.
    """
    standing = Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.OPEN)
    if attempt := standing.first():
        return close_if_over(attempt=attempt, now=now)
    with transaction.atomic():
        # Another tab, or a sheet of this member keyed in at the same moment, would take the same number.
        lock_member(member.pk)
        return standing.first() or _begin(member, quiz, now, asking)


def _begin(member: User, quiz: Quiz, now: dt.datetime, asking: Asking | None) -> Attempt:
    versions = list(asking.versions) if asking else chosen_versions(quiz, member=member)
    if not versions:
        raise EmptyQuiz
    prospect_of(member, quiz).check(now)
    if quiz.shuffle:
        _random.shuffle(versions)
    last = Attempt.objects.filter(member=member, quiz=quiz).aggregate(last=Max("number"))["last"] or 0
    attempt = Attempt.objects.create(
        quiz=quiz,
        member=member,
        number=last + 1,
        started_at=now,
        pass_percent=quiz.pass_percent,
        practice=quiz.practice,
        immediate=quiz.feedback == Quiz.Feedback.IMMEDIATE,
        max_mark=len(versions),
        renews=asking.renews if asking else None,
        **_time_limit(quiz, now),
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=n, version=version, choice_order=_order(version, quiz.shuffle))
        for n, version in enumerate(versions, start=1)
    )
    return attempt


def _time_limit(quiz: Quiz, now: dt.datetime) -> dict[str, dt.datetime]:
    if quiz.time_limit_minutes is None:
        return {}
    due_at = now + dt.timedelta(minutes=quiz.time_limit_minutes)
    return {"due_at": due_at, "accepted_until": due_at + dt.timedelta(seconds=quiz.grace_seconds)}


def _order(version: QuestionVersion, shuffle: bool) -> list[str]:
    keys = version.asked.option_keys()
    if shuffle:
        _random.shuffle(keys)
    return keys


def save_answer(
    *,
    attempt: Attempt,
    position: int,
    response: Any,
    idempotency_key: UUID,
    now: dt.datetime,
    age: dt.timedelta = NO_TIME,
) -> Saved:
    """Saves an answer that was given `age` ago. The one given last stands, the others are kept as history; in an
    attempt with immediate feedback the first one is final.

    The same answer sent twice under one key changes nothing. Another answer under the same key is a changed mind
    on a page the browser had kept, and is saved. Raises AttemptClosed, TimeOver (the attempt is closed then),
    AnswerFinal, NotInAttempt or BadResponse.
    """
    arrival = answering.Arrival(response, idempotency_key, now, age)
    try:
        with transaction.atomic():
            return answering.save(_locked(attempt), position, arrival)
    except TimeOver:
        close(attempt=attempt, now=now)
        raise
    except IntegrityError as error:  # the key came at the same moment with an answer of another attempt
        raise BadResponse from error


def close(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """Grades the attempt and tells the apps above; a second close gives the stored result and changes nothing.

    One whose time had run out was closed then, whenever that is noticed; what it earns is earned now.
    The member's row is locked before anything else: two quizzes closed at once by one member then wait for each
    other, and the second sees what the first earned.
    """
    with transaction.atomic():
        member = lock_member(attempt.member_id)
        attempt = _locked(attempt, "quiz")
        if member:  # without them there is no attempt either
            attempt.member = member
        if not attempt.is_open:
            return attempt
        marking.set_result(attempt, marking.grade_items(attempt))
        attempt.state = Attempt.State.CLOSED
        attempt.closed_at = max(min(now, attempt.accepted_until or now), attempt.started_at)
        attempt.save(update_fields=["mark", "passed", "state", "closed_at"])
        attempt_closed.send(sender=Attempt, attempt=attempt, now=max(now, attempt.closed_at))
    return attempt


def close_if_over(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """Closes the attempt with what was saved if its time has run out, grace included."""
    return close(attempt=attempt, now=now) if attempt.is_open and attempt.is_over(now) else attempt


def close_overdue(*, now: dt.datetime, limit: int = 500) -> int:
    """Closes attempts whose time ran out and to which nobody came back, the oldest first; how many were closed."""
    overdue = Attempt.objects.filter(state=Attempt.State.OPEN, accepted_until__lt=now).order_by("accepted_until")
    return sum(_closed_quietly(attempt, now) for attempt in overdue[:limit])


def _closed_quietly(attempt: Attempt, now: dt.datetime) -> bool:
    """One that cannot be graded must not keep the others waiting."""
    try:
        close(attempt=attempt, now=now)
    except Exception:
        log.exception("Attempt %s is over and could not be closed.", attempt.pk)
        return False
    return True


def _locked(attempt: Attempt, *related: str) -> Attempt:
    rows = Attempt.objects.select_for_update(no_key=True, of=("self",))
    return (rows.select_related(*related) if related else rows).get(pk=attempt.pk)
