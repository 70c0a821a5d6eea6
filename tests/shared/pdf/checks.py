"""What a finished PDF or a rendered page really holds: pages, words, codes, fonts, pictures, boxes, sizes of type."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

import pikepdf
import pypdf
import zxingcpp
from PIL import Image

from tests.shared.pdf.contents import Placed, Shown, drawn_on

MM = 25.4 / 72
Box = tuple[float, float, float, float]
Drawn = TypeVar("Drawn", Placed, Shown)


def pages(pdf: bytes) -> int:
    with _opened(pdf) as opened:
        return len(opened.pages)


def text(pdf: bytes) -> str:
    """All words in NFC, page after page; a line break is a space, also inside a broken address."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    words = " ".join(page.extract_text() for page in reader.pages)
    return unicodedata.normalize("NFC", " ".join(words.split()))


def qr_texts(png: bytes) -> list[str]:
    """What the QR codes of a rendered page hold, read from its picture (150 ppi is enough)."""
    with Image.open(io.BytesIO(png)) as page:
        codes = zxingcpp.read_barcodes(page.convert("RGB"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in codes]


def font_names(pdf: bytes) -> list[str]:
    """PostScript names of the fonts that words are set in, each once, without the tag of a subset."""
    with _opened(pdf) as opened:
        names = [str(shown.font.get("/BaseFont", "/Type3"))[1:] for shown in _drawn(opened, Shown)]
    return sorted({name[7:] if name[6:7] == "+" else name for name in names})


def fonts_embedded(pdf: bytes) -> bool:
    """Whether every font that words are set in is in the file; a file without any words has not proved it."""
    with _opened(pdf) as opened:
        found = [_is_embedded(shown.font) for shown in _drawn(opened, Shown)]
    return bool(found) and all(found)


def image_ppi(pdf: bytes) -> list[float]:
    """Pixels per inch at print size of each placed raster image, the higher of its two directions."""
    with _opened(pdf) as opened:
        images = _drawn(opened, Placed)
    return [round(max(px / inch for px, inch in zip(one.pixels, one.inches, strict=True)), 1) for one in images]


def font_sizes(pdf: bytes) -> list[float]:
    """The sizes of type on paper in points, each once, smallest first."""
    with _opened(pdf) as opened:
        return sorted({round(shown.size, 2) for shown in _drawn(opened, Shown)})


def boxes(pdf: bytes) -> list[dict[str, Box]]:
    """Media, trim and bleed box of every page as (left, bottom, right, top) in mm; an absent one as PDF implies it."""
    with _opened(pdf) as opened:
        return [
            {
                name: tuple(round(float(value) * MM, 2) for value in box)  # type: ignore[misc]
                for name, box in (("media", page.mediabox), ("trim", page.trimbox), ("bleed", page.bleedbox))
            }
            for page in opened.pages
        ]


def bookmarks(pdf: bytes) -> list[str]:
    """Titles of the outline in reading order, nested ones after their parent."""

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield unicodedata.normalize("NFC", " ".join(item.title.split()))
            yield from titles(item.children)

    with _opened(pdf) as opened, opened.open_outline() as outline:
        return list(titles(outline.root))


def language(pdf: bytes) -> str | None:
    with _opened(pdf) as opened:
        return str(opened.Root.Lang) if "/Lang" in opened.Root else None


def _opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _drawn(opened: pikepdf.Pdf, kind: type[Drawn]) -> list[Drawn]:
    return [one for page in opened.pages for one in drawn_on(page) if isinstance(one, kind)]


def _is_embedded(font: Any) -> bool:
    if font.Subtype == "/Type3":  # its glyphs are drawings in the file
        return True
    if font.Subtype == "/Type0":
        font = font.DescendantFonts[0]
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.get("/FontDescriptor", {}).keys()))
