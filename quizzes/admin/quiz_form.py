"""The trainers' form for a quiz: its rules, its fixed questions in their order, its random draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from lms.members.fields import LineField
from quizzes.composition import arrange, draws_with_pool, pool_sizes, set_draws
from quizzes.models import Category, QuestionVersion, Quiz, QuizItem
from quizzes.questions import saved_with_key

NEW_DRAWS = 2
MOST_DRAWN = 200
HOURS, DAYS = 60, 60 * 24  # in minutes


@dataclass(frozen=True, slots=True)
class Row:
    """A fixed question or a draw with its fields, for the template."""

    one: Any
    number: forms.BoundField
    out: forms.BoundField


def _number(label: Any, most: int, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=kwargs.pop("least", 1), max_value=most, **kwargs)


class QuizForm(WagtailAdminModelForm):
    """`place_7` is the place of question 7 and `out_7` takes it out; `draw_3` is how many are drawn from category 3
    and `undraw_3` ends that. What the form does not send stays as it is: someone else may have added it meanwhile."""

    title = LineField(label=_("Title"), max_length=90)
    pass_percent = _number(_("Pass mark in per cent"), 100, initial=80, help_text=_("From 1 to 100."))
    attempt_limit = _number(
        _("Attempts allowed"), 1000, required=False, help_text=_("Empty means as many as one likes.")
    )
    wait_minutes = _number(
        _("Minutes to wait between two attempts"),
        30 * DAYS,
        least=0,
        initial=0,
        help_text=_("Time to read the lesson again. 0 means no waiting; a day has 1440 minutes."),
    )
    time_limit_minutes = _number(
        _("Time limit in minutes"),
        24 * HOURS,
        required=False,
        help_text=_("Empty means no limit. Our own clock counts it, from the moment the member begins."),
    )
    grace_seconds = _number(
        _("Seconds of grace after the time limit"),
        3600,
        least=0,
        initial=60,
        help_text=_("Answers that come this much later still count, so that a slow connection costs nobody a mark."),
    )

    class Meta:
        model = Quiz
        fields = ["title", "pass_percent", "practice", "shuffle", "feedback", "counts", "attempt_limit"]
        fields += ["wait_minutes", "time_limit_minutes", "grace_seconds"]
        widgets = {"feedback": forms.RadioSelect, "counts": forms.RadioSelect}
        help_texts = {
            "practice": _(
                "Results never count towards a certificate. Without a time limit, a number of attempts and a wait, its "
                "questions and answers are open to everybody, to be kept on phones; those that a quiz that counts may "
                "ask are left out there."
            ),
            "shuffle": _("Each attempt has its own order, so that neighbours cannot copy the letters."),
            "feedback": _("After each answer helps to learn. After handing in is fairer where the result counts."),
            "counts": _("Which of a member's attempts is the result."),
        }

    class Media:
        css = {"all": ("quizzes/admin/bank.css",)}
        js = ("quizzes/admin/places.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(self._items()) if self.instance.pk else []
        self.drawn: list[Any] = list(draws_with_pool().filter(quiz=self.instance)) if self.instance.pk else []
        for place, item in enumerate(self.items, start=1):
            label = _("Place of “%(question)s”") % {"question": item.text}
            self.fields[f"place_{item.question_id}"] = _number(label, 9999, required=False, initial=place)
            self.fields[f"out_{item.question_id}"] = forms.BooleanField(label=_("Take out"), required=False)
        for draw in self.drawn:
            label = _("How many of “%(category)s”") % {"category": draw.category}
            self.fields[f"draw_{draw.category_id}"] = _number(label, MOST_DRAWN, required=False, initial=draw.count)
            self.fields[f"undraw_{draw.category_id}"] = forms.BooleanField(label=_("Take out"), required=False)
        self._add_new_draws()

    def _items(self) -> Any:
        newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number")
        items = QuizItem.objects.filter(quiz=self.instance).select_related("question__category")
        return items.annotate(text=Subquery(newest.values("text")[:1]), kind=Subquery(newest.values("kind")[:1]))

    def _add_new_draws(self) -> None:
        pool, used = pool_sizes(self.instance), {draw.category_id for draw in self.drawn}
        free = [one for one in Category.objects.all() if one.pk not in used]
        self.no_categories = not free and not used
        labels = [(one.pk, f"{one.title} ({pool.get(one.pk, 0)})") for one in free]
        for row in range(1, min(NEW_DRAWS, len(free)) + 1):
            self.fields[f"new_category_{row}"] = forms.TypedChoiceField(
                label=_("Category"), choices=[("", _("Choose a category")), *labels], coerce=int, required=False
            )
            self.fields[f"new_count_{row}"] = _number(_("How many"), MOST_DRAWN, required=False)

    def rules(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    def item_rows(self) -> Iterator[Row]:
        return (Row(one, self[f"place_{one.question_id}"], self[f"out_{one.question_id}"]) for one in self.items)

    def draw_rows(self) -> Iterator[Row]:
        return (Row(one, self[f"draw_{one.category_id}"], self[f"undraw_{one.category_id}"]) for one in self.drawn)

    def new_draw_rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        names = [name.removeprefix("new_count_") for name in self.fields if name.startswith("new_count_")]
        return ((self[f"new_category_{row}"], self[f"new_count_{row}"]) for row in names)

    def asked(self) -> int:
        """How many questions an attempt has, as it is saved."""
        return len(self.items) + sum(min(draw.count, draw.pool) for draw in self.drawn)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for draw in self.drawn:
            name = f"draw_{draw.category_id}"
            if self.data.get(name, None) == "" and not cleaned[f"undraw_{draw.category_id}"]:
                self.add_error(name, _("Write a number, or tick “Take out”."))
        self.new_draws = self._new_draws(cleaned)
        return cleaned

    def _new_draws(self, cleaned: dict[str, Any]) -> dict[int, int]:
        draws: dict[int, int] = {}
        for category_field, count_field in self.new_draw_rows():
            category, count = cleaned.get(category_field.name), cleaned.get(count_field.name)
            if category in draws:
                self.add_error(category_field.name, _("This category stands in the row above already."))
            elif category and count:
                draws[category] = count
            elif category and count_field.name not in self.errors:
                self.add_error(count_field.name, _("How many questions are drawn?"))
            elif count and category_field.name not in self.errors:
                self.add_error(category_field.name, _("From which category?"))
        return draws

    @transaction.atomic
    def save(self, commit: bool = True) -> Quiz:
        quiz = super().save(commit) if self.instance.key else self._made()
        arrange(quiz=quiz, order=self._order(), removed=self._ticked("out_"))
        gone = self._ticked("undraw_")
        counts = {one.category_id: self.cleaned_data.get(f"draw_{one.category_id}") or one.count for one in self.drawn}
        kept = {category: count for category, count in counts.items() if category not in gone}
        set_draws(quiz=quiz, counts=kept | self.new_draws, removed=gone)
        return quiz

    def _made(self) -> Quiz:
        save = super().save

        def under(key: str) -> Quiz:
            self.instance.key = key
            return save()

        return saved_with_key(Quiz, self.cleaned_data["title"], under)

    def _ticked(self, prefix: str) -> set[int]:
        names = [name for name, value in self.cleaned_data.items() if name.startswith(prefix) and value is True]
        return {int(name.removeprefix(prefix)) for name in names}

    def _order(self) -> list[int]:
        """The questions by the numbers written. One moved up goes before what has that place, one moved down after."""

        def place(numbered: tuple[int, QuizItem]) -> tuple[int, int, int]:
            old, item = numbered
            new = self.cleaned_data.get(f"place_{item.question_id}") or old
            return new, (new > old) - (new < old), old

        return [item.question_id for _old, item in sorted(enumerate(self.items, start=1), key=place)]
