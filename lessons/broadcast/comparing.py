"""What changed between two texts, sentence by sentence, for the person who approves the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from lessons.radio.parts import Part


@dataclass(frozen=True)
class Change:
    """A sentence that went (no `new`), came (no `old`), or reads otherwise."""

    old: str = ""
    new: str = ""


def changes_between(old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """In the order of the text; empty where every sentence stayed, even if music or title did not."""
    before, after = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Change] = []
    for how, first, last, from_, to in matcher.get_opcodes():
        if how != "equal":
            found += _paired([line for _, line in before[first:last]], [line for _, line in after[from_:to]])
    return found


def _lines(parts: Sequence[Part]) -> list[tuple[str, str]]:
    return [(part.kind.value, line) for part in parts for line in part.lines]


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[Change]:
    """Lines that took each other's place stand beside each other."""
    yield from (Change(old, new) for old, new in zip_longest(gone, come, fillvalue="") if old != new)
