"""Which questions an attempt or a paper form asks: the fixed ones of the quiz, then those drawn from categories."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Exists, Func, Model, OuterRef, QuerySet, Subquery

from lms.members.models import User

from .drawing import draw
from .models import Attempt, AttemptItem, Question, QuestionVersion, Quiz, QuizDraw, QuizItem

M = TypeVar("M", bound=Model)

_random = secrets.SystemRandom()


def newest_versions(quiz: Quiz) -> list[QuestionVersion]:
    """The newest version of each fixed question of `quiz`, in the order of the quiz."""
    versions = _newest().filter(question__quiz_items__quiz=quiz)
    return list(versions.order_by("question__quiz_items__position"))


def chosen_versions(quiz: Quiz, *, member: User | None = None) -> list[QuestionVersion]:
    """The fixed questions, then those drawn, category by category; not shuffled. Four queries more where there are
    draws. Of `member`, the last attempt's questions are drawn again only where no others are left."""
    fixed = newest_versions(quiz)
    draws = list(quiz.draws.values_list("category", "count"))
    if not draws:
        return fixed
    pools: defaultdict[int, list[int]] = defaultdict(list)
    for category, question in to_draw_from(quiz, [category for category, _number in draws]):
        pools[category].append(question)
    last = _asked_last(member, quiz) if member else ()
    drawn = [one for category, count in draws for one in draw(pools[category], count, asked_last=last, random=_random)]
    versions = newest_of(drawn)
    return [*fixed, *(versions[question] for question in drawn)]


def newest_of(questions: Collection[int]) -> dict[int, QuestionVersion]:
    """By question (its id), its newest version."""
    return {version.question_id: version for version in _newest().filter(question__in=questions)}


def pool_of(quizzes: Collection[str]) -> list[QuestionVersion]:
    """The newest version of every question that these quizzes (by key) may ask, fixed or drawn."""
    asked = Question.objects.filter(
        Exists(QuizItem.objects.filter(quiz__key__in=quizzes, question=OuterRef("pk")))
        | Exists(QuizDraw.objects.filter(quiz__key__in=quizzes, category=OuterRef("category")))
    )
    return list(_newest().filter(question__in=asked).order_by("question"))


def size_of(quiz: Quiz) -> int:
    """How many questions an attempt begun now would have; one query."""
    fixed = _asked_somehow(QuizItem.objects.filter(quiz=quiz.pk), "question")
    there = _can_be_drawn(quiz).filter(category=OuterRef("draws__category"))
    rows = list(Quiz.objects.filter(pk=quiz.pk).values_list(_count(fixed), "draws__count", _count(there)))
    return sum(row[0] for row in rows[:1]) + sum(min(count, pool) for _fixed, count, pool in rows if count)


def to_draw_from(quiz: Quiz, categories: Collection[int]) -> QuerySet[Question, tuple[int, int]]:
    """(category, question) of all that can be drawn: never a fixed question of `quiz`."""
    return _can_be_drawn(quiz).filter(category__in=categories).order_by("pk").values_list("category", "pk")


def _can_be_drawn(quiz: Quiz) -> QuerySet[Question]:
    """All questions but the fixed ones of `quiz`."""
    fixed = QuizItem.objects.filter(quiz=quiz.pk, question=OuterRef("pk"))
    return _asked_somehow(Question.objects.filter(~Exists(fixed)), "pk")


def _asked_somehow(rows: QuerySet[M], question: str) -> QuerySet[M]:
    """Without questions that have no wording yet."""
    return rows.filter(Exists(QuestionVersion.objects.filter(question=OuterRef(question))))


def _count(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number"))


def _newest() -> QuerySet[QuestionVersion]:
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number").values("pk")[:1]
    return QuestionVersion.objects.filter(pk=Subquery(newest)).select_related("question")


def _asked_last(member: User, quiz: Quiz) -> set[int]:
    last = Attempt.objects.filter(member=member, quiz=quiz).order_by("-number").values("pk")[:1]
    return set(AttemptItem.objects.filter(attempt=Subquery(last)).values_list("version__question", flat=True))
