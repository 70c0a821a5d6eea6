"""The part of the certification form in which a rule is put together: rows of quizzes, ticks, and the text of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise
from quizzes.certification import rules
from quizzes.certification.naming import milestone_choices
from quizzes.certification.rules import QuizAtLeast
from quizzes.certification.shapes import Shape
from quizzes.models import Certification, Quiz

FEWEST_ROWS, EMPTY_ROWS, MOST_ROWS = 4, 2, 100
ALL, SOME = "quiz", "choice"  # how the fields of a row begin: every one of these is asked, or so many of those
MOST_TEXT = 20_000


def whole(low: int, high: int, **kwargs: Any) -> forms.IntegerField:
    """A number whose every fault is told by the same words."""
    said = _("Write a whole number from %(low)d to %(high)d.") % {"low": low, "high": high}
    errors = {"min_value": said, "max_value": said, "invalid": said}
    return forms.IntegerField(min_value=low, max_value=high, error_messages=errors, **kwargs)


@dataclass(frozen=True, slots=True)
class Row:
    """A quiz with its per cent, for the template."""

    quiz: forms.BoundField
    percent: forms.BoundField


class RuleFields:
    """`form` gets the fields; `shape` and `data` say afterwards what they mean, and add the faults to the form."""

    def __init__(self, form: forms.ModelForm[Certification], stored: Shape | None) -> None:
        self.form, self.stored = form, stored or Shape()
        self.rows = {
            ALL: self._number_of_rows(ALL, self.stored.quizzes),
            SOME: self._number_of_rows(SOME, self.stored.choices),
        }
        for kind, quizzes in ((ALL, self.stored.quizzes), (SOME, self.stored.choices)):
            self._add_rows(kind, quizzes)
        form.fields["at_least"] = whole(
            1, MOST_ROWS, label=_("How many of these quizzes"), required=False, initial=self.stored.at_least
        )
        form.fields["milestones"] = _ticks(
            _("Lessons to be read"), milestone_choices(), self.stored.milestones, _("All that are ticked.")
        )
        others = Certification.objects.exclude(pk=form.instance.pk).order_by("title").values_list("key", "title")
        form.fields["certifications"] = _ticks(
            _("Certificates to be held"),
            list(others),
            self.stored.certifications,
            _("Each must be valid on the day this one is earned."),
        )

    @cached_property
    def quizzes(self) -> dict[str, Quiz]:
        """Those that can count, by key; one that stands in the rule already stays among them."""
        named = {one.quiz for one in (*self.stored.quizzes, *self.stored.choices)}
        offered = Quiz.objects.filter(Q(renews=None, practice=False) | Q(key__in=named))
        return {quiz.key: quiz for quiz in offered.order_by("title")}

    def _number_of_rows(self, kind: str, stored: tuple[QuizAtLeast, ...]) -> int:
        data = self.form.data
        sent = [n for n in range(1, MOST_ROWS + 1) if data.get(f"{kind}_{n}") or data.get(f"{kind}_percent_{n}")]
        filled = max(sent, default=0) if self.form.is_bound else len(stored)
        return max(filled + EMPTY_ROWS, FEWEST_ROWS)

    def _add_rows(self, kind: str, stored: tuple[QuizAtLeast, ...]) -> None:
        choices = [("", _("Choose a quiz")), *((key, quiz.title) for key, quiz in self.quizzes.items())]
        for n in range(1, self.rows[kind] + 1):
            one = stored[n - 1] if n <= len(stored) else None
            self.form.fields[f"{kind}_{n}"] = forms.ChoiceField(
                label=_("Quiz %(number)s") % {"number": n},
                choices=choices,
                required=False,
                initial=one.quiz if one else "",
                error_messages={"invalid_choice": _("There is no such quiz. Choose one of the list.")},
            )
            self.form.fields[f"{kind}_percent_{n}"] = whole(
                1,
                100,
                label=_("Per cent in quiz %(number)s") % {"number": n},
                required=False,
                initial=one.percent if one else None,
            )

    # --- for the template ---------------------------------------------------------------------------

    def all_rows(self) -> Iterator[Row]:
        return self._rows(ALL)

    def some_rows(self) -> Iterator[Row]:
        return self._rows(SOME)

    def _rows(self, kind: str) -> Iterator[Row]:
        names = ((f"{kind}_{n}", f"{kind}_percent_{n}") for n in range(1, self.rows[kind] + 1))
        return (Row(self.form[quiz], self.form[percent]) for quiz, percent in names)

    # --- what was sent ------------------------------------------------------------------------------

    def shape(self, cleaned: Mapping[str, Any]) -> Shape | None:
        """None where a field is at fault."""
        asked, choices = self._read(ALL, cleaned), self._read(SOME, cleaned)
        at_least = cleaned.get("at_least") or 1
        if at_least > len(choices) > 0:
            words = _("%(count)d quizzes are chosen below, so at most %(count)d can be asked for.")
            self.form.add_error("at_least", words % {"count": len(choices)})
        if any(name in self.form.errors for name in self.names()):
            return None
        milestones, certifications = frozenset(cleaned["milestones"]), frozenset(cleaned["certifications"])
        shape = Shape(asked, milestones, certifications, choices, at_least if choices else 1)
        if shape == Shape():
            self.form.add_error(f"{ALL}_1", _("The rule asks for nothing yet. Choose at least one quiz or lesson."))
            return None
        return shape

    def names(self) -> list[str]:
        rows = [name for kind, most in self.rows.items() for n in range(1, most + 1) for name in _row(kind, n)]
        return [*rows, "at_least", "milestones", "certifications"]

    def _read(self, kind: str, cleaned: Mapping[str, Any]) -> tuple[QuizAtLeast, ...]:
        found: dict[str, QuizAtLeast] = {}
        for n in range(1, self.rows[kind] + 1):
            quiz, percent = _row(kind, n)
            key, share = cleaned.get(quiz), cleaned.get(percent)
            if key in found:
                self.form.add_error(quiz, _("This quiz stands in a row above already."))
            elif key:
                found[key] = QuizAtLeast(key, share or self.quizzes[key].pass_percent)
            elif share and quiz not in self.form.errors:
                self.form.add_error(quiz, _("In which quiz?"))
        return tuple(found.values())


def _row(kind: str, n: int) -> tuple[str, str]:
    return f"{kind}_{n}", f"{kind}_percent_{n}"


def _ticks(label: Any, choices: list[tuple[str, str]], initial: frozenset[str], help_text: Any) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        initial=sorted(initial),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text if choices else _("There is none yet."),
        error_messages={"invalid_choice": _("“%(value)s” does not stand any longer. Take it out.")},
    )


class RuleText(forms.CharField):
    """A rule as JSON; the value is its data, which `rules` has still to check."""

    widget = forms.Textarea(attrs={"rows": 14, "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)

    def to_python(self, value: Any) -> Any:
        text = normalise(str(value or "")).strip()
        if not text:
            return None
        if len(text) > MOST_TEXT:
            raise forms.ValidationError(_("This is too much text for a rule."))
        try:
            return json.loads(text, object_pairs_hook=_fields_once)
        except json.JSONDecodeError as error:
            place = {"line": error.lineno, "column": error.colno}
            words = gettext("This is not JSON; it stops making sense in line %(line)d, at character %(column)d.")
            raise forms.ValidationError(words % place) from error
        except _Twice as error:
            raise forms.ValidationError(error.words) from error
        except RecursionError as error:
            words = gettext("rules may stand inside each other %(depth)d deep") % {"depth": rules.MAX_DEPTH}
            raise forms.ValidationError(words) from error
        except ValueError as error:  # a number of thousands of digits
            words = gettext("Write a whole number from %(low)d to %(high)d.") % {"low": 1, "high": 100}
            raise forms.ValidationError(words) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True

    def validate(self, value: Any) -> None:
        """What is in it is checked as a rule."""

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit."""


class _Twice(Exception):
    def __init__(self, name: str) -> None:
        self.words = gettext("“%(name)s” stands twice in one place.") % {"name": name}


def _fields_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found
