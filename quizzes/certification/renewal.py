"""Renewing a certificate: a few questions about what changed since its award, and then a new one in its place."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lms.members.models import User
from quizzes import attempts, links
from quizzes.choosing import pool_of
from quizzes.errors import NotDue
from quizzes.models import Attempt, Certificate, Certification, QuestionVersion, Quiz

from . import rules
from .award import award, award_earned, lessons_of
from .dates import dates_of
from .evidence import closed_attempts
from .sheet import code_of
from .states import RENEWABLE, state_on
from .versions import renewal_title

_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Renewal:
    """What renewing a certificate asks: `changed` are the words of steps that changed since its award."""

    certificate: Certificate
    changed: tuple[str, ...]
    versions: tuple[QuestionVersion, ...]
    by_changes: bool  # whether the questions are about what changed; else they are some of all


# --- selectors --------------------------------------------------------------------------------------
def renewal_of(certificate: Certificate, now: dt.datetime) -> Renewal:
    """Every question about a step that was changed or added since the award; where nothing changed, or no question
    asks for what did, LMS_RENEWAL_QUESTIONS of all, drawn anew. Raises NotDue."""
    if not _may_be_renewed(certificate, timezone.localdate(now)):
        raise NotDue(code=code_of(certificate))
    editions = dict(certificate.lessons.values_list("lesson_key", "edition"))
    changed = links.changes_since(editions)
    steps = {(lesson, step) for lesson, step, _words in changed}
    pool = pool_of(rules.quizzes_of(rules.parse(certificate.certification.rule)))
    asked = [version for version in pool if (version.teaches_lesson, version.teaches_step) in steps]
    words = tuple(words for _lesson, _step, words in changed)
    if asked:
        return Renewal(certificate, words, tuple(asked), by_changes=True)
    drawn = _random.sample(pool, min(settings.LMS_RENEWAL_QUESTIONS, len(pool)))
    return Renewal(certificate, words, tuple(drawn), by_changes=False)


def _may_be_renewed(certificate: Certificate, day: dt.date) -> bool:
    return state_on(max(day, certificate.awarded_on), dates_of(certificate)) in RENEWABLE


# --- services ---------------------------------------------------------------------------------------
def start_renewal(*, member: User, certificate: Certificate, now: dt.datetime) -> Attempt:
    """The member's open attempt at renewing, made if there is none. Raises NotDue, or what `attempts.start` does."""
    with transaction.atomic():
        quiz = renewal_quiz_of(certificate.certification)
    standing = Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.OPEN).first()
    if standing and standing.renews_id != certificate.pk:  # begun for one that was replaced since
        attempts.close(attempt=standing, now=now)
    renewal = renewal_of(certificate, now)
    asking = attempts.Asking(renewal.versions, renews=certificate)
    return attempts.start(member=member, quiz=quiz, now=now, asking=asking)


def renewal_quiz_of(certification: Certification) -> Quiz:
    """The quiz that holds the rules of renewing (pass mark, waiting time); made where there is none. It has no
    questions of its own. Runs in a transaction."""
    locked = (
        Certification.objects.select_for_update(of=("self",)).select_related("renewal_quiz").get(pk=certification.pk)
    )
    if locked.renewal_quiz is None:
        locked.renewal_quiz, _made = Quiz.objects.get_or_create(
            key=f"gia-han-{locked.key}"[:60], defaults={"title": renewal_title(locked.title)}
        )
        locked.save(update_fields=["renewal_quiz"])
    return locked.renewal_quiz


def on_attempt_closed(*, attempt: Attempt, now: dt.datetime, **_kwargs: Any) -> None:
    """Receiver of `attempt_closed`: a passed renewal gives a new certificate. The member's row is locked."""
    if attempt.renews_id is not None and attempt.passed and not attempt.practice:
        renew(certificate_pk=attempt.renews_id, attempt=attempt, now=now)


def renew(*, certificate_pk: int, attempt: Attempt, now: dt.datetime) -> Certificate | None:
    """None where the certificate was withdrawn or replaced since.

    One that lapsed while the questions were answered is renewed all the same: it was in time when they were begun.
    """
    old = Certificate.objects.select_related("certification", "version", "member").get(pk=certificate_pk)
    if old.revoked_at or old.superseded_at or not _may_be_renewed(old, timezone.localdate(attempt.started_at)):
        return None
    used = [one for one in closed_attempts(old.member_id, [attempt.quiz.key]) if one.attempt_id == attempt.pk]
    new = award(
        member=old.member,
        certification=old.certification,
        now=now,
        old=old,
        used=used,
        kept=_kept(old, attempt.quiz.key),
        lessons={*old.lessons.values_list("lesson_key", flat=True), *lessons_of([attempt.pk])},
    )
    award_earned(member=old.member, naming=old.certification.key, now=now)
    return new


def _kept(old: Certificate, quiz: str) -> Sequence[dict[str, Any]]:
    """What the old one rested on, without an earlier renewal."""
    return [one for one in old.evidence if one.get("quiz") != quiz]
