"""What a lesson gives for each part of a radio script, and the parts of a new one. Knows no models."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

from lessons.blocks.step_words import said_words
from lessons.radio.parts import CueKind
from lessons.radio.sentences import sentences
from lms.shared.richtext import to_lines
from lms.shared.vietnamese import normalise_line

TEMPLATE = Path(__file__).with_name("script_template.yaml")
LONGEST_LINE = 300  # letters, as the editor has it
MOST_LINES = 12
MOST_WARNINGS = 5  # in 30 seconds nobody can say more
SHORTEST_WARNING = 5  # syllables of one that says enough alone
MOST_REASONS = 2  # sentences on what the app is for
MOST_ACTIONS = 2  # key actions that are repeated

Given = Mapping[CueKind, tuple[str, ...]]


def given_by(lesson: Any) -> dict[CueKind, tuple[str, ...]]:
    """The lines of each part of words. Nothing of a lesson that is not published."""
    if lesson is None or not lesson.live:
        return {}
    app, steps = lesson.app, list(lesson.steps())
    # Two sentences on what the app is for, and what one can do after the lesson.
    what = [*_sentences(to_lines(app.what))[:MOST_REASONS], *_sentences([lesson.summary])]
    words = {"lesson": _bare(lesson.title), "app": _bare(app.title)}
    lists = {"what": what, "actions": key_actions(steps), "warnings": must_say(app, steps)}
    return {kind: _fitting(_filled(lines, words, lists)) for kind, lines in template().items()}


@cache
def template() -> dict[CueKind, tuple[str, ...]]:
    data = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    return {CueKind(kind): tuple(map(normalise_line, lines)) for kind, lines in data.items()}


def must_say(app: Any, steps: Sequence[Any]) -> list[str]:
    """The app's warnings, then where a step says to stop, then what it warns of; each once."""
    boxes = [to_lines(step[name].source) for name in ("stop", "warning") for step in steps if step.get(name)]
    said = [*(block.value for block in app.warnings), *(line for lines in boxes for line in lines[:1])]
    found: dict[str, str] = {}
    for words in (_opening(line) for line in said if line.strip()):
        found.setdefault(words.casefold(), words)
    return list(found.values())[:MOST_WARNINGS]


def _opening(line: str) -> str:
    """The first sentence; with the next one where it is a mere call ("Dừng lại.")."""
    first, *more = _sentences([line])
    return " ".join([first, *more[:1]]) if len(first.split()) < SHORTEST_WARNING else first


def key_actions(steps: Sequence[Any]) -> list[str]:
    """The steps that stand on the pocket card, in the words they are told in; else the last one."""
    marked = [step for step in steps if step.get("card")] or list(steps[-1:])
    return [_sentence(said_words(step)) for step in marked[:MOST_ACTIONS]]


def _filled(lines: Iterable[str], words: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line that names a list stands once for each of its sentences; words ahead of it stand before the first."""
    for line in lines:
        name = next((name for name in lists if f"${name}" in line), None)
        if name is None:
            yield Template(line).safe_substitute(words)
            continue
        for n, sentence in enumerate(lists[name]):
            ahead = line.replace(f"${name}", "").strip()
            yield f"{ahead} {_going_on(sentence)}" if ahead and n == 0 else sentence


def _going_on(sentence: str) -> str:
    """As it stands after other words; an abbreviation keeps its capitals."""
    return sentence if sentence[1:2].isupper() else f"{sentence[:1].lower()}{sentence[1:]}"


def _fitting(lines: Iterable[str]) -> tuple[str, ...]:
    """As the editor can hold them."""
    short = (piece for line in lines for piece in textwrap.wrap(normalise_line(line), LONGEST_LINE))
    return tuple(short)[:MOST_LINES]


def _sentences(lines: Iterable[str]) -> list[str]:
    return [_sentence(found) for line in lines if line.strip() for found in sentences(line)]


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words.rstrip(',;:')}."


def _bare(title: str) -> str:
    return title.strip().rstrip(".!?…")


def cues_from(lesson: Any) -> list[dict[str, Any]]:
    """The parts of a new script, as stored."""
    given = given_by(lesson)

    def words(kind: CueKind) -> dict[str, Any]:
        return {"type": kind.value, "value": {"lines": list(given[kind]), "origin": "\n".join(given[kind])}}

    return [
        {"type": "music_in", "value": {"seconds": 8}},
        words(CueKind.GREETING),
        words(CueKind.CONTENT),
        {"type": "steps", "value": {"lesson": lesson.pk, "keys": []}},
        words(CueKind.WARNING),
        words(CueKind.REPEAT),
        words(CueKind.CLOSING),
        {"type": "music_out", "value": {"seconds": 6}},
    ]
