"""Matching and ordering."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.shared.plain_words import Path

from .base import Cleaned, Section, at_row, choose, filled, line, not_needed, row_keys

LINES, EXTRAS = 6, 3
SIDES = ("left", "right")


class Matching(Section):
    kinds = ("matching",)
    heading = _("Matching")
    help = _("To each line belongs one option. Options are shown by the alphabet; one may belong to two lines.")

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        for row in range(1, LINES + 1):
            words = {"number": row}
            yield f"left_{row}", line(_("Line %(number)s") % words, help_text=not_needed(row, 2))
            yield f"right_{row}", line(_("Belongs to line %(number)s") % words)
        for row in range(1, EXTRAS + 1):
            label = _("Extra option %(number)s") % {"number": row}
            yield f"extra_{row}", line(label, help_text=_("It belongs to no line, so that the last one is no gift."))

    def initial(self) -> dict[str, Any]:
        pairs = enumerate(self.stored["pairs"], start=1)
        extra = enumerate(self.stored.get("extra", []), start=1)
        return {f"{side}_{row}": pair[side] for row, pair in pairs for side in SIDES} | {
            f"extra_{row}": text for row, text in extra
        }

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        keys = row_keys(self.stored.get("pairs", []))
        return {
            "pairs": [
                {"key": keys[row - 1], **{side: cleaned[f"{side}_{row}"] for side in SIDES}}
                for row in filled(cleaned, SIDES, LINES)
            ],
            "extra": [cleaned[f"extra_{row}"] for row in filled(cleaned, ["extra"], EXTRAS)],
        }

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        if path[:1] == ("extra",):
            return at_row(path, filled(cleaned, ["extra"], EXTRAS), "extra", {})
        return at_row(path, filled(cleaned, SIDES, LINES), "left", {"right": "right"})


class Ordering(Section):
    kinds = ("ordering",)
    heading = _("Ordering")
    help = _("Write the steps in the right order. Members see them by the alphabet or shuffled.")

    def make_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield (
            "ordering_rule",
            choose(
                _("Credit"),
                [
                    ("next", _("Part of the mark: every step followed by the one that ought to follow")),
                    ("all_or_nothing", _("All or nothing")),
                ],
            ),
        )
        for row in range(1, LINES + 1):
            yield f"item_{row}", line(_("Step %(number)s") % {"number": row}, help_text=not_needed(row, 3))

    def initial(self) -> dict[str, Any]:
        items = enumerate(self.stored["items"], start=1)
        return {"ordering_rule": self.stored.get("rule", "next")} | {f"item_{row}": text for row, text in items}

    def spec(self, kind: str, cleaned: Cleaned) -> dict[str, Any]:
        items = [cleaned[f"item_{row}"] for row in filled(cleaned, ["item"], LINES)]
        return {"items": items, "rule": cleaned.get("ordering_rule") or "next"}

    def field_of(self, path: Path, cleaned: Cleaned) -> str:
        if path[:1] == ("rule",):
            return "ordering_rule"
        return at_row(path, filled(cleaned, ["item"], LINES), "item", {})
