"""The starter course as its files say it: read once a process, and its texts for the proofs that walk all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import yaml

from lessons.packs.loader import STARTER
from lessons.packs.reader import CoursePack, read_pack
from lessons.packs.schema import AppPack, LessonData, QuestionData, StepData
from lessons.radio.lexicon import load_glossary

APPS: tuple[str, ...] = tuple(yaml.safe_load((STARTER / "course.yaml").read_text(encoding="utf-8"))["apps"])
GLOSSARY = load_glossary()
_MARKUP = re.compile(r"\*\*|^\s*(?:-|\d{1,3}\.) +", re.MULTILINE)
_END = re.compile(r"(?<=[.!?…])[”\"]?\s+|\n+")


class Words(NamedTuple):
    """A text of a topic, and where it stands."""

    where: str
    text: str


@cache
def course() -> CoursePack:
    return read_pack(STARTER)


def pack(app: str) -> AppPack:
    return next(one for one in course().apps if one.app.key == app)


def steps(app: str) -> Iterator[tuple[LessonData, StepData]]:
    return ((lesson, step) for lesson in pack(app).lessons for step in lesson.steps)


def questions(app: str) -> list[QuestionData]:
    """Those that count, and those for practice."""
    return [question for quiz in pack(app).quizzes().values() for question in quiz.questions]


def texts(app: str) -> Iterator[Words]:
    """Every text of a topic that a person reads or hears, but what stands on drawn screens."""
    for file, part in (("app", pack(app).app), ("poster", pack(app).poster), ("radio", pack(app).radio)):
        yield from _texts(f"{app}/{file}", part.model_dump(mode="json", exclude={"sources"}))
    for lesson in pack(app).lessons:
        yield from _texts(f"{app}/{lesson.key}", lesson.model_dump(mode="json"))
    for file, quiz in pack(app).quizzes().items():
        yield from _texts(f"{app}/{file}", quiz.model_dump(mode="json"))


def screen_texts(app: str) -> Iterator[Words]:
    for screen in pack(app).screens:
        yield from _texts(f"{app}/screens/{screen.key}", screen.model_dump(mode="json"))


_NAMES = {
    "key",
    "keys",
    "id",
    "screen",
    "target",
    "step",
    "category",
    "kind",
    "lesson",
    "source",
    "skill",
    "state",
    "on",
}
_NAMES |= {"until", "language", "image", "right_keys", "style", "rule", "level"}


def _texts(where: str, value: object) -> Iterator[Words]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _NAMES and not (name == "right" and isinstance(part, list)):
                yield from _texts(f"{where}/{name}", part)
    elif isinstance(value, list):
        for n, part in enumerate(value, start=1):
            yield from _texts(f"{where}/{n}", part)
    elif isinstance(value, str) and value:
        yield Words(where, value)


def sentences(text: str) -> list[str]:
    """The sentences of light text, without its marks."""
    return [part for piece in _END.split(_MARKUP.sub("", text)) if (part := piece.strip(' “”"'))]
