"""The trainers' form for one question of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.members.fields import LineField
from quizzes.errors import BadQuestion
from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.questions import (
    add_question,
    attempts_with,
    checked_spec,
    classify,
    key_changed,
    newest_version,
    revise_question,
)

from .sections import SECTIONS, Section
from .shelf import ShelfForm, tags_of
from .steps import StepField


class QuestionForm(ShelfForm, forms.ModelForm):
    """Saving makes the next version of the question (or the question); the one that stands stays as it is.

    `attempts` says how many attempts keep an earlier wording; `key_changed`, after saving, whether it was asked by
    another key before.
    """

    quiz = forms.ModelChoiceField(
        label=_("Quiz"),
        queryset=Quiz.objects.all(),
        required=False,
        empty_label=_("None yet"),
        help_text=_("It is added at the end. Without a quiz it waits in the bank, in a category."),
    )
    text = LineField(label=_("Question"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=QuestionVersion.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Only what stands in the part of this kind below is saved."),
    )
    field_order = ["text", "category", "new_category", "tags", "quiz", "teaches", "feedback", "kind"]

    class Meta:
        model = Question
        fields: list[str] = []

    class Media:
        css = {"all": ("quizzes/admin/bank.css",)}
        js = ("quizzes/admin/kinds.js", "quizzes/admin/find.js")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest_version(self.instance) if self.instance.pk else None
        self.attempts = attempts_with(self.instance) if self.instance.pk else 0
        self.key_changed = False
        if self.instance.pk:
            del self.fields["quiz"]
            self.initial.update(category=self.instance.category_id, tags=tags_of(self.instance))
        self.initial.setdefault("kind", QuestionVersion.Kind.SINGLE)
        self.step = self.fields["teaches"] = StepField(self.newest)
        self.fields["feedback"] = forms.CharField(
            label=_("Explanation"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Shown on the result page to those who did not get it right."),
        )
        if self.newest:
            self.initial.update({name: getattr(self.newest, name) for name in ("kind", "text", "feedback")})
        self.order_fields(self.field_order)
        self.common = list(self.fields)
        self.sections = [section(self._stored(section), self.data) for section in SECTIONS]
        for section in self.sections:
            self.fields.update(section.fields)
            if section.stored:
                self.initial.update(section.initial())

    def _stored(self, section: type[Section]) -> dict[str, Any]:
        return self.newest.spec if self.newest and self.newest.kind in section.kinds else {}

    def common_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.common]

    def sections_with_fields(self) -> Iterator[tuple[Section, list[forms.BoundField]]]:
        """For the template: each section with its fields."""
        return ((section, [self[name] for name in section.fields]) for section in self.sections)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_home(cleaned)
        chosen = self._section(cleaned.get("kind", ""))
        for section in self.sections:
            if section is not chosen:
                self._forget(section)
        if chosen and not any(name in self.errors for name in chosen.fields):
            self._check(chosen, cleaned)
        return cleaned

    def _check_home(self, cleaned: dict[str, Any]) -> None:
        """A question in no quiz and no category would never be found again."""
        asked = self.instance.quiz_items.exists() if self.instance.pk else cleaned.get("quiz")
        if not asked and not self.shelf() and not {"category", "new_category", "quiz"} & set(self.errors):
            words = _("No quiz has this question, so choose a category.")
            self.add_error("category", words if self.instance.pk else _("Choose a category, or a quiz, or both."))

    def _section(self, kind: str) -> Section | None:
        return next((section for section in self.sections if kind in section.kinds), None)

    def _forget(self, section: Section) -> None:
        """What stands in the parts of other kinds is not saved, so it cannot be wrong."""
        for name in section.fields:
            self.errors.pop(name, None)

    def _check(self, section: Section, cleaned: dict[str, Any]) -> None:
        if left := section.unfinished():
            self.add_error(*left)
            return
        try:
            self.spec = checked_spec(cleaned["kind"], section.spec(cleaned["kind"], cleaned))
        except BadQuestion as error:
            for fault in error.faults:
                name = section.field_of(fault.path, cleaned)
                self.add_error(name if name in self.fields else None, str(BadQuestion(faults=[fault])))

    @transaction.atomic
    def save(self, commit: bool = True) -> Question:
        data = self.cleaned_data
        wording = {name: data[name] for name in ("text", "kind", "feedback")} | {"spec": self.spec}
        wording["teaches"] = self.step.teaches(data["teaches"])
        shelf = {"category": self.saved_category(), "tags": data["tags"]}
        if self.instance.pk:
            version = revise_question(question=self.instance, **wording)
            self.key_changed = self.newest is not None and key_changed(self.newest, version)
            classify(question=self.instance, **shelf)
        else:
            self.instance = add_question(quiz=data["quiz"], **shelf, **wording)
        return self.instance
