"""A sheet that was filled in on a phone becomes a closed practice attempt, graded by the server from the answers."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lms.members.models import User
from quizzes import marking
from quizzes.answering import checked
from quizzes.errors import BadResponse, QuizError
from quizzes.kinds import Response
from quizzes.locks import lock_member
from quizzes.models import Answer, Attempt, AttemptItem, QuestionVersion, Quiz
from quizzes.regrading.keys import corrected_keys

from .choosing import open_questions

MOST = 200  # questions of one sheet


class NothingToKeep(QuizError):
    """Never taken later either: the phone drops it."""

    message = _("This quiz has changed: its questions are no longer for practice. Your answers were not kept.")
    status = 410


@dataclass(frozen=True, slots=True)
class Sent:
    """What a phone sent: by version (its id) the answer, None where there is none; and when, by our own clock
    (`lms.members.senders`). The phone made `key`, so that a sheet sent twice is kept once."""

    key: uuid.UUID
    answers: Mapping[int, Any]
    given_at: dt.datetime


def record(*, member: User, quiz: Quiz, sent: Sent, now: dt.datetime) -> Attempt:
    """The attempt that `sent` became, now or before. Raises NothingToKeep.

    Nothing is believed but the answers. Questions that are no longer for practice are left out, answers that do not
    fit their question count as none. It can never earn anything, whatever becomes of the quiz: nobody is told of it.
    """
    with transaction.atomic():
        lock_member(member.pk)  # the same sheet from two phones at one moment, or another attempt with this number
        known = Attempt.objects.filter(member=member, sent_key=sent.key).first()
        return known or _kept(member, quiz, sent, now)


def _kept(member: User, quiz: Quiz, sent: Sent, now: dt.datetime) -> Attempt:
    versions = _versions(quiz, sent)
    if not versions:
        raise NothingToKeep
    given_at = min(max(sent.given_at, member.date_joined), now)
    last = Attempt.objects.filter(member=member, quiz=quiz).aggregate(last=Max("number"))["last"] or 0
    attempt = Attempt.objects.create(
        quiz=quiz,
        member=member,
        number=last + 1,
        sent_key=sent.key,
        state=Attempt.State.CLOSED,
        started_at=given_at,
        closed_at=now,
        pass_percent=quiz.pass_percent,
        practice=True,
        immediate=True,
        mark=0,
        max_mark=len(versions),
        passed=False,
    )
    _store(attempt, versions, sent.answers, given_at, now)
    marking.set_result(attempt, marking.grade_items(attempt))
    attempt.save(update_fields=["mark", "passed"])
    return attempt


def _versions(quiz: Quiz, sent: Sent) -> list[QuestionVersion]:
    """Those that were sent and may be told: of one question the newest, in the order of the sheet."""
    order = list(sent.answers)[:MOST]
    rows = QuestionVersion.objects.filter(pk__in=order, question__in=open_questions(quiz)).order_by("number")
    newest = {version.question_id: version for version in rows}
    return sorted(newest.values(), key=lambda version: order.index(version.pk))


def _store(
    attempt: Attempt,
    versions: list[QuestionVersion],
    answers: Mapping[int, Any],
    given_at: dt.datetime,
    now: dt.datetime,
) -> None:
    corrected = corrected_keys(versions)
    items = AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=n,
            version=version,
            graded_by=corrected.get(version.pk),
            choice_order=version.asked.option_keys(),
        )
        for n, version in enumerate(versions, start=1)
    )
    Answer.objects.bulk_create(
        Answer(
            item=item,
            response=response,
            answered_at=given_at,
            saved_at=now,
            idempotency_key=uuid.uuid4(),
        )
        for item, version in zip(items, versions, strict=True)
        if (response := _fitting(version, answers[version.pk])) is not None
    )


def _fitting(version: QuestionVersion, given: Any) -> Response | None:
    try:
        return checked(version, given) if given is not None else None
    except BadResponse:
        return None
