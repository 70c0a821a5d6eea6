"""The text of a version as one station reads it: its own words in the slots, its own words for the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lessons.models import Approval, Notice, ScriptVersion, Station
from lessons.radio.cues import CueKind, Script, build_script
from lessons.radio.numbers import Reading
from lessons.radio.parts import Part, from_data
from lessons.radio.slots import Filled, fill

from .scripts import LANGUAGES, glossary, reading

NOTICE = _("Notice of the commune")


def localised(version: ScriptVersion, station: Station) -> Filled:
    """The parts with the station's slots filled; sentences whose slot is blank have fallen out."""
    return fill(from_data(version.parts), station.slots())


def notice_parts(notice: Notice) -> tuple[Part, ...]:
    return (Part(CueKind.CONTENT, tuple(line.strip() for line in notice.text.splitlines() if line.strip())),)


def reading_of(station: Station) -> Reading:
    """What people there say for the numbers; where the station names nothing, what the province says."""
    if not station.words:
        return reading()
    return Reading.of_words(word.strip() for word in station.words.split(",") if word.strip())


def station_script(
    text: ScriptVersion | Notice,
    parts: Sequence[Part],
    station: Station,
    *,
    rate: float | None = None,
    terms: dict[str, str] | None = None,
) -> Script:
    """`parts` as this station reads them. `terms` is the glossary, for callers with many texts."""
    version = text if isinstance(text, ScriptVersion) else None
    return build_script(
        title=text.title,
        parts=parts,
        glossary=glossary(version.app_key if version else "") if terms is None else terms,
        language=LANGUAGES.get(version.language, version.language) if version else LANGUAGES["vi"],
        edition_words=version_words(version) if version else str(NOTICE),
        rate=rate or station.rate,
        reading=reading_of(station),
    )


def approved_script(approval: Approval, *, rate: float | None = None, terms: dict[str, str] | None = None) -> Script:
    """What was approved, read as of today. `version` (or `notice`) and `station` are fetched along."""
    return station_script(approval.text, from_data(approval.parts), approval.station, rate=rate, terms=terms)


def version_words(version: ScriptVersion) -> str:
    """As it stands on the sheet: content, so in Vietnamese."""
    return f"Phiên bản {version.number}, ngày {localtime(version.published_at):%d/%m/%Y}"
