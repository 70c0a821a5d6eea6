"""Which step of which lesson a question teaches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.links import step_choices
from quizzes.models import QuestionVersion
from quizzes.questions import TEACHES


class StepField(forms.ChoiceField):
    """A choice of the steps that can be read now, lesson by lesson, and of the one the question has.

    `gone`: that one is no longer in its lesson. It stays with the question until another is chosen.
    """

    def __init__(self, newest: QuestionVersion | None) -> None:
        self.kept = {name: getattr(newest, name) for name in TEACHES} if newest and newest.teaches_lesson else {}
        lessons = step_choices()
        self.titles = {f"{lesson.lesson}/{key}": title for lesson in lessons for key, title in lesson.steps}
        self.gone = bool(self.kept) and self.kept_key not in self.titles
        choices: list[Any] = [("", _("No step"))]
        if self.gone:
            choices.append((self.kept_key, _("%(step)s (no longer in the lesson)") % {"step": self._name()}))
        for lesson in lessons:
            steps = enumerate(lesson.steps, start=1)
            choices.append((lesson.label, [(f"{lesson.lesson}/{key}", f"{n}. {title}") for n, (key, title) in steps]))
        super().__init__(
            label=_("Step it teaches"),
            choices=choices,
            required=False,
            initial=self.kept_key,
            widget=forms.Select(attrs={"data-find": _("Find a step by its words")}),
            help_text=_("Whoever answers wrongly is sent there to read it again."),
        )

    @property
    def kept_key(self) -> str:
        return f"{self.kept['teaches_lesson']}/{self.kept['teaches_step']}" if self.kept else ""

    def _name(self) -> str:
        return self.kept["teaches_label"] or self.kept_key

    def teaches(self, key: str) -> dict[str, str]:
        """The `teaches_...` values of the chosen `key`."""
        if self.gone and key == self.kept_key:
            return dict(self.kept)
        lesson, _slash, step = key.partition("/")
        return dict(zip(TEACHES, (lesson, step, self.titles[key] if key else ""), strict=True))
