"""The one print family: where its files are, and which characters it can draw."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst
from fontpkg_be_vietnam_pro import FAMILY, ROOT

FOLDER = Path(ROOT) / "files"
# On text in NFC, where every Vietnamese letter is one character: more than one loose mark on a letter piles up into
# the lines above, outside of what is measured.
_PILED = re.compile("(?<=[\u0300-\u036f])[\u0300-\u036f]")


@cache
def shared_fonts() -> typst.Fonts:
    """The family as Typst loads it, no font of the system; made once, shared by all threads."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    if FAMILY not in fonts.families():
        raise RuntimeError(f"the font family {FAMILY} is not in {FOLDER}")
    return fonts


@cache
def coverage() -> frozenset[int]:
    """Code points the family can draw, read from the cmap of its regular face (all faces cover the same)."""
    return frozenset(cmap_code_points((FOLDER / "BeVietnamPro-Regular.ttf").read_bytes()))


def cmap_code_points(font: bytes) -> Iterator[int]:
    """Code points mapped to a glyph by the Unicode format 4 cmap of a TrueType file."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4s4xI", font, 12 + 16 * n) for n in range(count))
    cmap = next(offset for tag, offset in records if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * n + 4)[0]
        if struct.unpack_from(">H", font, table)[0] == 4:
            yield from _format_4(font, table)
            return
    raise ValueError("the font has no cmap of format 4")


def _format_4(font: bytes, table: int) -> Iterator[int]:
    """Walk the segments: glyph = code + delta, or looked up through the segment's range offset."""
    double = struct.unpack_from(">H", font, table + 6)[0]
    ends, starts = table + 14, table + 16 + double
    deltas, offsets = starts + double, starts + 2 * double
    for n in range(0, double, 2):
        end, start, delta, offset = (
            struct.unpack_from(">H", font, at + n)[0] for at in (ends, starts, deltas, offsets)
        )
        for code in range(start, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets + n + offset + 2 * (code - start))[0]
            if code != 0xFFFF and (glyph + delta) & 0xFFFF and (glyph or not offset):
                yield code


def undrawable(text: str) -> list[str]:
    """Characters of `text` the family lacks, and marks piled on one letter; each once, in order.

    Line breaks and tabs are not drawn.
    """
    drawn, piled = coverage(), set(_PILED.findall(text))
    return [char for char in dict.fromkeys(text) if char not in "\n\t" and (ord(char) not in drawn or char in piled)]
