"""What an announcer reads aloud to be timed: a text that is approved here, or a sample that every station has."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lessons.models import Station
from lessons.radio.cues import Script, build_script
from lessons.radio.parts import CueKind, Part

from .approval import standing
from .desk import Glossary
from .texts import approved_script, reading_of

SAMPLE = "mau"
MOST_TEXTS = 10
# Everyday words without figures, so that everybody reads the same syllables.
SAMPLE_LINES = (
    "Kính thưa quý vị và bà con.",
    "Mỗi tuần một lần, tổ công nghệ số cộng đồng đến nhà văn hóa để giúp bà con dùng điện thoại.",
    "Bà con nhớ mang theo điện thoại và sạc đầy pin trước khi đi.",
    "Ai chưa quen, hãy ngồi cạnh người đã biết và làm chậm từng bước.",
    "Không đọc mật khẩu cho người khác, kể cả người đang giúp mình.",
    "Chưa rõ chỗ nào, bà con cứ hỏi lại, không phải ngại.",
    "Học xong, bà con chỉ lại cho người trong nhà.",
    "Cảm ơn quý vị và bà con đã lắng nghe.",
)


@dataclass(frozen=True)
class Reading:
    key: str
    title: str
    script: Script


def readings_of(station: Station) -> dict[str, Reading]:
    """By key, the sample first, then the newest approved texts."""
    found = [Reading(SAMPLE, _("Sample text"), _sample(station))]
    terms = Glossary()
    for approval in standing(station).filter(notice=None)[:MOST_TEXTS]:
        if version := approval.version:
            script = approved_script(approval, terms=terms.of(version.app_key))
            found.append(Reading(version.script_key, version.title, script))
    return {reading.key: reading for reading in found}


def _sample(station: Station) -> Script:
    parts = [Part(CueKind.CONTENT, SAMPLE_LINES)]
    return build_script(
        title=_("Sample text"), parts=parts, glossary={}, rate=station.rate, reading=reading_of(station)
    )
