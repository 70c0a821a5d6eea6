"""A poster on A4 sheets: glued together they are the poster, and a screen reader hears it once."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat

from lessons.printing.documents import POSTER, POSTER_2_A4, POSTER_4_A4, PosterDocument
from lms.shared.pdf import Layout, Sheet, render_pdf, render_png
from tests.lessons.printing.samples import poster
from tests.shared.pdf.checks import bookmarks, pages, text
from tests.shared.pdf.layouts import figure_alts, page_sizes_mm

DOTS = 5  # a millimetre
PPI = DOTS * 25.4
EDGE, OVERLAP, CUT = 5, 10, 2  # mm: unprinted, printed on both sheets, cut off from the upper sheet
SLACK = 6  # mm left free above and below the poster together
BOTH = pytest.mark.parametrize("layout", [POSTER_2_A4, POSTER_4_A4])
needs_pdftoppm = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm is missing (apt install poppler-utils)"
)


def pdf_of(layout: Layout, document: PosterDocument | None = None, **options: Any) -> bytes:
    data = asdict(document or poster())
    return render_pdf(layout.path, data, options=layout.options, **options)


def printed(pdf: bytes, folder: Path) -> list[Image.Image]:
    """The tiles as they come out of the printer, in shades of grey."""
    (folder / "tiles.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(PPI), "-gray", folder / "tiles.pdf", folder / "tile"], check=True)
    found = [Image.open(path) for path in sorted(folder.glob("tile-*.pgm"))]
    # A page that is no whole number of pixels wide gets one more.
    return [tile.crop((0, 0, *(side // DOTS * DOTS for side in tile.size))) for tile in found]


def glued(tiles: list[Image.Image], columns: int, overlap: int = OVERLAP) -> Image.Image:
    """The tiles laid over each other, the later over the earlier, their white edges and waste cut off."""
    wide, high = (side - 2 * EDGE * DOTS for side in tiles[0].size)
    step_x, step_y = wide - overlap * DOTS, high - overlap * DOTS
    rows = len(tiles) // columns
    whole = Image.new("L", (step_x * (columns - 1) + wide, step_y * (rows - 1) + high), 255)
    for n, tile in enumerate(tiles):
        column, row = n % columns, n // columns
        cut_x, cut_y = (CUT * DOTS if place else 0 for place in (column, row))
        edge = EDGE * DOTS
        part = tile.crop((edge + cut_x, edge + cut_y, edge + wide, edge + high))
        whole.paste(part, (column * step_x + cut_x, row * step_y + cut_y))
    return whole


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures in per cent, blurred to half a millimetre."""
    small = (one.width // 3, one.height // 3)
    both = (picture.resize(small, Image.Resampling.BOX) for picture in (one, other))
    return ImageStat.Stat(ImageChops.difference(*both)).mean[0] / 2.55


def whole_poster(layout: Layout, size: tuple[int, int]) -> Image.Image:
    """The poster as large as it fits into `size`, in its middle."""
    scale = min(size[0] / 297, (size[1] - SLACK * DOTS) / 420)
    png = render_png(POSTER.path, asdict(poster()), ppi=scale * 25.4, options=layout.options)[0]
    drawn = Image.open(io.BytesIO(png)).convert("L")
    sheet = Image.new("L", size, 255)
    sheet.paste(drawn, (round((size[0] - 297 * scale) / 2), round((size[1] - 420 * scale) / 2)))
    return sheet


@pytest.mark.parametrize(("layout", "sheets"), [(POSTER_2_A4, [(297, 210)] * 2), (POSTER_4_A4, [(210, 297)] * 4)])
def test_tiles_are_a4_sheets(layout: Layout, sheets: list[tuple[int, int]]) -> None:
    assert page_sizes_mm(pdf_of(layout)) == sheets


@needs_pdftoppm
@pytest.mark.parametrize(("layout", "columns", "size"), [(POSTER_2_A4, 1, (287, 390)), (POSTER_4_A4, 2, (390, 564))])
def test_tiles_glued_by_their_overlap_are_the_poster(
    tmp_path: Path, layout: Layout, columns: int, size: tuple[int, int]
) -> None:
    tiles = printed(pdf_of(layout), tmp_path)
    whole = glued(tiles, columns)
    assert whole.size == (size[0] * DOTS, size[1] * DOTS)
    expected = whole_poster(layout, whole.size)
    assert difference(whole, expected) < 1.3  # letters a fraction of a dot apart
    askew = glued(tiles, columns, OVERLAP + 1).resize(whole.size)
    assert difference(askew, expected) > 1.5


@needs_pdftoppm
@BOTH
def test_nothing_of_a_tile_is_in_the_edge_a_printer_leaves_white(tmp_path: Path, layout: Layout) -> None:
    edge = EDGE * DOTS - 1
    for tile in printed(pdf_of(layout, variant="office"), tmp_path):
        tile.paste(255, (edge, edge, tile.width - edge, tile.height - edge))
        assert tile.getextrema() == (255, 255)


@pytest.mark.parametrize(("layout", "one", "two"), [(POSTER_2_A4, 1, 0), (POSTER_4_A4, 2, 1)])
def test_each_tile_says_in_its_margin_which_it_is_and_what_goes_over_it(layout: Layout, one: int, two: int) -> None:
    said = text(pdf_of(layout))
    assert said.count("Dán tờ kia chồng lên đến vạch đứt") == one
    assert said.count("Dán hai tờ kia chồng lên đến vạch đứt") == two
    count = layout.options["tiles"]
    assert [said.count(f"Tờ {n}/{count}") for n in range(1, count + 1)] == [1] * count


@needs_pdftoppm
@BOTH
def test_the_drawing_is_moved_until_the_seam_runs_between_lines(tmp_path: Path, layout: Layout) -> None:
    """The two dots of paper on either side of the seam, on the sheet that goes over, hold next to no letters."""

    def edges(tile: Image.Image) -> float:
        top = (EDGE + CUT) * DOTS
        strip = tile.crop((EDGE * DOTS, top + 2, tile.width - EDGE * DOTS, top + 5))
        return ImageStat.Stat(ImageChops.difference(strip, ImageChops.offset(strip, 1, 0))).mean[0]

    lower = [n for n in range(layout.options["tiles"]) if n >= layout.options["tiles"] // 2]
    (tmp_path / "moved").mkdir()
    moved = printed(Sheet(layout, poster()).pdf(keep=False), tmp_path / "moved")
    assert sum(edges(moved[n]) for n in lower) < 2 * len(lower)


def roles(pdf: bytes) -> Counter[str]:
    """How often each role stands in the tree of tags."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [obj for obj in opened.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj]
        return Counter(str(obj.S) for obj in found)


@BOTH
def test_a_screen_reader_hears_the_poster_once(layout: Layout) -> None:
    tiles, whole = pdf_of(layout), pdf_of(POSTER)
    assert bookmarks(tiles) == bookmarks(whole)
    assert figure_alts(tiles) == figure_alts(whole)
    assert {role: roles(tiles)[role] for role in ("/H1", "/H2", "/L", "/LI", "/Figure")} == {
        role: roles(whole)[role] for role in ("/H1", "/H2", "/L", "/LI", "/Figure")
    }
    with pikepdf.open(io.BytesIO(tiles)) as opened:
        marked = [b"/MCID" in page.obj.Contents.read_bytes() for page in opened.pages]
    assert marked == [True] + [False] * (len(marked) - 1)


def test_all_tiles_of_a_poster_come_before_the_next_poster() -> None:
    first = poster()
    second = replace(first.posters[0], title_lines=("Áp phích sau",))
    both = replace(first, posters=(first.posters[0], second))
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(POSTER_2_A4, both, pages=4)))
    named = [next(n for n in "12" if f"Áp phích {n}. Tờ" in page.extract_text()) for page in reader.pages]
    assert named == ["1", "1", "2", "2"]


@BOTH
def test_on_a_screen_the_poster_is_whole(layout: Layout) -> None:
    (page,) = Sheet(layout, poster()).pictures_of_pages(px=594)
    size = Image.open(io.BytesIO(page)).size
    assert size == pytest.approx((594, 840), abs=2)


@BOTH
@pytest.mark.parametrize("variant", ["plain", "mono", "ink", "office"])
def test_every_variant_has_all_its_tiles(layout: Layout, variant: Any) -> None:
    assert pages(Sheet(layout, poster()).pdf(variant)) == layout.pages


@needs_pdftoppm
@BOTH
def test_each_office_tile_has_a_check_line_of_100_millimetres(tmp_path: Path, layout: Layout) -> None:
    for n, tile in enumerate(printed(pdf_of(layout, variant="office"), tmp_path)):
        on_the_right = layout is POSTER_4_A4 and n % 2 == 1
        x = tile.width - 8 * DOTS if on_the_right else 5 * DOTS
        strip = tile.crop((x, 0, x + 3 * DOTS, tile.height)).resize((1, tile.height), Image.Resampling.BOX)
        middle = tile.height // 2
        near_ends = range(middle - 60 * DOTS, middle + 60 * DOTS)
        dark = [row for row in near_ends if strip.getpixel((0, row)) < 90 and abs(row - middle) > 40 * DOTS]
        assert (max(dark) - min(dark)) / DOTS == pytest.approx(100, abs=0.5)
