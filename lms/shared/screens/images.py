"""A real screenshot made safe to keep: checked by content and size, stripped, masked, re-encoded. No Django.

What is uploaded is never stored. What is stored is drawn anew from its pixels: no EXIF, no location, no hidden
thumbnail, and where something was masked the pixels below are gone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError, features

FORMATS = ("PNG", "JPEG", "WEBP")
# Letters stay sharp; AVIF at a quarter less weight than WebP, at the pace of a page that is drawn.
WRITTEN: dict[str, dict[str, Any]] = {"avif": {"quality": 62, "speed": 8}, "webp": {"quality": 80, "method": 4}}
MASK_COLOUR = (60, 68, 64)


class ScreenshotError(ValueError):
    """`code` is one of: too_large, not_an_image, too_many_pixels."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rectangle:
    """In per cent of the picture's width and height, from its top left corner."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Screenshot:
    content: bytes  # WebP
    width: int
    height: int


def clean(
    file: BinaryIO, *, masks: Iterable[Rectangle] = (), max_bytes: int, max_pixels: int, max_width: int
) -> Screenshot:
    """The picture in `file`, no wider than `max_width` pixels, with `masks` burnt in; raises ScreenshotError."""
    picture = _read(file, max_bytes, max_pixels)
    if picture.width > max_width:
        height = max(1, round(picture.height * max_width / picture.width))
        picture = picture.resize((max_width, height), Image.Resampling.LANCZOS)
    _burn(picture, masks)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=84, method=4)
    return Screenshot(out.getvalue(), picture.width, picture.height)


def can_write(kind: str) -> bool:
    """Whether this machine's Pillow knows how to."""
    return kind in WRITTEN and bool(features.check(kind))


def narrowed(file: BinaryIO, width: int, kind: str) -> bytes:
    """A stored screenshot, `width` pixels wide and no wider than it is, written as AVIF or WebP."""
    with Image.open(file, formats=FORMATS) as image:
        picture = image.convert("RGB")
    if picture.width > width:
        size = (width, max(1, round(picture.height * width / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, kind.upper(), **WRITTEN[kind])
    return out.getvalue()


def _read(file: BinaryIO, max_bytes: int, max_pixels: int) -> Image.Image:
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ScreenshotError("too_large")
    try:
        # Opening reads the header only, so a decompression bomb is seen before it is unpacked.
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > max_pixels:
            raise ScreenshotError("too_many_pixels")
        image.load()
    except ScreenshotError:
        raise
    except Image.DecompressionBombError as error:
        raise ScreenshotError("too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ScreenshotError("not_an_image") from error
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "P"):
        paper = Image.new("RGB", upright.size, (255, 255, 255))
        paper.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
        return paper
    return upright.convert("RGB")


def _burn(picture: Image.Image, masks: Iterable[Rectangle]) -> None:
    draw = ImageDraw.Draw(picture)
    for mask in masks:
        left, top = mask.x * picture.width / 100, mask.y * picture.height / 100
        # Rounded outwards: no line of the masked text may show at an edge.
        box = (
            int(left),
            int(top),
            int(left + mask.w * picture.width / 100) + 1,
            int(top + mask.h * picture.height / 100) + 1,
        )
        draw.rectangle(box, fill=MASK_COLOUR)
