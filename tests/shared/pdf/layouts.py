"""Tiny layouts and readers for the engine's tests."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is missing (apt install poppler-utils)"
)
HEAD = """#import "/theme.typ": *
#import "/data.typ": data, qr
#import "/screen.typ": screen
#set document(title: "Thử")
#set page(width: 100mm, height: 100mm, margin: 5mm)
#show: base
= Thử
"""
WORDS = HEAD + "#for words in data.words { par(words) }"
SCREEN = (
    HEAD + '#screen(data.screen, number: 3, size: 9pt, width: 60mm, max-height: 60mm, alt: data.alt, part: "step 3")'
)
BOX = HEAD + '#fit("box of " + data.owner, 60mm, 30mm, (20pt, 10pt), size => text(size: size, data.words))'
# Blocks below each other in a place that lacks `data.lacking` mm of what they need.
BLOCKS = (
    HEAD
    + """#let body(size) = {
  for n in range(data.rows) { block(above: 1.7mm, below: 0mm, [Hàng]) }
  block(above: 3mm, text(size: size, data.words))
}
#context fit("box", 60mm, measure(block(width: 60mm, body(12pt))).height - data.lacking * 1mm, (12pt,), body)"""
)


def layout(folder: Path, source: str) -> Path:
    """`source` as a layout file in `folder`."""
    path = folder / "sheet.typ"
    path.write_text(source, encoding="utf-8")
    return path


def text_of(pdf: bytes) -> str:
    """What pdftotext -raw reads, line breaks as spaces."""
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(out.stdout.decode("utf-8").split())


def figure_alts(pdf: bytes) -> list[str]:
    """The alternative texts in the structure tree."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        objects = [obj for obj in opened.objects if isinstance(obj, pikepdf.Dictionary)]
        return [str(obj["/Alt"]) for obj in objects if "/Alt" in obj]


def page_sizes_mm(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of every page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[float(value) for value in page.mediabox] for page in opened.pages]
    return [(round((b[2] - b[0]) / 72 * 25.4), round((b[3] - b[1]) / 72 * 25.4)) for b in boxes]


def picture(png: bytes) -> Image.Image:
    """A rendered page as an RGB image."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def count_pixels(png: bytes, wanted: Callable[[tuple[int, int, int]], bool]) -> int:
    """How many pixels of a rendered page `wanted` accepts."""
    colours = picture(png).getcolors(1 << 24) or []
    return sum(count for count, colour in colours if wanted(colour))


def is_ring_red(colour: tuple[int, int, int]) -> bool:
    """The colour of the ring on a target."""
    return all(abs(a - b) < 12 for a, b in zip(colour, (0xC2, 0x2F, 0x12), strict=True))


def is_coloured(colour: tuple[int, int, int]) -> bool:
    """Neither black nor white nor grey."""
    return max(colour) - min(colour) > 2
