"""The pocket card: eight on a sheet of which one is heard, nothing at the edge, errors that name the line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from lessons.printing.documents import CARD, CardDocument
from lms.shared.pdf import Imprint, Overflow, Variant, render_pdf, render_png
from tests.lessons.printing.samples import card
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import count_pixels, figure_alts, is_coloured, page_sizes_mm, picture
from tests.shared.pdf.pictures import blank_edge, drawn_pages

IMPRINT = Imprint(name="Tổ công nghệ số cộng đồng ấp Mẫu", hotline="0900 000 000")


def pdf_of(document: CardDocument, variant: Variant = "plain", **options: Any) -> bytes:
    return render_pdf(CARD.path, asdict(document), pages=CARD.pages, variant=variant, **options)


@pytest.mark.parametrize(
    ("variant", "size", "copies"),
    [
        ("plain", (210, 297), 8),
        ("mono", (210, 297), 8),
        ("ink", (210, 297), 8),
        ("office", (210, 297), 8),
        ("large", (297, 210), 4),
    ],
)
def test_a_sheet_of_a4_holds_cards_whose_codes_all_work(variant: Variant, size: tuple[int, int], copies: int) -> None:
    pdf = pdf_of(card(imprint=IMPRINT), variant)
    assert page_sizes_mm(pdf) == [size]
    assert checks.qr_texts(drawn_pages(pdf, ppi=150)[0]) == [card().url] * copies


def test_the_print_shop_gets_one_card_with_bleed() -> None:
    pdf = pdf_of(card(), "shop")
    (boxes,) = checks.boxes(pdf)
    left, low, right, high = boxes["trim"]
    assert (round(right - left, 1), round(high - low, 1)) == (92, 64)
    assert round(boxes["bleed"][0] - left, 1) == -3
    assert checks.qr_texts(drawn_pages(pdf, ppi=150)[0]) == [card().url]


@pytest.mark.parametrize("variant", ["plain", "large", "shop"])
def test_only_one_card_of_the_sheet_is_heard(variant: Variant) -> None:
    pdf = pdf_of(card(), variant)
    assert figure_alts(pdf) == [f"Mã QR mở bài học {card().address}"]
    assert checks.bookmarks(pdf) == ["VNeID"]


def test_the_card_says_its_lines_its_edition_and_whom_to_ask() -> None:
    document = card(imprint=IMPRINT)
    printed = checks.text(pdf_of(document, "shop"))
    for words in (*document.lines, document.edition_note, f"Hỏi: {IMPRINT.name}, 0900 000 000"):
        assert words in printed.replace("\xa0", " ")


def test_a_card_without_a_team_asks_for_none() -> None:
    assert "Hỏi:" not in checks.text(pdf_of(card()))


@pytest.mark.parametrize("variant", ["plain", "mono", "ink", "large", "office"])
def test_nothing_is_printed_in_the_outer_five_millimetres(variant: Variant) -> None:
    (page,) = drawn_pages(pdf_of(card(imprint=IMPRINT), variant), ppi=72)
    assert blank_edge(page, mm=5)


def test_the_marks_of_the_office_printer_stand_beside_the_cards() -> None:
    page = picture(drawn_pages(pdf_of(card(), "office"), ppi=72)[0])
    strip = page.crop((round(5 / 25.4 * 72), 0, round(8.2 / 25.4 * 72), page.height))
    assert "Vạch này dài 100 mm" in checks.text(pdf_of(card(), "office"))
    assert min(strip.convert("L").getdata()) < 100


@pytest.mark.parametrize("variant", ["mono", "office"])
def test_the_one_colour_card_has_no_colour(variant: Variant) -> None:
    assert count_pixels(drawn_pages(pdf_of(card(), variant), ppi=60)[0], is_coloured) == 0


@pytest.mark.parametrize(("variant", "floor", "small"), [("plain", 11, 7.5), ("large", 16, 10.6)])
def test_only_the_address_and_the_foot_are_small(variant: Variant, floor: float, small: float) -> None:
    crowded = card(lines=("Tự nhập số định danh, số điện thoại của mình",) * 4, imprint=IMPRINT)
    for document in (card(), crowded):
        below = [size for size in checks.font_sizes(pdf_of(document, variant)) if size < floor]
        assert [round(size, 1) for size in below] == [small]


def test_the_longest_of_the_lines_that_do_not_fit_is_named() -> None:
    long = "Nhập đủ mọi thông tin của mình vào từng ô, đọc lại thật kỹ một lần nữa rồi mới bấm nút ở cuối màn hình"
    with pytest.raises(Overflow) as caught:
        pdf_of(card(lines=("Mở kho ứng dụng có sẵn trên máy của mình", long, "Một", long[:90], long[:80])))
    assert caught.value.part == f"thẻ bỏ túi, dòng 2: {long}"


def test_a_gap_is_kept_between_the_last_line_and_the_rule() -> None:
    """A row of blank paper runs across the card between them, with tails and dots of letters on its upper side."""
    full = card(lines=("Tự nhập số định danh, số điện thoại của mình",) * 4, imprint=IMPRINT)
    page = picture(render_png(CARD.path, asdict(full), ppi=254)[0]).convert("L")  # ten dots a millimetre
    left = page.crop((35, 0, 560, page.height))
    rows = [min(left.crop((0, y, left.width, y + 1)).tobytes()) for y in range(left.height)]
    rule = next(y for y in range(page.height - 1, 0, -1) if max(left.crop((0, y, left.width, y + 1)).tobytes()) < 140)
    blank = next(n for n in range(1, 100) if rows[rule - 8 - n] < 200)
    assert blank >= 8


def test_an_address_that_would_break_inside_a_name_stands_in_the_foot() -> None:
    address = "kynangso.example/b/mat-khau-va-khoa-may"
    assert address in checks.text(pdf_of(card(address=address)))


def test_a_title_that_cannot_fit_is_named() -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(card(title="Một tên ứng dụng quá dài " * 5))
    assert caught.value.part.startswith("thẻ bỏ túi, tên: Một tên")


@pytest.mark.parametrize("count", [0, 6])
def test_a_card_has_one_to_five_lines(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 lines"):
        card(lines=("Một",) * count)
