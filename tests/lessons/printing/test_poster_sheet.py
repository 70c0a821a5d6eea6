"""The A3 poster: one page, the writer's own line breaks, a code that works."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
import zxingcpp

from lessons.printing.documents import POSTER, PosterDocument
from lms.shared.pdf import Imprint, Overflow, render_pdf, render_png
from tests.lessons.printing.samples import poster
from tests.shared.pdf.layouts import count_pixels, figure_alts, is_coloured, needs_pdftotext, page_sizes_mm, picture
from tests.shared.pdf.layouts import text_of as pdf_text


def pdf_of(document: PosterDocument, **options: Any) -> bytes:
    return render_pdf(POSTER.path, asdict(document), pages=POSTER.pages, **options)


def test_the_poster_is_one_page_of_a3() -> None:
    assert page_sizes_mm(pdf_of(poster())) == [(297, 420)]


@needs_pdftotext
def test_the_poster_says_all_its_lines() -> None:
    document = poster(imprint=Imprint(print_run="200 bản", month_year="11/2026"))
    printed = pdf_text(pdf_of(document))
    lines = [line for _, lines in document.posters[0].columns for line in lines]
    for words in [
        *document.posters[0].title_lines,
        *lines,
        document.posters[0].foot,
        document.address,
        "200 bản, 11/2026",
    ]:
        assert words in printed
    assert "Màn hình minh họa, máy của bạn có thể khác" in printed


def test_the_poster_screen_is_heard_as_its_sentence() -> None:
    assert poster().posters[0].alt in figure_alts(pdf_of(poster()))


def test_the_code_of_the_poster_opens_its_address() -> None:
    page = picture(render_png(POSTER.path, asdict(poster()), ppi=72)[0])
    assert [code.text for code in zxingcpp.read_barcodes(page)] == ["https://kynangso.example/qr"]


@pytest.mark.parametrize(
    ("count", "line", "changes"),
    [
        (2, "Đọc tên người nhận rồi mới bấm trả tiền. Hỏi lại cho chắc.", {}),
        (4, "Đọc tên người nhận.", {"screen": None, "target": "", "alt": ""}),
    ],
)
def test_the_lines_of_a_poster_keep_away_from_the_rule_below_them(
    count: int, line: str, changes: dict[str, Any]
) -> None:
    columns = (("Người mua", (line,) * count), ("Người bán", (line,) * count))
    document = poster(columns=columns, title_lines=("Quét mã QR:", "đọc tên"), **changes)
    page = picture(render_png(POSTER.path, asdict(document), ppi=30)[0])
    top, rule = (round(mm / 420 * page.height) for mm in (322.5, 330))
    assert page.crop((0, top, page.width, rule)).getcolors() == [(page.width * (rule - top), (255, 255, 255))]


def test_the_one_colour_poster_has_no_colour() -> None:
    assert count_pixels(render_png(POSTER.path, asdict(poster()), ppi=40, variant="mono")[0], is_coloured) == 0


@needs_pdftotext
def test_a_poster_without_a_screen_gives_its_lines_the_whole_width() -> None:
    printed = pdf_text(pdf_of(poster(screen=None, target="", alt="")))
    assert "Màn hình minh họa" not in printed
    assert "Đọc tên người nhận." in printed


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"title_lines": ("Một dòng tựa quá dài",) * 8}, "tiêu đề"),
        ({"columns": (("Người mua", ("Đọc kỹ tên người nhận rồi mới trả.",) * 16),)}, "các cột"),
        ({"foot": "Nghi ngờ thì không trả. " * 12}, "dòng cuối"),
    ],
)
def test_a_part_of_the_poster_that_cannot_fit_is_named(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(poster(**changes))
    assert caught.value.part == part
