"""Taking a quiz: start, save one answer, close. Every service locks first and then looks."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from lms.members.models import User
from lms.shared.messages import in_language

from . import grading, kinds
from .errors import AttemptClosed, BadResponse, EmptyQuiz, NoAttemptLeft, NotInAttempt, TooSoon
from .models import Answer, Attempt, AttemptItem, QuestionVersion, Quiz
from .signals import attempt_closed

_random = secrets.SystemRandom()


def start(*, member: User, quiz: Quiz, now: dt.datetime) -> Attempt:
    """The member's open attempt, made if there is none: questions, versions and orders are frozen here.

    Two tabs or a double click give one attempt: the database lets one through, the other gets the winner.
    Raises EmptyQuiz, NoAttemptLeft or TooSoon.
    """
    standing = Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.OPEN)
    if attempt := standing.first():
        return attempt
    try:
        with transaction.atomic():
            return _begin(member, quiz, now)
    except IntegrityError:
        if winner := standing.first():
            return winner
        raise


@dataclass(frozen=True, slots=True)
class Prospect:
    """Whether and when a member may begin another attempt. `left` is None where there is no limit."""

    limit: int | None
    left: int | None
    not_before: dt.datetime | None

    def allows(self, now: dt.datetime) -> bool:
        return self.left != 0 and (self.not_before is None or now >= self.not_before)

    def check(self, now: dt.datetime) -> None:
        if self.left == 0:
            raise NoAttemptLeft(limit=self.limit)
        if self.not_before is not None and now < self.not_before:
            local = timezone.localtime(self.not_before)
            raise TooSoon(time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")


def prospect_of(member: User, quiz: Quiz) -> Prospect:
    """One query at most."""
    if quiz.attempt_limit is None and not quiz.wait_minutes:
        return Prospect(None, None, None)
    closed = Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.CLOSED)
    seen = closed.aggregate(count=Count("pk"), last=Max("closed_at"))
    limit, wait = quiz.attempt_limit, dt.timedelta(minutes=quiz.wait_minutes)
    left = None if limit is None else max(limit - seen["count"], 0)
    return Prospect(limit, left, seen["last"] + wait if seen["last"] and wait else None)


def newest_versions(quiz: Quiz) -> list[QuestionVersion]:
    """The newest version of each question of `quiz`, in the order of the quiz."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number").values("pk")[:1]
    versions = QuestionVersion.objects.filter(question__quiz_items__quiz=quiz, pk=Subquery(newest))
    return list(versions.select_related("question").order_by("question__quiz_items__position"))


def _begin(member: User, quiz: Quiz, now: dt.datetime) -> Attempt:
    versions = newest_versions(quiz)
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
        max_mark=len(versions),
    )
    AttemptItem.objects.bulk_create(
        AttemptItem(attempt=attempt, position=n, version=version, choice_order=_order(version, quiz.shuffle))
        for n, version in enumerate(versions, start=1)
    )
    return attempt


def _order(version: QuestionVersion, shuffle: bool) -> list[str]:
    keys = version.asked.option_keys()
    if shuffle:
        _random.shuffle(keys)
    return keys


def save_answer(
    *, attempt: Attempt, position: int, response: dict[str, Any], idempotency_key: UUID, now: dt.datetime
) -> Answer:
    """Saves the answer that stands for one question; the latest one counts until the attempt is closed.

    The same answer sent twice under one key changes nothing. Another answer under the same key is a changed mind
    on a page the browser had kept, and is saved. Raises AttemptClosed, NotInAttempt or BadResponse.
    """
    with transaction.atomic():
        if not _locked(attempt).is_open:
            raise AttemptClosed
        item = (
            AttemptItem.objects.select_related("version", "answer").filter(attempt=attempt, position=position).first()
        )
        if item is None:
            raise NotInAttempt
        wanted = checked(item.version, response)
        answer = getattr(item, "answer", None)
        if answer and answer.idempotency_key == idempotency_key and answer.response == wanted:
            return answer
        if Answer.objects.filter(idempotency_key=idempotency_key).exclude(item=item).exists():
            raise BadResponse
        return Answer.objects.update_or_create(
            item=item, defaults={"response": wanted, "answered_at": now, "idempotency_key": idempotency_key}
        )[0]


def checked(version: QuestionVersion, response: Any) -> dict[str, Any]:
    """The response in the form its kind stores; raises BadResponse."""
    try:
        return version.asked.checked(response)
    except kinds.BadResponse as error:
        raise BadResponse(in_language(error.message, gettext)) from error


def close(*, attempt: Attempt, now: dt.datetime) -> Attempt:
    """Grades the attempt and tells the apps above; a second close gives the stored result and changes nothing.

    The member's row is locked before anything else: two quizzes closed at once by one member then wait for each
    other, and the second sees what the first earned.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).filter(pk=attempt.member_id).first()
        attempt = _locked(attempt)
        if not attempt.is_open:
            return attempt
        exact = _grade_items(attempt)
        attempt.mark = grading.to_mark(exact)
        attempt.passed = grading.reaches(grading.fraction(exact, attempt.max_mark), attempt.pass_percent)
        attempt.state = Attempt.State.CLOSED
        attempt.closed_at = max(now, attempt.started_at)
        attempt.save(update_fields=["mark", "passed", "state", "closed_at"])
        attempt_closed.send(sender=Attempt, attempt=attempt, now=attempt.closed_at)
    return attempt


def _locked(attempt: Attempt) -> Attempt:
    rows = Attempt.objects.select_for_update(no_key=True, of=("self",)).select_related("quiz", "member")
    return rows.get(pk=attempt.pk)


def _grade_items(attempt: Attempt) -> Fraction:
    items = list(attempt.items.select_related("version", "answer"))
    parts = [(share_of(item), item.max_mark) for item in items]
    for item, (share, highest) in zip(items, parts, strict=True):
        item.mark = grading.to_mark(share * Fraction(highest))
    AttemptItem.objects.bulk_update(items, ["mark"])
    return grading.total(parts)


def share_of(item: AttemptItem) -> Fraction:
    """What the item's answer earned; no answer earns nothing."""
    answer = getattr(item, "answer", None)
    return item.version.asked.share(answer.response if answer else None)
