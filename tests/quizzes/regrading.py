"""Short ways to a question with a wrong key, in tests."""

from __future__ import annotations

import uuid
from copy import deepcopy
from typing import Any

from django.utils import timezone

from lms.members.models import User
from quizzes import attempts
from quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizItem, Regrade
from quizzes.questions import newest_version, revise_question
from quizzes.regrading import service
from quizzes.regrading.work import work
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, SPECS, QuestionVersionFactory, QuizFactory

from .taking import NOON


def choices(right: str) -> dict[str, Any]:
    """The three sample choices, of which `right` is right."""
    return {"choices": [choice | {"correct": choice["key"] == right} for choice in CHOICES]}


def quiz_with(kind: str = "single", spec: dict[str, Any] | None = None, others: int = 0, **fields: Any) -> Quiz:
    """A quiz that asks `others` sample questions after the first, which has `spec`: `choices("b")` is a wrong key."""
    quiz: Quiz = QuizFactory(questions=0, shuffle=False, **fields)
    first = QuestionVersionFactory(kind=kind, spec=spec or (choices("b") if kind == "single" else SPECS[kind]))
    for position, version in enumerate([first, *QuestionVersionFactory.create_batch(others)], start=1):
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    return quiz


def first_question(quiz: Quiz) -> Question:
    return quiz.items.order_by("position").first().question


def begun(quiz: Quiz, response: dict[str, Any] | None, *, member: User | None = None, wrong: int = 0) -> Attempt:
    """An open attempt: `response` to the first question, the others right except `wrong` of them."""
    attempt = attempts.start(member=member or UserFactory(), quiz=quiz, now=NOON)
    for item in attempt.items.all():
        given = response if item.position == 1 else {"choices": ["b" if item.position - 1 <= wrong else "a"]}
        if given is not None:
            attempts.save_answer(
                attempt=attempt, position=item.position, response=given, idempotency_key=uuid.uuid4(), now=NOON
            )
    return attempt


def taken(quiz: Quiz, response: dict[str, Any] | str | None = "a", **how: Any) -> Attempt:
    """The same, closed; a letter is a choice."""
    given = {"choices": [response]} if isinstance(response, str) else response
    return attempts.close(attempt=begun(quiz, given, **how), now=NOON)


def corrected(quiz: Quiz, spec: dict[str, Any] | None = None, **wording: Any) -> QuestionVersion:
    """The first question with the right key, or with `spec`."""
    question = first_question(quiz)
    old = newest_version(question)
    values = {"text": old.text, "kind": old.kind, "spec": deepcopy(spec or choices("a"))} | wording
    return revise_question(question=question, **values)


def regraded(version: QuestionVersion, reason: str = "Khóa sai") -> Regrade:
    regrade = service.begin(version=version, reason=reason, actor=None, now=timezone.now(), enqueue=False)
    work(regrade=regrade)
    regrade.refresh_from_db()
    return regrade
