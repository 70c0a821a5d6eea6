"""How trainers narrow the question bank down."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from taggit.models import Tag
from wagtail.admin.filters import WagtailFilterSet

from quizzes.models import Category, Question, QuestionVersion, Quiz, QuizDraw, QuizItem


class _OrNoneField(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """Wagtail asks this also for what stands in force, which may be "none"."""
        return str(self.null_label) if obj == self.null_value else super().label_from_instance(obj)


class OrNoneFilter(django_filters.ModelChoiceFilter):
    field_class = _OrNoneField


class QuestionFilterSet(WagtailFilterSet):
    """Filters of `bank()`."""

    category = OrNoneFilter(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("All"), null_label=_("Without a category")
    )
    tag = django_filters.ModelChoiceFilter(
        label=_("Tag"),
        field_name="tags",
        queryset=Tag.objects.filter(question__isnull=False).distinct().order_by("name"),
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=QuestionVersion.Kind.choices, empty_label=_("All"))
    quiz = OrNoneFilter(
        label=_("Quiz that asks it"),
        queryset=Quiz.objects.all(),
        empty_label=_("All"),
        null_label=_("Not in any quiz"),
        method="asked_by",
    )

    class Meta:
        model = Question
        fields: list[str] = []

    def asked_by(self, questions: QuerySet[Question], _name: str, quiz: Quiz | str) -> QuerySet[Question]:
        """Fixed in the quiz, or in a category it draws from; or neither in any."""
        items, draws = QuizItem.objects.all(), QuizDraw.objects.all()
        if isinstance(quiz, Quiz):
            items, draws = items.filter(quiz=quiz), draws.filter(quiz=quiz)
        fixed = Exists(items.filter(question=OuterRef("pk")))
        drawn = Exists(draws.filter(category=OuterRef("category")))
        return questions.filter(fixed | drawn) if isinstance(quiz, Quiz) else questions.exclude(fixed | drawn)
