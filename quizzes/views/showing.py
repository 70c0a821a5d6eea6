"""The questions of an attempt as their pages show them."""

from __future__ import annotations

import math
import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from quizzes.errors import QuizError
from quizzes.kinds import Response
from quizzes.models import Answer, Attempt, AttemptItem

from . import responses
from .outcomes import Outcome, outcome_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One question; what was refused is shown with its `error`, else what is saved."""

    attempt: Attempt
    item: AttemptItem
    total: int
    error: QuizError | None = None
    given: Response | None = None
    key: str = ""  # makes sending twice harmless; the script makes its own

    @property
    def position(self) -> int:
        return self.item.position

    @property
    def answer(self) -> Answer | None:
        return getattr(self.item, "answer", None)

    @property
    def mark(self) -> str:
        """Names the answer that stands, without telling anything of it."""
        return str(self.answer.idempotency_key)[:8] if self.answer else ""

    @property
    def is_final(self) -> bool:
        return self.attempt.immediate and self.answer is not None

    @property
    def outcome(self) -> Outcome | None:
        """What was right, where that may be told."""
        return outcome_of(self.item) if self.is_final else None

    @property
    def form(self) -> dict[str, Any]:
        saved = self.answer.response if self.answer else None
        given = saved if self.given is None or self.is_final else self.given
        return responses.shown(self.item.version, self.item.choice_order, given)

    @property
    def url(self) -> str:
        return url_of(self.attempt, self.position)

    @property
    def is_last(self) -> bool:
        return self.position == self.total

    @property
    def previous_url(self) -> str:
        return url_of(self.attempt, self.position - 1) if self.position > 1 else ""

    @property
    def next_url(self) -> str:
        return onwards(self.attempt, self.position, self.total)


def url_of(attempt: Attempt, position: int) -> str:
    return reverse("quizzes:question", args=[attempt.pk, position])


def onwards(attempt: Attempt, position: int, total: int) -> str:
    """The next question, or after the last one the overview."""
    return url_of(attempt, position + 1) if position < total else reverse("quizzes:overview", args=[attempt.pk])


def all_shown(attempt: Attempt) -> list[Shown]:
    """Every question, in order; one query."""
    items = list(attempt.items.select_related("version", "graded_by", "answer"))
    return [Shown(attempt, item, len(items)) for item in items]


def clock_of(attempt: Attempt) -> dict[str, int]:
    """Seconds left by the server's clock, negative once the time is up, and the seconds of grace after that; empty
    where there is no limit."""
    if not (attempt.due_at and attempt.accepted_until):
        return {}
    left, grace = attempt.due_at - timezone.now(), attempt.accepted_until - attempt.due_at
    return {"left": math.floor(left.total_seconds()), "grace": math.ceil(grace.total_seconds())}


def fresh_key() -> str:
    return str(uuid.uuid4())


def houses(questions: list[Shown], now_at: int = 0) -> list[str]:
    """The lane: answered questions are lit."""
    return ["now" if one.position == now_at else "done" if one.answer else "todo" for one in questions]
