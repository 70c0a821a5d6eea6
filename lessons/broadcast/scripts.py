"""A radio page as a timed script: its steps drawn from the lesson, its words read by the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.timezone import localtime

from lessons.models import GlossaryTerm, RadioScriptPage
from lessons.printing.drawn import said_words
from lessons.radio.cues import CueKind, Script, WrittenCue, build_script
from lessons.radio.numbers import Reading
from lms.shared.vietnamese import normalise

LANGUAGES = {"vi": "Tiếng Việt"}
KINDS = {"steps": CueKind.CONTENT}


def script_of(page: RadioScriptPage, *, rate: int | None = None) -> Script:
    """The whole item, ready to be shown, read or saved. Raises ValueError for a rate out of bounds."""
    published = page.last_published_at
    return build_script(
        title=page.title,
        cues=written_cues(page),
        glossary=glossary(),
        language=LANGUAGES.get(page.language, page.language),
        edition_words=f"Bản ngày {localtime(published):%d/%m/%Y}" if published else "",
        rate=rate or page.rate,
        reading=reading(),
    )


def reading() -> Reading:
    """The words of this region for numbers, from LMS_RADIO_WORDS."""
    try:
        return Reading.of_words(map(normalise, settings.LMS_RADIO_WORDS))
    except ValueError as error:
        raise ImproperlyConfigured(f"LMS_RADIO_WORDS: {error}") from error


def glossary() -> dict[str, str]:
    return dict(GlossaryTerm.objects.values_list("term", "say_as"))


def written_cues(page: RadioScriptPage) -> Iterator[WrittenCue]:
    """The parts in their order; content and steps that follow each other are one part to the ear."""
    for kind, blocks in groupby(page.cues, key=lambda block: KINDS.get(block.block_type) or CueKind(block.block_type)):
        together = list(blocks)
        if kind in (CueKind.MUSIC_IN, CueKind.MUSIC_OUT):
            yield from (WrittenCue(kind, seconds=float(block.value["seconds"])) for block in together)
        else:
            yield WrittenCue(kind, "\n".join(line for block in together for line in _lines(block)))


def _lines(block: Any) -> Iterator[str]:
    if block.block_type == "steps":
        yield from (said_words(step) for step in block.value.chosen())
    else:
        yield from (line.strip() for line in block.value["lines"] if line.strip())
