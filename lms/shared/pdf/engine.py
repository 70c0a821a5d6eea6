"""Data and a layout to PDF/UA-1 + PDF/A-2a, or to PNG pages of the same sheet."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst
from PIL import Image

from lms.shared.pdf.errors import BadScreen, MissingGlyph, Overflow, SheetError, WrongPageCount
from lms.shared.pdf.qr import qr_svg
from lms.shared.pdf.text import cleaned, has_long_word, refuse_undrawable, strings
from lms.shared.pdf.workspace import Workspace, workspace

Variant = Literal["plain", "mono"]
STANDARDS: list[Any] = ["a-2a", "ua-1"]
DEFAULT_TIMESTAMP = datetime(2026, 1, 1, tzinfo=UTC)
MAX_TEXT = 100_000  # characters: Typst has no time limit, so the text has one
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PAGE = re.compile(rb"/Type\s*/Page\b")  # Typst writes page objects uncompressed
_PANIC = "panicked with: "
_UNDISPLAYABLE = re.compile(r'the text `"(.+?)"` could not be displayed')


def render_pdf(
    layout: Path,
    data: Mapping[str, Any],
    *,
    pages: int | None = None,
    images: Mapping[str, bytes] | None = None,
    variant: Variant = "plain",
    timestamp: datetime | None = None,
) -> bytes:
    """The sheet as a tagged PDF; the same arguments always give the same bytes.

    `data` is plain and JSON-able; the layout gets it normalised. A top-level `url` also reaches it as a QR
    drawing. `images` are PNG files by the name a picture screen gives in `src`. `timestamp` (aware) is the date
    of the document, kept to the second. Raises a `SheetError`, also when the sheet has not exactly `pages` pages.
    """
    when = timestamp or DEFAULT_TIMESTAMP
    if when.tzinfo is None:
        raise ValueError("the timestamp has no time zone")
    when = when.astimezone(UTC).replace(microsecond=0)
    result = _compile(layout, data, images or {}, variant, format="pdf", pdf_standards=STANDARDS, timestamp=when)
    if pages is not None:
        _check_pages(pages, len(_PAGE.findall(result[0])))
    return result[0]


def render_png(
    layout: Path,
    data: Mapping[str, Any],
    *,
    ppi: float = 96,
    pages: int | None = None,
    images: Mapping[str, bytes] | None = None,
    variant: Variant = "plain",
) -> list[bytes]:
    """The pages of the same sheet as PNG pictures; refuses what `render_pdf` refuses."""
    result = _compile(layout, data, images or {}, variant, format="png", ppi=ppi)
    if pages is not None:
        _check_pages(pages, len(result))
    return result


def _check_pages(expected: int, found: int) -> None:
    if found != expected:
        raise WrongPageCount(expected, found)


def _compile(
    layout: Path, data: Mapping[str, Any], images: Mapping[str, bytes], variant: Variant, **options: Any
) -> list[bytes]:
    if variant not in ("plain", "mono"):
        raise ValueError(f"unknown variant {variant!r}")
    clean = cleaned(data)
    refuse_undrawable(clean)
    if (length := sum(map(len, strings(clean)))) > MAX_TEXT:
        raise SheetError(f"the sheet has {length} characters of text, more than {MAX_TEXT}")
    sheet = {
        "data": clean,
        "qr": qr_svg(clean["url"]) if clean.get("url") else "",
        "variant": variant,
        "long_words": has_long_word(clean),
    }
    pictures = {cleaned(name): _picture(name, png, variant) for name, png in images.items()}
    room = workspace()
    source = room.place_layout(layout)
    try:
        return _run(room, source, {**sheet, "trial": True}, pictures, options)
    except Overflow:  # at full size; now step sizes down, which takes measuring
        return _run(room, source, {**sheet, "trial": False}, pictures, options)


def _run(
    room: Workspace, source: Path, sheet: dict[str, Any], images: dict[str, bytes], options: dict[str, Any]
) -> list[bytes]:
    with room.holding(sheet, images):
        try:
            # The data is a file, not a system input: changed inputs would void all that Typst remembers.
            # The inputs are given all the same, as a compiler keeps what it is not given.
            result: Any = room.compiler.compile(input=str(source), sys_inputs={}, **options)
        except typst.TypstError as error:
            raise _translated(error) from error
    return result if isinstance(result, list) else [result]


def _picture(name: str, png: bytes, variant: Variant) -> bytes:
    """The picture itself, or its grey shades for the one-colour sheet."""
    if not png.startswith(PNG_SIGNATURE):
        raise SheetError(f"the picture “{name}” is not a PNG file")
    if variant == "plain":
        return png
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("LA" if "A" in picture.getbands() else "L").save(out, "PNG")
    return out.getvalue()


def _translated(error: typst.TypstError) -> SheetError:
    """Our own refusals are JSON in a panic (see `refuse` in theme.typ); the rest is Typst's own message."""
    message = error.message
    if message.startswith(_PANIC + "{"):
        why = json.loads(message.removeprefix(_PANIC))
        if why["code"] == "overflow":
            return Overflow(why["part"], why["needs"], why["has"])
        return BadScreen(why["part"], why["code"], why["name"])
    if found := _UNDISPLAYABLE.search(message):
        return MissingGlyph(found.group(1))
    return SheetError(error.diagnostic or message)
