"""Where a drawing that is glued from A4 sheets is best cut: between lines of text and beside the drawn buttons.

The drawing is moved on its tiles until the seams fall where least is printed; how far, it is measured in a picture of
it. The measures are those of tiling.typ.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops

PPI = 51  # about two dots a millimetre
MM = 25.4 / PPI
PAPERS = {2: (297.0, 210.0), 4: (210.0, 297.0)}  # of one tile
GRIDS = {2: (1, 2), 4: (2, 2)}  # columns, rows
EDGE, OVERLAP, WASTE = 5.0, 10.0, 2.0
SLACK = 6.0  # left free above and below the drawing together
UNPRINTED = 8.0  # around the drawing, in its own measure
NAMED = 4.0  # for the words at the top and the bottom of a tile
CLEAR = 1.5  # on either side of a seam


def shifts(picture: bytes, tiles: int) -> tuple[float, float]:
    """How far right and down, in mm of paper, the drawing in `picture` (PNG at `PPI`) is moved on its tiles."""
    with Image.open(io.BytesIO(picture)) as opened:
        grey = opened.convert("L")
    wide, high = grey.width * MM, grey.height * MM
    columns, rows = GRIDS[tiles]
    tile_w, tile_h = (side - 2 * EDGE for side in PAPERS[tiles])
    glued_w, glued_h = _glued(tile_w, columns), _glued(tile_h, rows)
    scale = min(glued_w / wide, (glued_h - SLACK) / high)
    activity = _activity(grey)
    free_x, free_y = ((whole - scale * own) / 2 for whole, own in ((glued_w, wide), (glued_h, high)))
    blank = scale * UNPRINTED
    dx = _quietest(_means(activity, across=False), tile_w, free_x, scale, blank + free_x) if columns > 1 else 0.0
    dy = _quietest(_means(activity, across=True), tile_h, free_y, scale, blank + free_y - NAMED)
    return dx, dy


def _glued(tile: float, count: int) -> float:
    return count * tile - (count - 1) * OVERLAP


def _activity(grey: Image.Image) -> Image.Image:
    """Light where neighbouring dots differ: at letters and lines, not inside a plain area."""
    right, below = (ImageChops.offset(grey, *by) for by in ((-1, 0), (0, -1)))
    return ImageChops.add(ImageChops.difference(grey, right), ImageChops.difference(grey, below))


def _means(activity: Image.Image, *, across: bool) -> Sequence[float]:
    """The mean of each row (`across`), or of each column."""
    size = (1, activity.height) if across else (activity.width, 1)
    found = activity.convert("F").resize(size, Image.Resampling.BOX)
    return [found.getpixel((0, n) if across else (n, 0)) for n in range(max(size))]  # type: ignore[misc]


def _quietest(means: Sequence[float], tile: float, free: float, scale: float, most: float) -> float:
    """The shift of at most `most` mm either way that lays the quietest strip under the seam; the least such."""
    seam, clear = tile - OVERLAP + WASTE, CLEAR / scale

    def busy(shift: float) -> float:
        at = (seam - free - shift) / scale
        return round(sum(means[int((at - clear) / MM) : int((at + clear) / MM) + 1]), 3)

    steps = [n * 0.5 for n in range(-int(2 * most), int(2 * most) + 1)]
    return min(steps, key=lambda shift: (busy(shift), abs(shift), shift))
