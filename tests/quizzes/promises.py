"""Short ways to break a promise of the quiz tables."""

import pytest
from django.db import IntegrityError, transaction

from quizzes.models import (
    Attempt,
    AttemptItem,
)
from tests.factories.members import UserFactory
from tests.factories.quizzes import (
    QuestionVersionFactory,
    QuizFactory,
)

from .taking import NOON


def refused(promise, make, **fields):
    """`make` with `fields` breaks the constraint `promise`; SQLite does not name broken unique ones."""
    with pytest.raises(IntegrityError, match=f"{promise}|^UNIQUE constraint failed"), transaction.atomic():
        make(**fields)


def attempt(**fields):
    made = {} if "quiz" in fields else {"quiz": QuizFactory(questions=0), "member": UserFactory()}
    made |= {"number": 1, "started_at": NOON, "pass_percent": 80, "max_mark": 2}
    return Attempt.objects.create(**made | fields)


CLOSED = {"state": "closed", "closed_at": NOON, "mark": 1, "passed": False}


def item(**fields):
    made = {"position": 1, "choice_order": ["a"], "version": fields.get("version") or QuestionVersionFactory()}
    return AttemptItem.objects.create(**made | {"attempt": fields.get("attempt") or attempt()} | fields)
