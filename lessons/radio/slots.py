"""Slots: places in a written line, in braces, that every station fills with its own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lessons.radio.parts import MUSIC, CueKind, Part
from lms.shared.vietnamese import normalise, normalise_line

SLOTS = ("lời chào", "nơi gặp", "giờ gặp", "liên hệ", "tên xã")

_BRACES = re.compile(r"\{([^{}\n]{1,60})\}")
_MARKS = frozenset(".,;:!?…")


@dataclass(frozen=True)
class Filled:
    """Parts with their slots filled, and the written lines that fell out because a slot has no value."""

    parts: tuple[Part, ...]
    dropped: tuple[str, ...] = ()


def slots_in(text: str) -> tuple[str, ...]:
    """The slots that a text uses, each once, in order of appearance. Braces around other words are none."""
    found = map(_name, _BRACES.findall(normalise(text)))
    return tuple(dict.fromkeys(name for name in found if name in SLOTS))


def fill(parts: Iterable[Part], values: Mapping[str, str]) -> Filled:
    """Put `values` (by slot; blank is none) in the lines. A line that lacks one falls out, a part left empty too.

    What must not be lost, a warning or a step of a whole, stays with its braces: they keep the script off the air
    until the station fills the slot, as braces around unknown words do.
    """
    known = {_name(slot): normalise_line(value) for slot, value in values.items()}
    filled: list[Part] = []
    dropped: list[str] = []
    for part in parts:
        must_stay = part.whole or part.kind == CueKind.WARNING
        lines: list[str] = []
        for line in part.lines:
            if must_stay or all(known.get(slot) for slot in slots_in(line)):
                lines.append(_filled(line, known))
            else:
                dropped.append(line)
        if lines or part.kind in MUSIC:
            filled.append(replace(part, lines=tuple(lines)))
    return Filled(tuple(filled), tuple(dropped))


def _name(written: str) -> str:
    return normalise_line(written).casefold()


def _filled(line: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = _name(match[1])
        words = values.get(name, "") if name in SLOTS else ""
        if not words:
            return match[0]
        after = match.string[match.end() :].lstrip()[:1]
        if after in _MARKS or after.islower():
            # "{lời chào}." filled with "Kính chào bà con!" keeps one mark, the writer's.
            words = words.rstrip(".,;:!?… ") or words
        opens = not match.string[: match.start()].strip()
        return words[:1].upper() + words[1:] if opens else words

    written = normalise(line)
    return _BRACES.sub(value, written) if "{" in written else written
