"""Rich text on its way to a sheet: lists stay lists, bold words stay bold."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from lessons.printing.documents import LEAFLET, LEAFLET_A5
from lessons.printing.rich import RichLine, rich_lines
from lms.shared.pdf import render_pdf
from tests.lessons.printing.samples import leaflet, step
from tests.shared.pdf import checks


def plain(words: str, marker: str = "") -> RichLine:
    return RichLine(((words, False),), marker)


def test_items_keep_their_bullets_and_numbers() -> None:
    html = "<p>Xem ba thứ:</p><ul><li>Ảnh</li><li>Phim</li></ul><ol><li>Mở máy</li><li>Bấm</li></ol><p>Xong.</p>"
    assert rich_lines(html) == (
        plain("Xem ba thứ:"),
        plain("Ảnh", "•"),
        plain("Phim", "•"),
        plain("Mở máy", "1."),
        plain("Bấm", "2."),
        plain("Xong."),
    )


def test_bold_words_are_runs_of_their_own() -> None:
    (line,) = rich_lines("<p>Bấm <b>Cài </b><strong>đặt</strong> rồi <i>chờ</i>. </p>")
    assert line == RichLine((("Bấm ", False), ("Cài đặt", True), (" rồi chờ.", False)))


@pytest.mark.parametrize("html", ["", "<p> </p>", "<ul><li></li></ul>", "<p><b> </b></p>"])
def test_what_has_no_words_gives_no_line(html: str) -> None:
    assert rich_lines(html) == ()


@pytest.mark.parametrize("layout", [LEAFLET, LEAFLET_A5])
def test_a_leaflet_prints_lists_as_lists_and_bold_words_bold(layout) -> None:
    text = rich_lines("<p>Xem:</p><ul><li>Ảnh <b>mờ</b></li><li>Phim</li></ul>")
    shown = leaflet(steps=(step(1, screen=None, target="", alt="", text=text), step(2)))
    pdf = render_pdf(layout.path, asdict(shown))
    assert "• Ảnh mờ • Phim" in checks.text(pdf)
