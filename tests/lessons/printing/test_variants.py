"""The variants of leaflet and poster, judged by what is on the paper."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter, ImageOps, ImageStat

from lessons.printing.documents import LEAFLET, POSTER, POSTER_A2
from lms.shared.pdf import Imprint, Layout, Overflow, Sheet, Variant, render_pdf, render_png
from tests.lessons.printing.samples import leaflet, poster, step
from tests.shared.pdf.checks import bookmarks, boxes, font_sizes, image_ppi, pages, qr_texts, text
from tests.shared.pdf.layouts import page_sizes_mm
from tests.shared.pdf.test_screens import photo

ROOT = Path(__file__).parents[3]
DPI = 300
DOTS = DPI / 25.4


def drawn(layout: Layout, document: Any, variant: Variant, ppi: float = 50) -> list[Image.Image]:
    """The pages in shades of grey."""
    found = render_png(layout.path, asdict(document), variant=variant, ppi=ppi, options=layout.options)
    return [Image.open(io.BytesIO(page)).convert("L") for page in found]


def darkness(picture: Image.Image) -> float:
    return 255 - ImageStat.Stat(picture).mean[0]


def cover(side: Image.Image) -> Image.Image:
    return side.crop((round(side.width * 197 / 297), 0, side.width, side.height))


def box_mm(page: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    return page.crop((round(left * DOTS), round(top * DOTS), round(right * DOTS), round(low * DOTS)))


def dark_rows(strip: Image.Image, share: float) -> list[int]:
    """Rows of which at least `share` is dark."""
    narrow = strip.point(lambda value: 255 * (value < 128)).resize((1, strip.height), Image.Resampling.BOX)
    return [row for row, value in enumerate(narrow.tobytes()) if value >= 255 * share]


# Saving ink


def test_an_ink_saving_poster_takes_less_than_six_tenths_of_the_ink() -> None:
    plain, light = (drawn(POSTER, poster(), variant)[0] for variant in ("plain", "ink"))
    assert darkness(light) < 0.6 * darkness(plain)


def test_an_ink_saving_cover_takes_less_than_six_tenths_of_the_ink() -> None:
    plain, light = (cover(drawn(LEAFLET, leaflet(), variant)[0]) for variant in ("plain", "ink"))
    assert darkness(light) < 0.6 * darkness(plain)


# Large print


def test_large_print_is_on_a3_and_nothing_to_read_is_below_16_points() -> None:
    words = tuple(step(n, screen=None, target="", alt="") for n in range(1, 7))
    pdf = render_pdf(LEAFLET.path, asdict(leaflet(steps=words)), pages=2, variant="large")
    assert page_sizes_mm(pdf) == [(420, 297)] * 2
    assert min(font_sizes(pdf)) >= 16


# For a print shop


@pytest.mark.parametrize(
    ("layout", "document", "size"),
    [(LEAFLET, leaflet(), (297, 210)), (POSTER, poster(), (297, 420)), (POSTER_A2, poster(), (420, 594))],
)
def test_a_print_shop_gets_the_page_with_three_millimetres_around(
    layout: Layout, document: Any, size: tuple[int, int]
) -> None:
    pdf = render_pdf(layout.path, asdict(document), variant="shop", options=layout.options)
    assert pages(pdf) == layout.pages
    for page in boxes(pdf):
        trim, bleed = page["trim"], page["bleed"]
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(size, abs=0.1)
        assert [abs(a - b) for a, b in zip(trim, bleed, strict=True)] == pytest.approx([3] * 4, abs=0.02)


def test_the_dark_head_of_a_shop_poster_reaches_the_edge_of_the_bleed() -> None:
    page = drawn(POSTER, poster(), "shop")[0]
    corners = [(0, 0), (page.width - 1, 0), (0, page.height // 8), (page.width - 1, page.height // 8)]
    assert max(page.getpixel(corner) for corner in corners) < 80


# For an office printer without duplex


def test_fronts_and_backs_are_two_files_of_a_page_each() -> None:
    assert LEAFLET.runs("office") == ("fronts", "backs")
    fronts, backs = (
        render_pdf(LEAFLET.path, asdict(leaflet()), pages=1, variant="office", run=run) for run in ("fronts", "backs")
    )
    assert "Lượt 1: mặt trước" in text(fronts)
    assert bookmarks(backs)[0] == "Lượt 2: mặt sau"
    assert leaflet().cover in text(fronts)
    assert leaflet().cover not in text(backs)


@pytest.mark.parametrize(("page", "left"), [(0, 5), (1, 297 - 8)])
def test_the_check_line_measures_100_millimetres(page: int, left: float) -> None:
    side = drawn(LEAFLET, leaflet(), "office", DPI)[page]
    ends = dark_rows(box_mm(side, left, 40, left + 3, 170), 0.9)
    upper, lower = ([row for row in ends if (row < 50 * DOTS) is near_top] for near_top in (True, False))
    assert upper
    assert lower
    middle = (sum(lower) / len(lower) - sum(upper) / len(upper)) / DOTS
    assert middle == pytest.approx(100, abs=0.5)
    line = dark_rows(box_mm(side, left + 1.4, 55, left + 1.6, 155), 0.5)
    assert len(line) > 60 * DOTS  # broken by its words


def test_the_arrow_lies_on_the_same_edge_of_the_paper_on_both_sides() -> None:
    """Turned over its short edge, a sheet has its left edge on the right."""
    front, back = drawn(LEAFLET, leaflet(), "office", 100)
    shown, seen_through = (
        page.crop((0, 0, page.width // 37, page.height // 12)).point(lambda value: 255 * (value < 128))
        for page in (front, ImageOps.mirror(back))
    )
    assert shown.getbbox() is not None
    assert shown.getbbox() == pytest.approx(seen_through.getbbox(), abs=1)


@pytest.mark.parametrize(("page", "left"), [(0, 8.3), (1, 297 - 8.8)])
def test_the_marks_do_not_touch_the_words(page: int, left: float) -> None:
    side = drawn(LEAFLET, leaflet(), "office", DPI)[page]
    assert box_mm(side, left, 5, left + 0.5, 205).getextrema()[0] > 128


# Copied twice


def photocopy(page: Image.Image) -> Image.Image:
    """What a bad copier makes of a page: blurred, then black or white."""
    return page.filter(ImageFilter.GaussianBlur(1.5)).point(lambda value: 255 * (value > 140))


@pytest.mark.parametrize(("layout", "document"), [(LEAFLET, leaflet()), (POSTER, poster())])
def test_a_black_and_white_sheet_survives_a_second_photocopy(layout: Layout, document: Any) -> None:
    first = drawn(layout, document, "mono", 200)[0]
    second = photocopy(photocopy(first))
    out = io.BytesIO()
    second.save(out, "PNG")
    assert qr_texts(out.getvalue()) == [document.url]
    assert darkness(second) > 0.8 * darkness(first)


# Pictures


@pytest.mark.parametrize("variant", ["plain", "mono", "large", "shop"])
def test_a_wide_picture_goes_into_the_file_with_no_more_than_300_dpi(variant: Variant) -> None:
    noise = Image.effect_noise((3000, 1500), 80)
    out = io.BytesIO()
    noise.save(out, "PNG")
    shown = step(1, screen=photo(size=(3000, 1500))["screen"], target="nut")
    found = image_ppi(Sheet(LEAFLET, leaflet(steps=(shown,)), {"a.png": out.getvalue}).pdf(variant))
    assert len(found) == 1
    assert 150 < found[0] <= 300


# Names, and the lines of a team


def test_the_same_data_in_another_process_has_the_same_name() -> None:
    """Whatever order that process hashes in."""
    code = """if True:
        from lessons.printing.documents import LEAFLET, POSTER
        from lms.shared.pdf import Sheet
        from tests.lessons.printing.samples import leaflet, poster
        print(Sheet(POSTER, poster()).digest("ink"), Sheet(LEAFLET, leaflet()).digest("office", "backs"))"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [Sheet(POSTER, poster()).digest("ink"), Sheet(LEAFLET, leaflet()).digest("office", "backs")]
    assert run.stdout.split() == here


def test_variant_run_and_paper_each_give_another_name() -> None:
    names = {Sheet(LEAFLET, leaflet()).digest(variant) for variant in LEAFLET.variants}
    names |= {Sheet(LEAFLET, leaflet()).digest("office", run) for run in LEAFLET.runs("office")}
    names |= {Sheet(layout, poster()).digest() for layout in (POSTER, POSTER_A2)}
    assert len(names) == len(LEAFLET.variants) + 2 + 2


def words(length: int) -> str:
    """Wide words, exactly `length` characters."""
    return ("Phượng Nghĩa Trường Giang Thượng Mường " * 9)[:length].strip().ljust(length, "m")


LONGEST = Imprint(
    name=words(90),
    hotline="0912 345 678, 0987 654 321 (T)",
    meeting_place=words(90),
    meeting_time=words(60),
    issuing_body=words(90),
    licence_number=words(40),
    printed_at=words(60),
    print_run=words(30),
    month_year=words(20),
)


@pytest.mark.parametrize("variant", ["plain", "large", "office"])
def test_the_longest_imprint_fits_the_leaflet(variant: Variant) -> None:
    runs = LEAFLET.runs(variant)
    printed = text(render_pdf(LEAFLET.path, asdict(leaflet(imprint=LONGEST)), variant=variant, run=runs[0]))
    assert all(value in printed for value in asdict(LONGEST).values())


def test_the_longest_imprint_fits_the_poster() -> None:
    document = poster(imprint=LONGEST, edition_note="Bài học phiên bản 12, kiểm tra ngày 16/11/2026.")
    printed = text(render_pdf(POSTER.path, asdict(document), pages=1))
    said = [LONGEST.name, LONGEST.hotline, LONGEST.issuing_body, LONGEST.licence_number, LONGEST.printed_at]
    assert all(value in printed for value in [*said, LONGEST.print_run, LONGEST.month_year, document.edition_note])


@pytest.mark.parametrize(("layout", "make"), [(LEAFLET, leaflet), (POSTER, poster)])
def test_an_imprint_beyond_all_measure_is_named(layout: Layout, make: Any) -> None:
    with pytest.raises(Overflow) as caught:
        render_pdf(layout.path, asdict(make(imprint=Imprint(name="RƯỜNG MƯỜNG " * 60))))
    assert caught.value.part == "các dòng của tổ"


def test_the_poster_says_whom_to_ask_only_when_somebody_is_named() -> None:
    named = text(render_pdf(POSTER.path, asdict(poster(imprint=Imprint(name="Tổ mẫu", hotline="0900 000 000")))))
    assert "Cần giúp, hãy hỏi: Tổ mẫu, điện thoại 0900 000 000" in named
    assert "Cần giúp" not in text(render_pdf(POSTER.path, asdict(poster())))
