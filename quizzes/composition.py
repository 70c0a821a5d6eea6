"""What a quiz asks: fixed questions in their order, and how many are drawn from which category.

Nothing here touches attempts: they froze their questions when they began.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from .models import Question, QuestionVersion, Quiz, QuizDraw, QuizItem


def drawable(quiz: Quiz | OuterRef) -> QuerySet[Question]:
    """The questions of the bank that `quiz` may draw: with a wording, and not among its fixed ones."""
    worded = QuestionVersion.objects.filter(question=OuterRef("pk"))
    fixed = QuizItem.objects.filter(quiz=quiz, question=OuterRef("pk"))
    return Question.objects.filter(Exists(worded), ~Exists(fixed))


def pool_sizes(quiz: Quiz) -> dict[int, int]:
    """By the id of every category that is not empty: how many questions `quiz` may draw from it."""
    pool = drawable(quiz) if quiz.pk else Question.objects.filter(versions__number=1)
    return dict(pool.filter(category__isnull=False).values_list("category").annotate(Count("pk")))


def draws_with_pool() -> QuerySet[QuizDraw]:
    """Random draws with `pool`, how many questions each may draw from, and their categories."""
    pool = drawable(OuterRef(OuterRef("quiz"))).filter(category=OuterRef("category")).order_by()
    number = pool.values("category").annotate(number=Count("pk")).values("number")
    return QuizDraw.objects.annotate(pool=Coalesce(Subquery(number), 0)).select_related("category")


def with_composition() -> QuerySet[Quiz]:
    """Quizzes ready for `questions_asked`, whose queries do not grow with their number."""
    return Quiz.objects.annotate(fixed=Count("items")).prefetch_related(Prefetch("draws", draws_with_pool()))


def questions_asked(quiz: Any) -> int:
    """How many questions an attempt has today; `quiz` comes from `with_composition`."""
    return quiz.fixed + sum(min(draw.count, draw.pool) for draw in quiz.draws.all())


@transaction.atomic
def arrange(*, quiz: Quiz, order: Sequence[int], removed: Collection[int] = ()) -> None:
    """Puts the fixed questions (their ids) into `order` and takes `removed` out. Those that `order` does not name,
    because someone added them meanwhile, stay behind the others."""
    _lock(quiz)
    stand = list(quiz.items.values_list("question", flat=True))
    named = [pk for pk in dict.fromkeys(order) if pk in stand]
    wanted = [pk for pk in named + [pk for pk in stand if pk not in named] if pk not in removed]
    if wanted != stand:
        quiz.items.all().delete()
        _write(quiz, wanted)


@transaction.atomic
def append(*, quiz: Quiz, questions: Sequence[int]) -> int:
    """Adds the questions (their ids) that `quiz` does not have yet at its end; how many those were."""
    _lock(quiz)
    places = dict(quiz.items.values_list("question", "position"))
    known = set(Question.objects.filter(pk__in=questions).values_list("pk", flat=True))
    new = [pk for pk in dict.fromkeys(questions) if pk in known and pk not in places]
    _write(quiz, new, after=max(places.values(), default=0))
    return len(new)


@transaction.atomic
def set_draws(*, quiz: Quiz, counts: Mapping[int, int], removed: Collection[int] = ()) -> None:
    """How many questions are drawn by category (its id). Categories that neither names stay as they are."""
    _lock(quiz)
    quiz.draws.filter(category__in=removed).delete()
    stand = {draw.category_id: draw for draw in quiz.draws.all()}
    last = max((draw.position for draw in stand.values()), default=0)
    for category, count in counts.items():
        if draw := stand.get(category):
            draw.count = count
            draw.save()
        else:
            last += 1
            QuizDraw.objects.create(quiz=quiz, category_id=category, count=count, position=last)


def _lock(quiz: Quiz) -> None:
    Quiz.objects.select_for_update().filter(pk=quiz.pk).first()


def _write(quiz: Quiz, questions: Sequence[int], after: int = 0) -> None:
    """One by one: pages that show its questions are told by the signal of each row."""
    for place, pk in enumerate(questions, start=after + 1):
        QuizItem.objects.create(quiz=quiz, question_id=pk, position=place)
