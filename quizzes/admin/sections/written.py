"""Answers that are written: a short answer, a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.shared.plain_words import Path

from .base import Cleaned, Section, at_row, choose, filled, line, not_needed, remark

ROWS, MOST_ROWS = 6, 20
PARTS = ("text", "share", "feedback")
NUMBERS = ("value", "tolerance", "tolerance_percent")


class Short(Section):
    kinds = ("short",)
    heading = _("Short answer")

    @property
    def rows(self) -> int:
        """Six; more where a pack brought more, so that none is lost when the question is saved."""
        return min(max(ROWS, len(self.stored.get("accepted", []))), MOST_ROWS)

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield (
            "short_level",
            choose(
                _("What counts as the same"),
                [
                    ("tones", _("Tone marks do not matter: hoa = hòa")),
                    ("exact", _("Tone marks matter")),
                    ("marks", _("No marks matter, and d = đ")),
                ],
            ),
        )
        yield "short_case", forms.BooleanField(label=_("Capital letters matter"), required=False)
        for row in range(1, self.rows + 1):
            words = {"number": row}
            yield f"accepted_text_{row}", line(_("Accepted answer %(number)s") % words, help_text=not_needed(row, 1))
            yield (
                f"accepted_share_{row}",
                line(
                    _("Part of the mark for answer %(number)s") % words,
                    most=10,
                    help_text=_("1 is the full mark, 0.5 half of it. Empty means the full mark."),
                ),
            )
            yield f"accepted_feedback_{row}", remark(_("To those who write answer %(number)s") % words)

    def initial(self) -> dict[str, Any]:
        common = {"short_level": self.stored.get("level", "tones"), "short_case": self.stored.get("case", False)}
        rows = enumerate(self.stored["accepted"], start=1)
        return common | {f"accepted_{name}_{row}": one.get(name, "") for row, one in rows for name in PARTS}

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        accepted = []
        for row in self._rows(cleaned):
            one = {name: cleaned[f"accepted_{name}_{row}"] for name in PARTS}
            accepted.append(one if one["share"] else {**one, "share": 1})
        return {"accepted": accepted, "level": cleaned.get("short_level") or "tones", "case": cleaned["short_case"]}

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        if path[:1] in (("level",), ("case",)):
            return f"short_{path[0]}"
        names = {name: f"accepted_{name}" for name in PARTS}
        return at_row(path, self._rows(cleaned), "accepted_text", names)

    def _rows(self, cleaned: Cleaned) -> list[int]:
        return filled(cleaned, [f"accepted_{name}" for name in PARTS], self.rows)


class Number(Section):
    kinds = ("number",)
    heading = _("Number")

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield "number_value", line(_("Right number"), most=100, help_text=_("In digits, such as 12 or 1.234,5."))
        yield "number_tolerance", line(_("May differ by"), most=100, help_text=_("Empty means not at all."))
        yield (
            "number_tolerance_percent",
            line(_("Or may differ by this per cent"), most=100, help_text=_("Fill in one of the two at most.")),
        )
        yield (
            "number_units",
            forms.CharField(
                label=_("Units that may be written after the number"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("One a line, such as đồng. Without any, only the number itself is read."),
            ),
        )

    def initial(self) -> dict[str, Any]:
        return {f"number_{name}": self.stored.get(name, "") for name in NUMBERS} | {
            "number_units": "\n".join(self.stored.get("units", []))
        }

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        units = [unit for unit in cleaned["number_units"].splitlines() if unit.strip()]
        return {**{name: cleaned[f"number_{name}"] for name in NUMBERS}, "units": units}

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        return f"number_{path[0]}" if path else ""
