"""The public page of a radio script: both texts, its cuts, how its hard words are read, and its translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from lessons.models import RadioScriptPage, ScriptVersion
from lessons.models.broadcast.stations import SLOT_FIELDS, Station
from lessons.radio.cues import Line, Script
from lessons.radio.cuts import Cut, cut
from lessons.radio.parts import Part, digest
from lessons.radio.slots import fill, slots_in

from .scripts import language_name, parts_of, timed
from .texts import version_words
from .versions import newest
from .withdrawal import words_of

MOST_READINGS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a written sentence; `spoken` where it is read otherwise than it is written."""

    written: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    language: str
    lines: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReadingPage:
    whole: Script
    cut: Cut | None  # what is shown, where a cut was asked for
    version: ScriptVersion | None  # of the text that is shown
    withdrawn: str  # that it was withdrawn, when and why
    slot_lines: tuple[str, ...]
    slots: tuple[str, ...]  # what each station adds, in words
    translations: tuple[Translation, ...]

    @property
    def script(self) -> Script:
        return self.cut.script if self.cut else self.whole

    @property
    def seconds(self) -> int:
        """Of the cut; 0 for the whole text."""
        return round(self.cut.limit) if self.cut else 0

    @property
    def may_be_taken(self) -> bool:
        return self.script.ready and not self.withdrawn

    @property
    def readings(self) -> list[Piece]:
        """The terms of this text that are not read as they are written, each once."""
        found = {piece.written: piece for line in self.script.lines for piece in pieces(line) if piece.spoken}
        return list(found.values())[:MOST_READINGS]


def cuts_offered() -> list[int]:
    return list(settings.LMS_RADIO_CUTS)


def reading_page(page: RadioScriptPage, *, seconds: int = 0) -> ReadingPage:
    """As it is read where no station is known. `seconds` is the cut that is asked for."""
    parts = parts_of(page)
    filled, text_hash, last = fill(parts, {}), digest(parts), newest(page.key)
    version = last if last and last.text_hash == text_hash else None
    whole = timed(page, filled.parts, edition_words=version_words(version) if version else "")
    return ReadingPage(
        whole=whole,
        cut=cut(whole, seconds) if seconds else None,
        version=version,
        withdrawn=words_of(last) if last else "",
        slot_lines=filled.dropped,
        slots=slot_words(parts),
        translations=tuple(_translations(page, text_hash)),
    )


def slot_words(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """What a station says of itself in these parts, as the form of the station names it."""
    used = dict.fromkeys(slot for part in parts for line in part.lines for slot in slots_in(line))
    return tuple(str(Station._meta.get_field(SLOT_FIELDS[slot]).verbose_name) for slot in used)  # type: ignore[union-attr]


def pieces(line: Line) -> Iterator[Piece]:
    """The written sentence, cut where it is read otherwise than it is written."""
    at = 0
    for start, end, spoken_start, spoken_end in line.spans:
        written, spoken = line.written[start:end], line.spoken[spoken_start:spoken_end]
        if written.casefold() == spoken.casefold():
            continue
        if line.written[at:start]:
            yield Piece(line.written[at:start])
        yield Piece(written, spoken)
        at = end
    if line.written[at:]:
        yield Piece(line.written[at:])


def _translations(page: RadioScriptPage, text_hash: str) -> Iterator[Translation]:
    for block in page.translations:
        lines = tuple(line.strip() for line in (block.value["text"] or "").splitlines() if line.strip())
        if lines:
            yield Translation(language_name(block.value["language"]), lines, block.value["of"] == text_hash)
