"""Single and multiple choice in numbered rows; true or false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.shared.plain_words import Path
from quizzes.kinds import MAX_CHOICES

from .base import Cleaned, Section, at_row, choose, filled, line, not_needed, remark, row_keys

PARTS = ("text", "correct", "feedback")


class Choices(Section):
    kinds = ("single", "multiple")
    heading = _("Choices")

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield (
            "choice_rule",
            choose(
                _("Credit of a multiple choice"),
                [
                    ("right_minus_wrong", _("Part of the mark: right ones chosen less wrong ones chosen")),
                    ("all_or_nothing", _("All or nothing")),
                ],
            ),
        )
        for row in range(1, MAX_CHOICES + 1):
            words = {"number": row}
            yield f"text_{row}", line(_("Choice %(number)s") % words, help_text=not_needed(row, 2))
            yield (
                f"correct_{row}",
                forms.BooleanField(label=_("Choice %(number)s is right") % words, required=False),
            )
            yield f"feedback_{row}", remark(_("To those who choose %(number)s wrongly") % words)

    def initial(self) -> dict[str, Any]:
        rows = enumerate(self.stored["choices"], start=1)
        rule = {"choice_rule": self.stored["rule"]} if "rule" in self.stored else {}
        return rule | {f"{name}_{row}": choice.get(name, "") for row, choice in rows for name in PARTS}

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        keys = row_keys(self.stored.get("choices", []))
        choices = [
            {"key": keys[row - 1], **{name: cleaned[f"{name}_{row}"] for name in PARTS}} for row in self._rows(cleaned)
        ]
        rule = {"rule": cleaned.get("choice_rule") or "right_minus_wrong"} if kind == "multiple" else {}
        return {"choices": choices, **rule}

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        return at_row(path, self._rows(cleaned), "text", {"feedback": "feedback", "correct": "correct"})

    @staticmethod
    def _rows(cleaned: Cleaned) -> list[int]:
        return filled(cleaned, PARTS, MAX_CHOICES)


class TrueFalse(Section):
    kinds = ("true_false",)
    heading = _("True or false")
    help = _("The question is a statement; the member says whether it holds.")

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        answer = choose(_("The statement is"), [("true", _("True")), ("false", _("False"))])
        answer.initial = None  # nothing is right until the trainer says so
        yield "true_false_answer", answer
        yield "true_false_feedback_true", remark(_("To those who choose True"))
        yield "true_false_feedback_false", remark(_("To those who choose False"))

    def initial(self) -> dict[str, Any]:
        remarks = ("feedback_true", "feedback_false")
        return {
            "true_false_answer": "true" if self.stored["answer"] else "false",
            **{f"true_false_{name}": self.stored.get(name, "") for name in remarks},
        }

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        remarks = {name: cleaned[f"true_false_{name}"] for name in ("feedback_true", "feedback_false")}
        answer = {"true": True, "false": False}.get(cleaned["true_false_answer"])
        return {**({} if answer is None else {"answer": answer}), **remarks}

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        return f"true_false_{path[0]}" if path else ""
