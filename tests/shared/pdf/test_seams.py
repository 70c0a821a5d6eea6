"""Where a glued drawing is cut: in the gap nearest to the middle, not through what is printed."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from lms.shared.pdf import seams


def drawn(rows: list[tuple[float, float]], columns: list[tuple[float, float]] = ()) -> bytes:  # type: ignore[assignment]
    """A white A3 page with stripes of letters, in mm from the top or from the left."""
    page = Image.new("L", (round(297 / seams.MM), round(420 / seams.MM)), 255)
    pen = ImageDraw.Draw(page)
    for start, end in rows:
        for x in range(40, page.width - 40, 3):
            pen.line((x, start / seams.MM, x, end / seams.MM), fill=0)
    for start, end in columns:
        for y in range(40, page.height - 40, 3):
            pen.line((start / seams.MM, y, end / seams.MM, y), fill=0)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def seam(picture: bytes, tiles: int) -> tuple[float, float]:
    """Where the seams cut the drawing, in its own mm from the left and from the top."""
    dx, dy = seams.shifts(picture, tiles)
    glued_w, glued_h = {2: (287, 390), 4: (390, 564)}[tiles]
    scale = min(glued_w / 297, (glued_h - 6) / 420)
    at_x, at_y = {2: (0, 192), 4: (192, 279)}[tiles]
    return (at_x - (glued_w - scale * 297) / 2 - dx) / scale, (at_y - (glued_h - scale * 420) / 2 - dy) / scale


def test_a_blank_drawing_stays_in_the_middle() -> None:
    assert seams.shifts(drawn([]), 2) == (0, 0)
    assert seams.shifts(drawn([]), 4) == (0, 0)


@pytest.mark.parametrize("tiles", [2, 4])
@pytest.mark.parametrize("start", [191 + 1.5 * n for n in range(8)])
def test_the_seam_runs_between_two_lines(tiles: int, start: float) -> None:
    rows = [(start + 12 * n, start + 12 * n + 7) for n in range(4)]
    _, y = seam(drawn(rows), tiles)
    assert all(y < top - 1 or y > bottom + 1 for top, bottom in rows)


def test_the_seam_of_four_sheets_runs_between_two_columns() -> None:
    columns = [(20, 142), (155, 277)]
    x, _ = seam(drawn([], columns), 4)
    assert 143 < x < 154


def test_the_same_drawing_is_always_cut_at_the_same_place() -> None:
    picture = drawn([(195, 202), (207, 214)])
    assert seams.shifts(picture, 4) == seams.shifts(picture, 4)
