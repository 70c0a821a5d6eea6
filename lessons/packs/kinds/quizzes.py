"""Questions, quizzes and certifications. Their places in the bank and the rules of quizzes stand in `bank`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pydantic
from django.db.models import QuerySet
from django.utils.translation import gettext

from lms.shared.screens.models import Screen
from quizzes.certification.versions import renewal_title, save_certification
from quizzes.errors import BadRule
from quizzes.kinds import Asked, BadSpec
from quizzes.models import (
    AttemptItem,
    Category,
    Certification,
    Question,
    QuestionVersion,
    Quiz,
    QuizDraw,
    QuizItem,
)
from quizzes.questions import free_key

from ..export import certification_data, question_data, shown_as
from ..merge import Data
from ..reader import question_key
from ..schema import CertificationData, QuestionData, QuizData
from .base import Kind, Unresolved


class QuestionKind(Kind[QuestionData, QuestionVersion]):
    """The newest wording of a question. `step_titles` gives the words for "lesson/step".

    A question to be tapped holds the screen as it looks here when it is filled. `known` are the names of screens
    that earlier loads filled in, by `shown_as`: so an unedited question is known after its screen has changed.
    """

    name = "question"

    def __init__(self, app: str, step_titles: Mapping[str, str], known: Mapping[str, str]) -> None:
        self.step_titles = step_titles
        self._specs = dict(_screens_of(app))
        self._names = {shown_as(spec): name for name, spec in self._specs.items()} | dict(known)

    def find(self, key: str) -> QuestionVersion | None:
        return QuestionVersion.objects.filter(question__key=key).select_related("question").order_by("-number").first()

    def new(self, key: str) -> QuestionVersion:
        return QuestionVersion(question=Question(key=key), number=1)

    def fill(self, row: QuestionVersion, spec: QuestionData) -> QuestionVersion:
        row.kind, row.text, row.feedback = spec.kind, spec.text, spec.feedback
        row.spec = self._spec(spec)
        row.teaches_lesson, row.teaches_step = spec.step.split("/")
        row.teaches_label = self.step_titles[spec.step]
        return row

    def _spec(self, spec: QuestionData) -> dict[str, Any]:
        """Raises Unresolved where the screen was changed here and has no longer what is right."""
        try:
            return Asked.of(spec.kind, spec.spec(self._specs)).dump()
        except (KeyError, BadSpec) as error:
            raise Unresolved(spec.key) from error

    def save(self, row: QuestionVersion) -> None:
        """A wording that was asked stays as it was: the change becomes the next version."""
        if row.pk is None:
            row.question, _made = Question.objects.get_or_create(key=row.question.key)
        elif AttemptItem.objects.filter(version=row.pk).exists():
            row.pk, row.number = None, row.number + 1
            row._state.adding = True
        row.full_clean()
        row.save()

    def data(self, row: QuestionVersion) -> Data:
        return question_data(row, self._names)


def _screens_of(app: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The app's screens as (name in the app, spec as stored), without those that no longer hold."""
    for screen in Screen.objects.filter(key__startswith=f"{app}/").order_by("key"):
        with suppress(pydantic.ValidationError):
            yield screen.key.removeprefix(f"{app}/"), screen.spec().model_dump(mode="json")


@dataclass
class QuizRow:
    quiz: Quiz
    questions: list[str]  # keys, in the order asked
    draws: list[tuple[str, int]] = field(default_factory=list)  # (key of the category, count)


class QuizKind(Kind[QuizData, QuizRow]):
    name = "quiz"

    def find(self, key: str) -> QuizRow | None:
        quiz = Quiz.objects.filter(key=key).first()
        if quiz is None:
            return None
        questions = quiz.items.values_list("question__key", flat=True)
        return QuizRow(quiz, list(questions), list(quiz.draws.values_list("category__key", "count")))

    def new(self, key: str) -> QuizRow:
        return QuizRow(Quiz(key=key), [])

    def fill(self, row: QuizRow, spec: QuizData) -> QuizRow:
        row.quiz.title, row.quiz.pass_percent = spec.title, spec.pass_percent
        row.questions = [question_key(spec.key, question.key) for question in spec.fixed()]
        row.draws = [(draw.category, draw.count) for draw in spec.draws]
        return row

    def save(self, row: QuizRow) -> None:
        row.quiz.full_clean()
        row.quiz.save()
        questions = _ids(Question.objects.all(), row.questions)
        categories = _ids(Category.objects.all(), [key for key, _count in row.draws])
        row.quiz.items.all().delete()
        QuizItem.objects.bulk_create(
            QuizItem(quiz=row.quiz, question_id=pk, position=n) for n, pk in enumerate(questions, start=1)
        )
        row.quiz.draws.all().delete()
        QuizDraw.objects.bulk_create(
            QuizDraw(quiz=row.quiz, category_id=pk, count=count, position=n)
            for n, (pk, (_key, count)) in enumerate(zip(categories, row.draws, strict=True), start=1)
        )

    def data(self, row: QuizRow) -> Data:
        quiz = row.quiz
        data = {
            "key": quiz.key,
            "title": quiz.title,
            "pass_percent": quiz.pass_percent,
            "questions": row.questions,
        }
        draws = [{"category": key, "count": count} for key, count in row.draws]
        return data | ({"draws": draws} if draws else {})


def _ids(rows: QuerySet[Any], keys: list[str]) -> list[int]:
    """The primary keys of these keys, in their order; raises Unresolved."""
    ids = dict(rows.filter(key__in=keys).values_list("key", "pk"))
    if missing := set(keys) - set(ids):
        raise Unresolved(min(missing))
    return [ids[key] for key in keys]


class CertificationKind(Kind[CertificationData, Certification]):
    name = "certification"

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def find(self, key: str) -> Certification | None:
        return Certification.objects.select_related("renewal_quiz").filter(key=key).first()

    def new(self, key: str) -> Certification:
        return Certification(key=key)

    def fill(self, row: Certification, spec: CertificationData) -> Certification:
        for name in CertificationData.model_fields.keys() - {"key", "renewal_quiz"}:
            setattr(row, name, getattr(spec, name))
        if spec.renewal_quiz is None:
            row.renewal_quiz = None
        else:
            quiz = row.renewal_quiz = row.renewal_quiz or Quiz()
            quiz.title = spec.renewal_quiz.title or renewal_title(spec.title)
            quiz.pass_percent = spec.renewal_quiz.pass_percent
        return row

    def save(self, row: Certification) -> None:
        if quiz := row.renewal_quiz:
            quiz.key = quiz.key or free_key(Quiz, quiz.title)
            quiz.full_clean()
            quiz.save()
            row.renewal_quiz = quiz  # so that its key is known to the row
        try:
            save_certification(certification=row, now=self.now, reason=gettext("Came with the course."))
        except BadRule as error:  # what stands here was changed so that both together make no sense
            raise Unresolved(row.key) from error

    def data(self, row: Certification) -> Data:
        return certification_data(row)
