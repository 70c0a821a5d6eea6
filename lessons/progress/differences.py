"""What a reader sees of a step, kept with an edition, and how two such states differ. Pure: no Django.

Compared are words and the screen as it is drawn. Markup, the names of rows and their order in the stored data are
nothing that a reader sees.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from lms.shared.richtext import to_lines
from lms.shared.screens.spec import BACK_TARGET, PictureSpec, ScreenSpec, target_words
from lms.shared.screens.words import describe

Part = Literal["title", "text", "screen", "warning", "stop"]
PARTS: tuple[Part, ...] = get_args(Part)
DRAWING = "drawing"  # a digest of how the screen looks: its words, made anew, hide a moved ring or another picture

Seen = Mapping[str, Any]  # {part: its lines, "drawing": digest}, as stored


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a step that looks different now. Without lines `before` the part is new."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def same_words(self) -> bool:
        """A screen that says what it said, drawn in another way."""
        return self.before == self.after


def seen(
    *, title: str, text: str, warning: str = "", stop: str = "", spec: ScreenSpec | PictureSpec | None, target: str = ""
) -> dict[str, Any]:
    """What a reader sees of a step; the texts are HTML, the title is not."""
    return {
        "title": [title],
        "text": to_lines(text),
        "screen": [describe(spec, target)] if spec else [],
        "warning": to_lines(warning),
        "stop": to_lines(stop),
        DRAWING: _digest(_drawn(spec, target)) if spec else "",
    }


def differences(old: Seen, new: Seen) -> list[Difference]:
    """The parts that look different, in the order in which they stand in the step; none for two that look the same."""
    found = [Difference(part, _lines(old, part), _lines(new, part)) for part in PARTS]
    redrawn = old.get(DRAWING, "") != new.get(DRAWING, "")
    return [one for one in found if (redrawn if one.part == "screen" else one.before != one.after)]


def _lines(state: Seen, part: Part) -> tuple[str, ...]:
    lines: Sequence[str] = state.get(part) or ()
    return tuple(lines)


def _drawn(spec: ScreenSpec | PictureSpec, target: str) -> Any:
    """The screen without what only names its parts, and where the ring is."""
    marked = target if target_words(spec, target) is not None else ""
    if isinstance(spec, PictureSpec):
        picture = spec.model_dump(mode="json", exclude={"marks"})
        ring = next((mark for mark in spec.marks if mark.id == marked), None)
        return [picture, ring.model_dump(mode="json", exclude={"id"}) if ring else None]
    screen = spec.model_dump(mode="json")
    for row in screen["rows"]:
        del row["id"]
    if marked in ("", BACK_TARGET):
        return [screen, marked]
    name, _slash, tab = marked.partition("/")
    return [screen, [next(place for place, row in enumerate(spec.rows) if row.id == name), tab]]


def _digest(data: Any) -> str:
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
