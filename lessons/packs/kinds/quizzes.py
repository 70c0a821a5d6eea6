"""Questions, quizzes and certifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pydantic

from lms.shared.screens.models import Screen
from quizzes.kinds import Asked, BadSpec
from quizzes.models import AttemptItem, Certification, Question, QuestionVersion, Quiz, QuizItem

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


class QuizKind(Kind[QuizData, QuizRow]):
    name = "quiz"

    def find(self, key: str) -> QuizRow | None:
        quiz = Quiz.objects.filter(key=key).first()
        return QuizRow(quiz, list(quiz.items.values_list("question__key", flat=True))) if quiz else None

    def new(self, key: str) -> QuizRow:
        return QuizRow(Quiz(key=key), [])

    def fill(self, row: QuizRow, spec: QuizData) -> QuizRow:
        row.quiz.title, row.quiz.pass_percent = spec.title, spec.pass_percent
        row.questions = [question_key(spec.key, question.key) for question in spec.questions]
        return row

    def save(self, row: QuizRow) -> None:
        row.quiz.full_clean()
        row.quiz.save()
        ids = dict(Question.objects.filter(key__in=row.questions).values_list("key", "pk"))
        if missing := set(row.questions) - set(ids):
            raise Unresolved(min(missing))
        row.quiz.items.all().delete()
        QuizItem.objects.bulk_create(
            QuizItem(quiz=row.quiz, question_id=ids[key], position=n) for n, key in enumerate(row.questions, start=1)
        )

    def data(self, row: QuizRow) -> Data:
        quiz = row.quiz
        return {
            "key": quiz.key,
            "title": quiz.title,
            "pass_percent": quiz.pass_percent,
            "questions": row.questions,
        }


class CertificationKind(Kind[CertificationData, Certification]):
    name = "certification"

    def find(self, key: str) -> Certification | None:
        return Certification.objects.filter(key=key).first()

    def new(self, key: str) -> Certification:
        return Certification(key=key)

    def fill(self, row: Certification, spec: CertificationData) -> Certification:
        row.title, row.course, row.rule = spec.title, spec.course, spec.rule
        row.valid_months, row.small_print = spec.valid_months, spec.small_print
        return row

    def save(self, row: Certification) -> None:
        row.full_clean()
        row.save()

    def data(self, row: Certification) -> Data:
        return certification_data(row)
