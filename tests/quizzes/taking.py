"""Short ways to take a quiz in tests."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from lms.members.models import User
from quizzes import attempts
from quizzes.attempts import Saved
from quizzes.models import Answer, Attempt, Certification, Quiz
from tests.factories.quizzes import CertificationFactory, QuizFactory

NOON = timezone.make_aware(dt.datetime(2026, 11, 16, 12, 0))  # noqa: DTZ001


def answer(attempt: Attempt, position: int, *choices: str, key: uuid.UUID | None = None, **given: Any) -> Answer:
    """Gives an answer; returns the one that stands."""
    return send(attempt, position, *choices, key=key, **given).answer


def send(attempt: Attempt, position: int, *choices: str, key: uuid.UUID | None = None, now=NOON, age=0) -> Saved:
    """Gives an answer that is `age` seconds old."""
    return attempts.save_answer(
        attempt=attempt,
        position=position,
        response={"choices": list(choices)},
        idempotency_key=key or uuid.uuid4(),
        now=now,
        age=dt.timedelta(seconds=age),
    )


def answered(member: User, quiz: Quiz, *, wrong: int = 0, now=NOON) -> Attempt:
    """An open attempt with every question answered, the first `wrong` of them wrongly."""
    attempt = attempts.start(member=member, quiz=quiz, now=now)
    for item in attempt.items.all():
        answer(attempt, item.position, "b" if item.position <= wrong else "a", now=now)
    return attempt


def take(member: User, quiz: Quiz, *, wrong: int = 0, now=NOON) -> Attempt:
    return attempts.close(attempt=answered(member, quiz, wrong=wrong, now=now), now=now)


def course_of(count: int, questions: int = 2, **fields) -> tuple[list[Quiz], Certification]:
    """`count` quizzes, and a certification that wants 80 per cent in all of them."""
    quizzes = [QuizFactory(questions=questions) for _ in range(count)]
    rule = {"all": [{"quiz": quiz.key, "percent": 80} for quiz in quizzes]}
    return quizzes, CertificationFactory(rule=rule, **fields)
