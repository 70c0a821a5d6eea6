"""What becomes of an uploaded screenshot."""

import io
import struct
import zlib

import pytest
from PIL import Image

from lms.shared.screens.images import MASK_COLOUR, Rectangle, ScreenshotError, clean

LIMITS = {"max_bytes": 2_000_000, "max_pixels": 2_000_000, "max_width": 540}


def picture(size=(540, 960), fmt="PNG", colour=(200, 30, 30), **options) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, fmt, **options)
    out.seek(0)
    return out


def bomb(width=60_000, height=60_000) -> io.BytesIO:
    """A few bytes of PNG that claim a picture of 3.6 gigapixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def test_what_lies_below_a_mask_is_gone():
    shot = clean(picture(), masks=[Rectangle(10, 20, 50, 10)], **LIMITS)
    image = Image.open(io.BytesIO(shot.content)).convert("RGB")
    inside = image.getpixel((540 * 35 // 100, 960 * 25 // 100))
    assert all(abs(a - b) < 12 for a, b in zip(inside, MASK_COLOUR, strict=True))
    assert image.getpixel((500, 900))[0] > 150


def test_no_exif_survives():
    exif = Image.Exif()
    exif[0x010F] = "máy của ai đó"
    shot = clean(picture(fmt="JPEG", exif=exif), **LIMITS)
    stored = Image.open(io.BytesIO(shot.content))
    assert not stored.getexif()
    assert "máy của ai đó".encode() not in shot.content


def test_a_picture_turned_by_exif_is_stored_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    shot = clean(picture((400, 200), "JPEG", exif=exif), **LIMITS)
    assert (shot.width, shot.height) == (200, 400)


def test_a_wide_picture_is_stored_no_wider_than_allowed():
    shot = clean(picture((1080, 1920)), **LIMITS | {"max_pixels": 3_000_000})
    assert (shot.width, shot.height) == (540, 960)


def test_see_through_parts_become_white():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    out.seek(0)
    shot = clean(out, **LIMITS)
    assert Image.open(io.BytesIO(shot.content)).convert("RGB").getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (io.BytesIO(b"this is no picture"), "not_an_image"),
        (io.BytesIO(b""), "not_an_image"),
        (io.BytesIO(picture().getvalue()[:300]), "not_an_image"),
        (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not_an_image"),
        (picture(fmt="GIF"), "not_an_image"),
        (bomb(), "too_many_pixels"),
        (bomb(2000, 2000), "too_many_pixels"),
        (io.BytesIO(b"\x89PNG" + b"0" * 3_000_000), "too_large"),
    ],
    ids=["words", "nothing", "half a PNG", "SVG", "GIF", "a bomb", "too many pixels", "too many bytes"],
)
def test_a_bad_upload_is_refused_with_its_reason(file, code):
    with pytest.raises(ScreenshotError) as caught:
        clean(file, **LIMITS)
    assert caught.value.code == code
