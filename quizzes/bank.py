"""The question bank as trainers look through it."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from lms.shared.vietnamese import fold

from .links import step_choices
from .models import Question, QuestionVersion, QuizItem

_NEWEST = ("text", "kind", "teaches_lesson", "teaches_step", "teaches_label")


def bank() -> QuerySet[Any]:
    """All questions that have a wording, with what their newest one says; queries do not grow with the questions."""
    newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    items = QuizItem.objects.select_related("quiz").order_by("quiz__title")
    read: dict[str, Any] = {name: Subquery(newest.values(name)[:1]) for name in _NEWEST}
    questions: QuerySet[Any] = Question.objects.filter(versions__number=1).select_related("category")
    return questions.annotate(**read).prefetch_related("tags", Prefetch("quiz_items", items))


def matching(questions: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Those of `bank()` whose newest wording holds every word typed, marks and capital letters aside."""
    words = fold(typed).split()
    texts = questions.order_by().values_list("pk", "text")
    return questions.filter(pk__in=[pk for pk, text in texts if all(word in fold(text) for word in words)])


def steps_to_read() -> set[tuple[str, str]]:
    """(lesson, step) of every step that can be read now."""
    return {(lesson.lesson, step) for lesson in step_choices() for step, _title in lesson.steps}
