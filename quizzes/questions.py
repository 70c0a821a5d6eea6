"""Writing questions. A wording that stands is never changed: an edit makes the next version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from lms.shared.vietnamese import normalise, normalise_line, slug

from . import kinds
from .errors import BadQuestion
from .models import Question, QuestionVersion, Quiz, QuizItem

TEACHES = ("teaches_lesson", "teaches_step", "teaches_label")


def newest_version(question: Question) -> QuestionVersion | None:
    return question.versions.order_by("-number").first()


def revise_question(
    *,
    question: Question,
    text: str,
    kind: str,
    spec: Mapping[str, Any],
    feedback: str = "",
    teaches: dict[str, str] | None = None,
) -> QuestionVersion:
    """The next version of `question`, or the newest where nothing changed. Attempts keep the version they began with.

    `spec` is what `quizzes.kinds` takes for `kind`; `teaches` has the three `teaches_...` fields, None keeps
    those of the version before. Raises BadQuestion.
    """
    wanted = {
        "kind": kind,
        "text": normalise_line(text),
        "spec": checked_spec(kind, spec),
        "feedback": normalise(feedback).strip(),
    }
    with transaction.atomic():
        Question.objects.select_for_update().filter(pk=question.pk).first()
        newest = newest_version(question)
        wanted |= teaches if teaches is not None else {name: getattr(newest, name, "") for name in TEACHES}
        if newest and all(getattr(newest, name) == value for name, value in wanted.items()):
            return newest
        number = newest.number + 1 if newest else 1
        return QuestionVersion.objects.create(question=question, number=number, **wanted)


def checked_spec(kind: str, spec: Any) -> dict[str, Any]:
    """The content as it is stored; raises BadQuestion with everything that keeps it from being graded."""
    try:
        return kinds.Asked.of(kind, spec).dump()
    except kinds.BadSpec as error:
        raise BadQuestion(faults=error.faults) from error


def add_question(*, quiz: Quiz, **wording: Any) -> Question:
    """A new question at the end of `quiz`, with its first version; takes what `revise_question` takes."""
    with transaction.atomic():
        question = Question.objects.create(key=free_key(Question, wording["text"]))
        revise_question(question=question, **wording)
        Quiz.objects.select_for_update().filter(pk=quiz.pk).first()
        last = quiz.items.aggregate(last=Max("position"))["last"] or 0
        QuizItem.objects.create(quiz=quiz, question=question, position=last + 1)
    return question


def free_key(model: type[Question] | type[Quiz], words: str) -> str:
    """A key from `words` that no row of `model` has yet."""
    base = slug(words)[:50].strip("-") or model._meta.model_name or "key"
    taken = set(model.objects.filter(key__startswith=base).values_list("key", flat=True))
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
