"""Whether bytes are an MP3 or OGG recording of speech, and how long it is. Pure; a file's name tells nothing."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Literal

from tinytag import TinyTag, TinyTagException

Format = Literal["mp3", "ogg"]
LEAST_SECONDS, MOST_SECONDS = 2, 30 * 60
_FRAMES = 5  # in a row: chance makes one or two in any file
_PADDING = 64 * 1024  # zeros that some programs leave between the tag and the sound
_SAMPLES_A_SECOND = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG 1, layer III
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG 2 and 2.5
)


class NoSound(Exception):
    """`code` tells why: empty, kind (no MP3 or OGG sound), length (too short or too long to be a reading)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sound:
    format: Format
    seconds: int


def examined(content: bytes) -> Sound:
    """What the bytes are. Raises NoSound."""
    if not content:
        raise NoSound("empty")
    kind = _format(content)
    if kind is None:
        raise NoSound("kind")
    try:
        length = TinyTag.get(f"x.{kind}", io.BytesIO(content), tags=False).duration or 0
    except (TinyTagException, UnicodeError, ValueError, OverflowError) as error:
        raise NoSound("kind") from error
    if not math.isfinite(length) or not LEAST_SECONDS <= length <= MOST_SECONDS:
        raise NoSound("length")
    return Sound(kind, round(length))


def _format(content: bytes) -> Format | None:
    if content.startswith(b"OggS\x00"):
        return "ogg" if _is_ogg_sound(content) else None
    return "mp3" if _is_mp3(content) else None


def _is_ogg_sound(content: bytes) -> bool:
    """The first packet names the codec; each stream of a film begins before the first sound does."""
    head = content[27:4096]
    packet = head[content[26] :] if len(content) > 27 else b""
    return packet.startswith((b"\x01vorbis", b"OpusHead")) and b"\x80theora" not in head


def _is_mp3(content: bytes) -> bool:
    """Some frames of layer III in a row, after the tag if there is one."""
    at = _after_tag(content)
    padded = content[at : at + _PADDING]
    at += len(padded) - len(padded.lstrip(b"\x00"))
    for _frame in range(_FRAMES):
        length = _frame_length(content[at : at + 4])
        if not length or at + length > len(content):
            return False
        at += length
    return True


def _after_tag(content: bytes) -> int:
    """Where the sound begins: an ID3v2 tag says its length in four times seven bits."""
    if not content.startswith(b"ID3") or len(content) < 10:
        return 0
    a, b, c, d = content[6:10]
    return 10 + (a << 21 | b << 14 | c << 7 | d)


def _frame_length(header: bytes) -> int:
    """Of a frame of layer III, in bytes; 0 where none begins."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, kbits, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or kbits in (0, 15) or rate == 3:
        return 0
    slots = 144 if version == 3 else 72
    return slots * 1000 * _KBITS[version != 3][kbits] // _SAMPLES_A_SECOND[version][rate] + (header[2] >> 1 & 1)
