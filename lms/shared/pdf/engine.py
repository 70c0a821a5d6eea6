"""Data and a layout to PDF/UA-1 + PDF/A-2a, or to PNG pages of the same sheet."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from lms.shared.pdf.errors import BadScreen, MissingGlyph, Overflow, SheetError, WrongPageCount
from lms.shared.pdf.layouts import GREY, VARIANTS, Run, Variant
from lms.shared.pdf.press import with_crop_marks
from lms.shared.pdf.qr import qr_svg
from lms.shared.pdf.text import (
    cleaned,
    has_long_word,
    has_opening_quote,
    refuse_undrawable,
    set_in_lines,
    strings,
    urls,
)
from lms.shared.pdf.workspace import Workspace, workspace

STANDARDS: list[Any] = ["a-2a", "ua-1"]
DEFAULT_TIMESTAMP = datetime(2026, 1, 1, tzinfo=UTC)
MAX_TEXT = 100_000  # characters a part: Typst has no time limit, so the text has one
DOTS_PER_MM = 300 / 25.4  # more is not seen on paper
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PAGE = re.compile(rb"/Type\s*/Page\b")  # Typst writes page objects uncompressed
_SIZE = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")
_PANIC = "panicked with: "
_UNDISPLAYABLE = re.compile(r'the text `"(.+?)"` could not be displayed')


def render_pdf(
    layout: Path,
    data: Mapping[str, Any],
    *,
    pages: int | None = None,
    parts: int = 1,
    images: Mapping[str, bytes] | None = None,
    picture_mm: float | None = None,
    variant: Variant = "plain",
    run: Run = "all",
    options: Mapping[str, Any] | None = None,
    timestamp: datetime | None = None,
) -> bytes:
    """The sheet as a tagged PDF; the same arguments always give the same bytes.

    `data` is plain and JSON-able; the layout gets it normalised. Every value named `url` also reaches it as a QR
    drawing. `images` are PNG files by the name a picture screen gives in `src`, printed no wider than `picture_mm`.
    `parts` is how many documents follow each other in it. `timestamp` (aware) is the date of the document, kept to
    the second. Raises a `SheetError`, also when the sheet
    has not exactly `pages` pages.
    """
    when = timestamp or DEFAULT_TIMESTAMP
    if when.tzinfo is None:
        raise ValueError("the timestamp has no time zone")
    when = when.astimezone(UTC).replace(microsecond=0)
    sheet = Pressed(data, variant, parts, run=run, options=options or {}, imposed=variant != "shop")
    pictures = _pictures(images or {}, variant, picture_mm)
    result = _compile(layout, sheet, pictures, format="pdf", pdf_standards=STANDARDS, timestamp=when)
    if pages is not None:
        _check_pages(pages, len(_PAGE.findall(result[0])))
    return with_crop_marks(result[0]) if variant == "shop" else result[0]


def render_png(
    layout: Path,
    data: Mapping[str, Any],
    *,
    ppi: float = 96,
    short_side: int | None = None,
    pages: int | None = None,
    images: Mapping[str, bytes] | None = None,
    picture_mm: float | None = None,
    variant: Variant = "plain",
    options: Mapping[str, Any] | None = None,
) -> list[bytes]:
    """The pages of the same sheet as PNG pictures, not imposed; refuses what `render_pdf` refuses.

    With `short_side` the first page is so many pixels wide or high, whichever is less, and `ppi` is not asked.
    """
    sheet = Pressed(data, variant, run="all", options=options or {}, imposed=False)
    pictures = _pictures(images or {}, variant, picture_mm)
    if short_side is not None:
        trial = _compile(layout, sheet, pictures, format="pdf")[0]  # what is laid out for it is remembered
        width, height = map(float, _SIZE.findall(trial)[0])
        ppi = 72 * short_side / min(width, height)
    result = _compile(layout, sheet, pictures, format="png", ppi=ppi)
    if pages is not None:
        _check_pages(pages, len(result))
    return result


def _check_pages(expected: int, found: int) -> None:
    if found != expected:
        raise WrongPageCount(expected, found)


class Pressed:
    """What to print and how, as /data.json and /press.json hold it: see data.typ and theme.typ."""

    def __init__(self, data: Mapping[str, Any], variant: Variant, parts: int = 1, **press: Any) -> None:
        if variant not in VARIANTS:
            raise ValueError(f"unknown variant {variant!r}")
        clean = cleaned(data)
        refuse_undrawable(clean)
        if (length := sum(map(len, strings(clean)))) > MAX_TEXT * parts:
            raise SheetError(f"the sheet has {length} characters of text, more than {MAX_TEXT * parts}")
        self.data = {"data": set_in_lines(clean), "qrs": {url: qr_svg(url) for url in urls(clean)}}
        signs = {"long_words": has_long_word(clean), "quotes": has_opening_quote(clean)}
        self.press = {"variant": variant, **signs, **press}


def _compile(layout: Path, sheet: Pressed, pictures: Mapping[str, bytes], **options: Any) -> list[bytes]:
    room = workspace()
    source = room.place_layout(layout)
    try:
        return _run(room, source, sheet, pictures, True, options)
    except Overflow:  # at full size; now step sizes down, which takes measuring
        return _run(room, source, sheet, pictures, False, options)


def _run(
    room: Workspace, source: Path, sheet: Pressed, images: Mapping[str, bytes], trial: bool, options: dict[str, Any]
) -> list[bytes]:
    with room.holding({**sheet.press, "trial": trial}, sheet.data, images):
        try:
            # The data are files, not system inputs: changed inputs would void all that Typst remembers.
            # The inputs are given all the same, as a compiler keeps what it is not given.
            result: Any = room.compiler.compile(input=str(source), sys_inputs={}, **options)
        except typst.TypstError as error:
            raise _translated(error) from error
    return result if isinstance(result, list) else [result]


def _pictures(images: Mapping[str, bytes], variant: Variant, width_mm: float | None) -> dict[str, bytes]:
    return {cleaned(name): _picture(name, png, variant, width_mm) for name, png in images.items()}


def _picture(name: str, png: bytes, variant: Variant, width_mm: float | None) -> bytes:
    """The picture with no more pixels than 300 dpi need, in grey shades for a one-colour sheet."""
    if not png.startswith(PNG_SIGNATURE):
        raise SheetError(f"the picture “{name}” is not a PNG file")
    with Image.open(io.BytesIO(png)) as picture:
        wide = picture.width if width_mm is None else min(picture.width, int(width_mm * DOTS_PER_MM))
        if variant not in GREY and wide == picture.width:
            return png
        drawn: Image.Image = picture
        if variant in GREY:
            drawn = drawn.convert("LA" if "A" in drawn.getbands() else "L")
        if wide < picture.width:
            drawn = drawn.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        drawn.save(out, "PNG")
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
