"""After Typst: crop marks for the print shop."""

from __future__ import annotations

import io

import pikepdf

MM = 72 / 25.4
MARK_GAP, MARK_LENGTH = 1 * MM, 6 * MM  # outside the bleed


def with_crop_marks(pdf: bytes) -> bytes:
    """The same pages on a larger sheet, with eight marks a page at the trim lines, outside the bleed.

    The marks are artifacts, so the tags stay whole. Needs a TrimBox and a bleed on every page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            trim, bleed = _box(page, "/TrimBox"), _box(page, "/MediaBox")  # as Typst leaves them: media is bleed
            page.obj.BleedBox = pikepdf.Array(list(bleed))
            page.obj.MediaBox = pikepdf.Array(_grown(bleed, MARK_GAP + MARK_LENGTH))
            page.contents_add(document.make_stream(_marks(trim, bleed)))
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _box(page: pikepdf.Page, name: str) -> tuple[float, float, float, float]:
    left, low, right, high = (float(side) for side in page.obj[name])
    return left, low, right, high


def _grown(box: tuple[float, float, float, float], by: float) -> list[float]:
    left, low, right, high = box
    return [round(side, 3) for side in (left - by, low - by, right + by, high + by)]


def _marks(trim: tuple[float, float, float, float], bleed: tuple[float, float, float, float]) -> bytes:
    lines = []
    for x in (trim[0], trim[2]):
        for y, way in ((bleed[1], -1), (bleed[3], 1)):
            lines.append((x, y + way * MARK_GAP, x, y + way * (MARK_GAP + MARK_LENGTH)))
    for y in (trim[1], trim[3]):
        for x, way in ((bleed[0], -1), (bleed[2], 1)):
            lines.append((x + way * MARK_GAP, y, x + way * (MARK_GAP + MARK_LENGTH), y))
    drawn = " ".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines)
    return f"/Artifact <</Type /Page>> BDC q 0.5 w 0 0 0 RG {drawn} Q EMC".encode()
