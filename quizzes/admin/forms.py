"""Forms for trainers: a quiz's settings; one question of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from lms.shared.vietnamese import normalise_line
from quizzes.errors import BadQuestion
from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.questions import add_question, checked_spec, free_key, newest_version, revise_question

from .sections import SECTIONS, Section


class QuizForm(WagtailAdminModelForm):
    class Meta:
        model = Quiz
        fields = ["title", "pass_percent", "counts", "attempt_limit", "wait_minutes", "practice", "shuffle"]

    def clean_title(self) -> str:
        return normalise_line(self.cleaned_data["title"])

    def save(self, commit: bool = True) -> Quiz:
        if not self.instance.key:
            self.instance.key = free_key(Quiz, self.cleaned_data["title"])
        return super().save(commit)


class QuestionForm(forms.ModelForm):
    """Saving makes the next version of the question (or the question); the one that stands stays as it is."""

    quiz = forms.ModelChoiceField(label=_("Quiz"), queryset=Quiz.objects.all(), help_text=_("It is added at the end."))
    text = forms.CharField(label=_("Question"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=QuestionVersion.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Only what stands in the part of this kind below is saved."),
    )

    class Meta:
        model = Question
        fields: list[str] = []

    class Media:
        js = ("quizzes/admin/kinds.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest_version(self.instance) if self.instance.pk else None
        if self.instance.pk:
            del self.fields["quiz"]
        self.initial.setdefault("kind", QuestionVersion.Kind.SINGLE)
        self.fields["feedback"] = forms.CharField(
            label=_("Explanation"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Shown on the result page to those who did not get it right."),
        )
        if self.newest:
            self._fill(self.newest)
        self.common = list(self.fields)
        self.sections = [section(self._stored(section), self.data) for section in SECTIONS]
        for section in self.sections:
            self.fields.update(section.fields)
            if section.stored:
                self.initial.update(section.initial())

    def _fill(self, version: QuestionVersion) -> None:
        self.initial.update(kind=version.kind, text=version.text, feedback=version.feedback)
        if version.teaches_label:
            self.initial["teaches"] = version.teaches_label
            self.fields["teaches"] = forms.CharField(
                label=_("Step it teaches"), disabled=True, required=False, help_text=_("It stays with the question.")
            )

    def _stored(self, section: type[Section]) -> dict[str, Any]:
        return self.newest.spec if self.newest and self.newest.kind in section.kinds else {}

    def common_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.common]

    def sections_with_fields(self) -> Iterator[tuple[Section, list[forms.BoundField]]]:
        """For the template: each section with its fields."""
        return ((section, [self[name] for name in section.fields]) for section in self.sections)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = self._section(cleaned.get("kind", ""))
        for section in self.sections:
            if section is not chosen:
                self._forget(section)
        if chosen and not any(name in self.errors for name in chosen.fields):
            self._check(chosen, cleaned)
        return cleaned

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

    def save(self, commit: bool = True) -> Question:
        data = self.cleaned_data
        wording = {name: data[name] for name in ("text", "kind", "feedback")} | {"spec": self.spec}
        if self.instance.pk:
            revise_question(question=self.instance, **wording)
        else:
            self.instance = add_question(quiz=data["quiz"], **wording)
        return self.instance
