"""Which parts of a radio script follow its lesson, and which were rewritten. Knows no models.

A part that is left as the lesson gave it follows the lesson; one that was rewritten stays as it was written. `origin`
is what the lesson gave when the part was last in step with it, in one string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lessons.blocks.step_words import said_words
from lessons.radio.parts import CueKind, Part

from .making import Given


class State(StrEnum):
    OWN = "own"  # written here, no lesson has to do with it
    FOLLOWS = "follows"  # as the lesson gives it, whatever it gives next
    DIVERGED = "diverged"  # rewritten; the lesson says what it said then
    STALE = "stale"  # rewritten; the lesson says something else now
    EMPTY = "empty"  # nothing to say


def state_of(lines: Sequence[str], origin: str, given: Sequence[str]) -> State:
    """`given` is what the lesson says now; nothing, where there is no lesson or none that is published."""
    written, says = "\n".join(lines), "\n".join(given)
    if not written:
        return State.FOLLOWS if says else State.EMPTY
    if not origin:
        return State.OWN
    if written in (origin, says):
        return State.FOLLOWS
    return State.STALE if says and says != origin else State.DIVERGED


def read_aloud(lines: Sequence[str], origin: str, given: Sequence[str]) -> tuple[str, ...]:
    """The lines of a part as they are read today. Of a lesson that is gone, what it gave last stays."""
    return tuple(given or lines) if state_of(lines, origin, given) is State.FOLLOWS else tuple(lines)


@dataclass(frozen=True, slots=True)
class Words:
    """A part of words as it stands in the page. `given`: what the lesson gives for it."""

    block: Any
    lines: tuple[str, ...]
    origin: str
    given: tuple[str, ...]

    @property
    def state(self) -> State:
        return state_of(self.lines, self.origin, self.given)

    @property
    def read_aloud(self) -> tuple[str, ...]:
        return read_aloud(self.lines, self.origin, self.given)


def words_of(cues: Iterable[Any], given: Given) -> Iterator[Words]:
    """The parts of words in their order. The lesson gives each kind once: to the first part that came from it."""
    left = dict(given)
    for block in cues:
        if "lines" not in block.block.child_blocks:
            continue
        lines = tuple(line.strip() for line in block.value["lines"] if line and line.strip())
        origin = (block.value.get("origin") or "").replace("\r\n", "\n")
        comes_from_it = bool(origin) or not lines
        yield Words(block, lines, origin, left.pop(CueKind(block.block_type), ()) if comes_from_it else ())


def bring_in_step(cues: Any, given: Given, *, read: Iterable[str] = ()) -> None:
    """Parts that follow hold what the lesson gives now; of those in `read` (ids of blocks) a person has seen it."""
    seen = set(read)
    for words in words_of(cues, given):
        value = words.block.value
        if words.state is State.FOLLOWS and words.given:
            value["lines"] = words.block.block.child_blocks["lines"].normalize(list(words.given))
            value["origin"] = "\n".join(words.given)
        elif words.state is State.STALE and words.block.id in seen:
            value["origin"] = "\n".join(words.given)
        else:
            value["origin"] = words.origin if words.lines else ""


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part as it is read today, and the block of the page that it comes from; `words` of parts of words."""

    part: Part
    block: Any
    words: Words | None = None


def drawn_parts(cues: Iterable[Any], given: Given) -> list[DrawnPart]:
    """One a block, without those that have nothing to say."""
    cues = list(cues)
    words = {id(one.block): one for one in words_of(cues, given)}
    drawn = [_drawn(block, words.get(id(block))) for block in cues]
    return [one for one in drawn if one.part.lines or one.part.seconds is not None]


def _drawn(block: Any, words: Words | None) -> DrawnPart:
    if words:
        return DrawnPart(Part(CueKind(block.block_type), words.read_aloud), block, words)
    if block.block_type == "steps":
        lines = tuple(said_words(step) for step in block.value.chosen())
        return DrawnPart(Part(CueKind.CONTENT, lines, whole=True), block)
    return DrawnPart(Part(CueKind(block.block_type), seconds=float(block.value["seconds"] or 0)), block)
