"""Writing questions. A wording that stands is never changed: an edit makes the next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise, normalise_line, slug

from .errors import BadQuestion
from .models import Question, QuestionVersion, Quiz, QuizItem

MAX_CHOICES = 6
TEACHES = ("teaches_lesson", "teaches_step", "teaches_label")


def newest_version(question: Question) -> QuestionVersion | None:
    return question.versions.order_by("-number").first()


def revise_question(
    *,
    question: Question,
    text: str,
    kind: str,
    choices: Sequence[dict[str, Any]],
    feedback: str = "",
    teaches: dict[str, str] | None = None,
) -> QuestionVersion:
    """The next version of `question`, or the newest where nothing changed. Attempts keep the version they began with.

    `choices` are {"key", "text", "correct", "feedback"}; `teaches` has the three `teaches_...` fields, None keeps
    those of the version before. Raises BadQuestion.
    """
    wanted = {
        "kind": kind,
        "text": normalise_line(text),
        "choices": checked_choices(kind, choices),
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


def checked_choices(kind: str, choices: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The choices as they are stored; raises BadQuestion where they could not be graded."""
    stored = [
        {
            "key": choice["key"],
            "text": normalise_line(choice["text"]),
            "correct": bool(choice.get("correct")),
            "feedback": normalise_line(choice.get("feedback", "")),
        }
        for choice in choices
    ]
    right = sum(choice["correct"] for choice in stored)
    if not 2 <= len(stored) <= MAX_CHOICES or not all(choice["text"] for choice in stored):
        raise BadQuestion(_("A question has from 2 to %(most)s choices, each with its words."), most=MAX_CHOICES)
    if len({choice["key"] for choice in stored}) < len(stored):
        raise BadQuestion(_("Two choices have the same key."))
    if len({choice["text"] for choice in stored}) < len(stored):
        raise BadQuestion(_("Two choices say the same. Reword one of them."))
    if kind == QuestionVersion.Kind.SINGLE and right != 1:
        raise BadQuestion(_("Mark exactly one choice as right, or make it a multiple choice."))
    if kind == QuestionVersion.Kind.MULTIPLE and not 0 < right < len(stored):
        raise BadQuestion(_("Mark at least one choice as right, and leave at least one wrong."))
    return stored


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
