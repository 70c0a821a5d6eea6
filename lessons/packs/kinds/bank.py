"""The question bank: its categories, where each question stands in it, and the rules of quizzes.

Places and rules are nodes of their own: a trainer who tags a question or limits attempts still gets the pack's next
wording and questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from quizzes.models import Category, Question, Quiz

from ..export import rules_data
from ..merge import Data
from ..schema import CategoryData, QuestionData, QuizData, QuizRules
from .base import Kind, Unresolved


class CategoryKind(Kind[CategoryData, Category]):
    name = "category"
    needed = True

    def find(self, key: str) -> Category | None:
        return Category.objects.filter(key=key).first()

    def new(self, key: str) -> Category:
        return Category(key=key)

    def fill(self, row: Category, spec: CategoryData) -> Category:
        row.title = spec.title
        return row

    def save(self, row: Category) -> None:
        if Category.objects.filter(title=row.title).exclude(key=row.key).exists():
            raise Unresolved(row.key)  # a trainer made one of that name under another key
        row.full_clean()
        row.save()

    def data(self, row: Category) -> Data:
        return {"key": row.key, "title": row.title}


@dataclass
class Place:
    question: str  # its key
    category: str | None = None  # its key
    tags: list[str] = field(default_factory=list)


class PlaceKind(Kind[QuestionData, Place]):
    """Category and tags of a question that stands here."""

    name = "place"
    counted = False
    usual: ClassVar[Data | None] = {"category": None, "tags": []}

    def find(self, key: str) -> Place | None:
        question = Question.objects.select_related("category").filter(key=key).first()
        if question is None:
            return None
        return Place(key, question.category.key if question.category else None, list(question.tags.names()))

    def new(self, key: str) -> Place:
        return Place(key)

    def fill(self, row: Place, spec: QuestionData) -> Place:
        return Place(row.question, spec.category, spec.tags)

    def save(self, row: Place) -> None:
        question = Question.objects.filter(key=row.question).first()
        category = Category.objects.filter(key=row.category).first()
        if question is None or (row.category and category is None):
            raise Unresolved(row.question)
        question.category = category
        question.save(update_fields=["category"])
        question.tags.set(row.tags)

    def data(self, row: Place) -> Data:
        """Tags that differ only in capital letters are the same."""
        return {"category": row.category, "tags": sorted({tag.casefold() for tag in row.tags})}


class RulesKind(Kind[QuizData, Quiz]):
    """The rules of a quiz that stands here, without the usual ones."""

    name = "rules"
    counted = False
    usual: ClassVar[Data | None] = {}

    def find(self, key: str) -> Quiz | None:
        return Quiz.objects.filter(key=key).first()

    def new(self, key: str) -> Quiz:
        return Quiz(key=key)

    def fill(self, row: Quiz, spec: QuizData) -> Quiz:
        for name in QuizRules.model_fields:
            setattr(row, name, getattr(spec, name))
        return row

    def save(self, row: Quiz) -> None:
        row.full_clean()
        row.save()

    def data(self, row: Quiz) -> Data:
        return rules_data(row)
