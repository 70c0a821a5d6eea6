"""A radio page as a timed script: its steps drawn from the lesson, its words read by the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lessons.models import GlossaryTerm, RadioScriptPage
from lessons.printing.drawn import chosen_steps, said_words
from lessons.radio.cues import CueKind, Script, WrittenCue, build_script

LANGUAGES = {"vi": "Tiếng Việt"}


def script_of(page: RadioScriptPage, *, rate: int | None = None) -> Script:
    """The whole item, ready to be shown, read or saved. Raises ValueError for a rate out of bounds."""
    return build_script(
        title=page.title,
        cues=written_cues(page),
        glossary=glossary(),
        language=LANGUAGES.get(page.language, page.language),
        edition_words=f"Bản ngày {page.last_published_at:%d/%m/%Y}" if page.last_published_at else "",
        rate=rate or page.rate,
    )


def glossary() -> dict[str, str]:
    return dict(GlossaryTerm.objects.values_list("term", "say_as"))


def written_cues(page: RadioScriptPage) -> Iterator[WrittenCue]:
    for block in page.cues:
        if block.block_type in (CueKind.MUSIC_IN, CueKind.MUSIC_OUT):
            yield WrittenCue(CueKind(block.block_type), seconds=float(block.value["seconds"]))
        elif block.block_type == "steps":
            yield WrittenCue(CueKind.CONTENT, "\n".join(said_words(step) for step in chosen_steps(block.value)))
        else:
            yield WrittenCue(CueKind(block.block_type), "\n".join(_lines(block.value)))


def _lines(value: Any) -> list[str]:
    return [line.strip() for line in value["lines"] if line.strip()]
