"""Forms for trainers: a quiz's settings; one question with its choices in numbered rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from lms.shared.vietnamese import normalise_line
from quizzes.errors import BadQuestion
from quizzes.kinds import MAX_CHOICES
from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.questions import add_question, checked_spec, free_key, newest_version, revise_question

ROWS = range(1, MAX_CHOICES + 1)
KEYS = "abcdef"


class QuizForm(WagtailAdminModelForm):
    class Meta:
        model = Quiz
        fields = ["title", "pass_percent", "shuffle"]

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
    kind = forms.ChoiceField(label=_("Kind"), choices=QuestionVersion.Kind.choices, widget=forms.RadioSelect)

    class Meta:
        model = Question
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest_version(self.instance) if self.instance.pk else None
        if self.instance.pk:
            del self.fields["quiz"]
        self.initial.setdefault("kind", QuestionVersion.Kind.SINGLE)
        for row in ROWS:
            self._add_row(row)
        self.fields["feedback"] = forms.CharField(
            label=_("Explanation"),
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Shown on the result page to those who did not get it right."),
        )
        if self.newest:
            self._fill(self.newest)

    def _add_row(self, row: int) -> None:
        words = {"number": row}
        self.fields[f"text_{row}"] = forms.CharField(
            label=_("Choice %(number)s") % words,
            max_length=200,
            required=False,
            help_text="" if row <= 2 else _("Leave it empty if it is not needed."),
        )
        self.fields[f"correct_{row}"] = forms.BooleanField(
            label=_("Choice %(number)s is right") % words, required=False
        )
        self.fields[f"feedback_{row}"] = forms.CharField(
            label=_("To those who choose %(number)s wrongly") % words, max_length=300, required=False
        )

    def _fill(self, version: QuestionVersion) -> None:
        self.initial.update(kind=version.kind, text=version.text, feedback=version.feedback)
        for row, choice in zip(ROWS, version.spec["choices"], strict=False):
            self.initial.update({f"{name}_{row}": choice.get(name, "") for name in ("text", "correct", "feedback")})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "kind" in cleaned and not any(name.startswith("text_") for name in self.errors):
            try:
                checked_spec(cleaned["kind"], {"choices": self._choices(cleaned)})
            except BadQuestion as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    def _choices(self, cleaned: dict[str, Any]) -> list[dict[str, Any]]:
        """The filled rows; a row keeps the key it had, so that answers can be compared between versions."""
        old = [choice["key"] for choice in self.newest.spec["choices"]] if self.newest else []
        free = [key for key in KEYS if key not in old]
        keys = old + free
        return [
            {"key": keys[row - 1], **{name: cleaned[f"{name}_{row}"] for name in ("text", "correct", "feedback")}}
            for row in ROWS
            if cleaned.get(f"text_{row}")
        ]

    def save(self, commit: bool = True) -> Question:
        data = self.cleaned_data
        wording = {name: data[name] for name in ("text", "kind", "feedback")} | {
            "spec": {"choices": self._choices(data)}
        }
        if self.instance.pk:
            revise_question(question=self.instance, **wording)
        else:
            self.instance = add_question(quiz=data["quiz"], **wording)
        return self.instance
