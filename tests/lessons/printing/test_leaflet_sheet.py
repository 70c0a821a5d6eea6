"""The tri-fold leaflet: two sides, readable text, a code that works, errors that name the step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
import zxingcpp

from lessons.printing.documents import LEAFLET, LeafletDocument
from lms.shared.pdf import Imprint, Overflow, render_pdf, render_png
from tests.lessons.printing.samples import button, drawn, field, item, leaflet, step, text
from tests.shared.pdf.layouts import (
    count_pixels,
    figure_alts,
    is_coloured,
    needs_pdftotext,
    page_sizes_mm,
    picture,
    text_of,
)

SEVEN_ROWS = drawn(
    "Đăng ký tài khoản",
    text("Nhập thông tin của chính mình vào các ô dưới đây"),
    item("Dịch vụ công", "Nộp hồ sơ"),
    field("Số điện thoại", "09•• ••• •••"),
    {"kind": "toggle", "label": "Nhớ máy này", "on": True},
    {"kind": "codes", "id": "ma", "label": "Mã xác thực", "filled": 3},
    {"kind": "notice", "text": "Không đọc mã này cho người khác"},
    button("Tiếp tục"),
)


def pdf_of(document: LeafletDocument, **options: Any) -> bytes:
    return render_pdf(LEAFLET.path, asdict(document), pages=LEAFLET.pages, **options)


def test_the_leaflet_is_two_sides_of_a4_across() -> None:
    assert page_sizes_mm(pdf_of(leaflet())) == [(297, 210), (297, 210)]


@needs_pdftotext
def test_titles_and_steps_read_in_order() -> None:
    document = leaflet()
    printed = text_of(pdf_of(document))
    places = [printed.index(step.title) for step in document.steps]
    assert printed.startswith(f"{document.site_name} {document.cover}")
    assert places == sorted(places)
    assert all(step.short in printed for step in document.steps)
    assert all(warning in printed for warning in document.warnings)
    assert "Màn hình minh họa, máy của bạn có thể khác" in printed


def test_every_screen_of_the_leaflet_is_heard_as_its_sentence() -> None:
    document = leaflet()
    alts = figure_alts(pdf_of(document))
    assert [step.alt for step in document.steps] == [alt for alt in alts if alt.startswith("Màn hình")]
    assert f"Mã QR mở bài học {document.address}" in alts


def test_the_code_of_the_leaflet_opens_its_address() -> None:
    side = picture(render_png(LEAFLET.path, asdict(leaflet()), ppi=120)[0])
    assert [code.text for code in zxingcpp.read_barcodes(side)] == ["https://kynangso.example/b/vneid-1"]


@needs_pdftotext
@pytest.mark.parametrize(
    "name", ["tim-thu-tuc-tren-cong", "viec-nguoi-giup-khong-lam", "phat-thanh-giup-nguoi-lon-tuoi"]
)
def test_the_name_of_a_lesson_in_its_address_stands_on_one_line(name: str) -> None:
    assert name in text_of(pdf_of(leaflet(address=f"kynangso.example/b/{name}")))


def test_the_longest_address_stands_on_the_leaflet() -> None:
    assert pdf_of(leaflet(address="so-tay-so.tinh-mau.example/b/" + "-".join(["tay"] * 15)))


def test_nothing_is_printed_in_the_outer_five_millimetres() -> None:
    five = int(5 / 25.4 * 72) - 1
    for side in map(picture, render_png(LEAFLET.path, asdict(leaflet(steps=(step(1), step(2), step(3)))), ppi=72)):
        inner = side.crop((five, five, side.width - five, side.height - five))
        side.paste("white", (five, five, five + inner.width, five + inner.height))
        assert side.getcolors() == [(side.width * side.height, (255, 255, 255))]


def test_the_one_colour_leaflet_has_no_colour() -> None:
    for side in render_png(LEAFLET.path, asdict(leaflet()), ppi=60, variant="mono"):
        assert count_pixels(side, is_coloured) == 0


@needs_pdftotext
def test_blank_imprint_fields_are_lines_to_write_on_and_filled_ones_are_printed() -> None:
    document = leaflet(imprint=Imprint(issuing_body="Ủy ban nhân dân xã Mẫu", name="Tổ ấp Mẫu"))
    printed = text_of(pdf_of(document))
    assert "Cơ quan ban hành: Ủy ban nhân dân xã Mẫu Giấy phép xuất bản số: Nơi in:" in printed
    assert "Cần giúp, hãy hỏi Tổ ấp Mẫu Điện thoại:" in printed


@needs_pdftotext
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_short_leaflet_leaves_lines_for_notes(count: int) -> None:
    printed = text_of(pdf_of(leaflet(steps=tuple(step(n) for n in range(1, count + 1)))))
    assert printed.count("Ghi chú của tôi") == 1


@pytest.mark.parametrize("count", [0, 7])
def test_a_leaflet_has_one_to_six_steps(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 6 steps"):
        leaflet(steps=(step(),) * count)


@needs_pdftotext
def test_a_screen_of_seven_rows_under_a_long_title_fits_a_half_panel() -> None:
    tall = step(
        4,
        title="Nhập đủ thông tin, kể cả dòng dài mà máy hiện ra ở cuối",
        short="Đọc từng ô, nhập xong rồi mới bấm nút Tiếp tục ở cuối màn hình.",
        screen=SEVEN_ROWS,
        target="ma",
    )
    printed = text_of(pdf_of(leaflet(steps=(step(1), step(2), step(3), tall))))
    assert tall.short in printed
    assert "Không đọc mã này cho người khác" in printed


def test_a_step_that_cannot_fit_is_named() -> None:
    crowded = drawn("Danh sách", *(field(f"Ô số {n}", "một hai ba") for n in range(1, 13)))
    with pytest.raises(Overflow) as caught:
        pdf_of(leaflet(steps=(step(1), step(2, title="Điền mười hai ô", screen=crowded, target=""))))
    assert caught.value.part == "bước 2: Điền mười hai ô"


def test_a_cover_that_cannot_fit_is_named() -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(leaflet(cover="Một tựa đề quá dài " * 20))
    assert caught.value.part == "bìa"


@needs_pdftotext
def test_a_step_without_a_screen_is_words_only() -> None:
    words = "Mang thẻ căn cước đến công an xã."
    assert words in text_of(pdf_of(leaflet(steps=(step(1, screen=None, target="", alt="", short=words),))))


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    assert pdf_of(leaflet()) == pdf_of(leaflet())
