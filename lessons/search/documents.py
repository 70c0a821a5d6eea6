"""Live pages as texts for the search: what stands in which place. StreamFields are read as stored, without queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
from lessons.models.keyed import KeyedPage
from lessons.radio.sentences import sentences
from lms.shared.richtext import to_lines

from .index import Field, Text

_BOXES = ("tip", "warning", "stop")


@cache
def kind_words() -> dict[str, list[str]]:
    return yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text("utf-8"))


def texts_of(page: KeyedPage) -> tuple[Text, ...]:
    """The title first, then all else a reader sees."""
    kind, texts = READERS[type(page)]
    names = kind_words()[kind] + (kind_words()["quiz"] if getattr(page, "quiz_id", None) else [])
    called = (Text.of(Field.KIND, name, shown=False) for name in names)
    return (Text.of(Field.TITLE, page.title), *called, *(text for text in texts(page) if text.words))


def _app(page: AppPage) -> Iterator[Text]:
    yield Text.of(Field.SUMMARY, page.summary)
    yield from _rich(Field.TEXT, page.what)
    yield Text.of(Field.TEXT, page.runner)
    yield from _sentences(Field.ASIDE, page.install)
    yield from _sentences(Field.ASIDE, page.state_note)
    for block in page.warnings.raw_data:
        yield from _sentences(Field.ASIDE, block["value"])


def _lesson(page: LessonPage) -> Iterator[Text]:
    yield Text.of(Field.SUMMARY, page.summary)
    number = 0
    for block in page.body.raw_data:
        value = block["value"]
        if block["type"] == "step":
            number += 1
            yield Text.of(Field.HEADING, value["title"], number)
            yield from _rich(Field.TEXT, value["text"], number)
            for box in _BOXES:
                yield from _rich(Field.ASIDE, value.get(box) or "", number)
        else:
            yield from _rich(Field.ASIDE, value["text"] if isinstance(value, dict) else value)
    yield Text.of(Field.ASIDE, page.after_title)
    yield from _rich(Field.ASIDE, page.after_text)


def _poster(page: PosterPage) -> Iterator[Text]:
    yield Text.of(Field.SUMMARY, " ".join(page.title_lines.split()))
    for block in page.columns.raw_data:
        yield Text.of(Field.HEADING, block["value"].get("heading") or "")
        yield from _written_lines(block["value"])
    yield from _sentences(Field.ASIDE, page.foot)


def _script(page: RadioScriptPage) -> Iterator[Text]:
    for block in page.cues.raw_data:
        yield from _written_lines(block["value"])


def _written_lines(value: dict[str, Any]) -> Iterator[Text]:
    """The items of a list as stored: each in a dictionary of its own, or bare in old rows."""
    for line in value.get("lines") or ():
        yield from _sentences(Field.TEXT, line["value"] if isinstance(line, dict) else line)


def _rich(field: Field, html: str, step: int = 0) -> Iterator[Text]:
    for line in to_lines(html):
        yield from _sentences(field, line, step)


def _sentences(field: Field, line: str, step: int = 0) -> Iterator[Text]:
    return (Text.of(field, sentence, step) for sentence in sentences(line))


READERS: dict[type[KeyedPage], tuple[str, Callable[[Any], Iterator[Text]]]] = {
    AppPage: ("app", _app),
    LessonPage: ("lesson", _lesson),
    PosterPage: ("poster", _poster),
    RadioScriptPage: ("script", _script),
}
