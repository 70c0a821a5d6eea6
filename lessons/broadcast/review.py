"""What a trainer is told of a script while writing it: how long it takes, what falls out, what is hard on the ear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from lessons.following.states import State, drawn_parts, words_of
from lessons.models import RadioScriptPage
from lessons.radio.cues import Script
from lessons.radio.cuts import Cut, cut
from lessons.radio.ear import EarFault, ear_faults
from lessons.radio.slots import fill, slots_in

from .scripts import app_key_of, given_for, glossary, timed
from .words import NO_WORDS, ear_words, problem_words


@dataclass(frozen=True, slots=True)
class EarHint:
    """What is hard on the ear in one sentence; the sentence is empty where the whole script lacks something."""

    sentence: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartState:
    """A part of words that has to do with the lesson. `block_id` is None before it is saved."""

    block_id: str | None
    label: str
    state: State
    lines: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    script: Script
    cuts: tuple[Cut, ...]
    problems: tuple[str, ...]  # these keep it off the air
    ear: tuple[EarHint, ...]
    parts: tuple[PartState, ...]
    slots: tuple[str, ...]
    slot_lines: tuple[str, ...]  # sentences that only stations with words for their slots read

    @property
    def stale(self) -> tuple[PartState, ...]:
        return tuple(part for part in self.parts if part.state is State.STALE)


def review(page: RadioScriptPage) -> Review:
    drawn = drawn_parts(page.cues, given_for(page))
    filled = fill([one.part for one in drawn], {})
    script = timed(page, filled.parts)
    return Review(
        script=script,
        cuts=tuple(cut(script, limit) for limit in settings.LMS_RADIO_CUTS),
        problems=tuple(_problems(script)),
        ear=tuple(_hints(script, glossary(app_key_of(page)))),
        parts=tuple(part_states(page)),
        slots=tuple(dict.fromkeys(slot for one in drawn for line in one.part.lines for slot in slots_in(line))),
        slot_lines=filled.dropped,
    )


def part_states(page: RadioScriptPage) -> Iterator[PartState]:
    for words in words_of(page.cues, given_for(page)):
        if words.state in (State.FOLLOWS, State.DIVERGED, State.STALE):
            label = str(words.block.block.label)
            yield PartState(words.block.id, label, words.state, words.lines, words.given)


def is_stale(page: RadioScriptPage) -> bool:
    return any(part.state is State.STALE for part in part_states(page))


def _problems(script: Script) -> list[str]:
    return problem_words(script.problems) or ([] if script.ready else [str(NO_WORDS)])


def _hints(script: Script, terms: dict[str, str]) -> Iterator[EarHint]:
    sentences = {(line.part, line.place): line.written for line in script.lines}
    found: dict[str, list[EarFault]] = {}
    for fault in ear_faults(script, terms):
        found.setdefault(_sentence(fault, sentences), []).append(fault)
    for sentence, faults in found.items():
        yield EarHint(sentence, tuple(ear_words(faults)))


def _sentence(fault: EarFault, sentences: dict[tuple[int, int], str]) -> str:
    if fault.part is None or fault.place is None:
        return ""
    return sentences.get((fault.part, fault.place), "")
