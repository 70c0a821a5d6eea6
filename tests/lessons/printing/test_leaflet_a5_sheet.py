"""The A5 leaflet: two sides, two beside each other for the office printer, errors that name the step."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from lessons.printing.documents import LEAFLET_A5, LeafletDocument
from lms.shared.pdf import Imprint, Overflow, Run, Variant, render_pdf, render_png
from tests.lessons.printing.samples import drawn, field, leaflet, step
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import count_pixels, figure_alts, is_coloured, page_sizes_mm, picture
from tests.shared.pdf.pictures import blank_edge, drawn_pages

FULL = Imprint(
    name="Tổ công nghệ số cộng đồng ấp Mẫu",
    hotline="0900 000 000",
    meeting_place="Nhà văn hóa ấp Mẫu",
    meeting_time="Thứ bảy, 8 giờ đến 10 giờ",
    issuing_body="Ủy ban nhân dân xã Mẫu",
)
LONG = Imprint(  # as long as each may be
    name="Tổ công nghệ số cộng đồng khóm Nguyễn Mẫu Thị Minh, xã Nguyễn Mẫu Khái, thành phố Mẫu"[:90],
    hotline="0900 000 000",
    meeting_place="Nhà văn hóa khóm Nguyễn Mẫu Thị Minh, cạnh trường tiểu học Nguyễn Mẫu Khái cơ sở thứ hai"[:90],
    meeting_time="Thứ bảy và chủ nhật hằng tuần, từ 8 giờ đến 10 giờ 30 phút"[:60],
)


def pdf_of(document: LeafletDocument, variant: Variant = "plain", run: Run = "all", **options: Any) -> bytes:
    return render_pdf(LEAFLET_A5.path, asdict(document), variant=variant, run=run, **options)


@pytest.mark.parametrize(
    ("variant", "run", "sizes"),
    [
        ("plain", "all", [(148, 210)] * 2),
        ("mono", "all", [(148, 210)] * 2),
        ("ink", "all", [(148, 210)] * 2),
        ("large", "all", [(209, 297)] * 2),
        ("shop", "all", [(168, 230)] * 2),
        ("office", "fronts", [(297, 210)]),
        ("office", "backs", [(297, 210)]),
    ],
)
@pytest.mark.parametrize("imprint", [Imprint(), FULL, LONG], ids=["blank", "full", "long"])
def test_each_variant_has_its_pages(variant: Variant, run: Run, sizes: list[tuple[int, int]], imprint: Imprint) -> None:
    assert page_sizes_mm(pdf_of(leaflet(imprint=imprint), variant, run)) == sizes


def test_the_warnings_keep_away_from_the_line_to_write_on() -> None:
    long, short = (
        "Không đưa mật khẩu, mã OTP, ảnh thẻ cho người giúp, dù chỉ một lần",
        "Không đưa mật khẩu, mã OTP, ảnh",
    )
    page = picture(render_png(LEAFLET_A5.path, asdict(leaflet(warnings=(*[long] * 4, short))), ppi=72)[0])
    mm = page.height / 210
    words = page.crop((round(9 * mm), 0, round(80 * mm), page.height)).convert("L")
    inked = [words.crop((0, y, words.width, y + 1)).getextrema()[0] < 200 for y in reversed(range(page.height))]
    line = inked.index(True)
    above = inked.index(False, line)
    assert (inked.index(True, above) - above) / mm > 4


def test_titles_and_steps_read_in_order() -> None:
    document = leaflet()
    printed = checks.text(pdf_of(document))
    places = [printed.index(one.title) for one in document.steps]
    assert places == sorted(places)
    assert all(one.short in printed for one in document.steps)
    assert printed.index(document.cover) < places[0] < printed.index(document.warnings[0]) < places[2]
    assert document.after_text in printed
    assert "Màn hình minh họa, máy của bạn có thể khác." in printed


def test_the_front_of_the_office_run_holds_two_leaflets_of_which_one_is_heard() -> None:
    pdf = pdf_of(leaflet(), "office", "fronts")
    alts = figure_alts(pdf)
    assert [alt for alt in alts if alt.startswith("Màn hình")] == [one.alt for one in leaflet().steps[:2]]
    assert checks.qr_texts(drawn_pages(pdf, ppi=150)[0]) == [leaflet().url] * 2
    assert checks.bookmarks(pdf).count(leaflet().cover) == 1


def test_the_backs_come_as_a_file_of_their_own() -> None:
    printed = checks.text(pdf_of(leaflet(), "office", "backs"))
    assert leaflet().steps[5].short in printed
    assert leaflet().steps[0].short not in printed
    assert "Lượt 2: mặt sau" in printed


def test_the_code_of_the_leaflet_opens_its_address() -> None:
    assert checks.qr_texts(drawn_pages(pdf_of(leaflet()), ppi=150)[0]) == [leaflet().url]


@pytest.mark.parametrize(
    ("variant", "run"), [("plain", "all"), ("mono", "all"), ("large", "all"), ("office", "fronts"), ("office", "backs")]
)
def test_nothing_is_printed_in_the_outer_five_millimetres(variant: Variant, run: Run) -> None:
    pages = drawn_pages(pdf_of(leaflet(steps=leaflet().steps[:4], imprint=FULL), variant, run), ppi=72)
    assert all(blank_edge(page, mm=5) for page in pages)


@pytest.mark.parametrize(("variant", "run"), [("mono", "all"), ("office", "fronts"), ("office", "backs")])
def test_the_one_colour_leaflet_has_no_colour(variant: Variant, run: Run) -> None:
    assert all(count_pixels(page, is_coloured) == 0 for page in drawn_pages(pdf_of(leaflet(), variant, run), ppi=60))


@pytest.mark.parametrize(("variant", "floor"), [("plain", 12), ("large", 16)])
def test_words_are_read_without_glasses(variant: Variant, floor: float) -> None:
    """Under the floor are only the site's name, the address at the code, the sign of a warning and the colophon."""
    words = tuple(step(n, screen=None, target="", alt="") for n in range(1, 7))
    found = checks.font_sizes(pdf_of(leaflet(steps=words, imprint=FULL), variant))
    scale = 2**0.5 if variant == "large" else 1
    assert [round(size / scale, 1) for size in found if size < floor] == [8, 9, 10.2, 10.5]
    assert checks.font_sizes(pdf_of(leaflet(), variant))[0] >= 7.5


def test_a_team_is_named_or_has_a_line_to_write_on() -> None:
    assert "Tổ công nghệ số: Điện thoại:" in checks.text(pdf_of(leaflet()))
    printed = checks.text(pdf_of(leaflet(imprint=FULL))).replace("\xa0", " ")
    assert "Cần giúp, hãy hỏi: Tổ công nghệ số cộng đồng ấp Mẫu, điện thoại 0900 000 000" in printed
    assert "Buổi hướng dẫn: Thứ bảy, 8 giờ đến 10 giờ, Nhà văn hóa ấp Mẫu" in printed
    assert "Cơ quan ban hành: Ủy ban nhân dân xã Mẫu." in printed


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_short_leaflet_leaves_lines_for_notes(count: int) -> None:
    printed = checks.text(pdf_of(leaflet(steps=tuple(step(n) for n in range(1, count + 1)))))
    assert printed.count("Ghi chú của tôi") == 1


def test_tall_screens_on_the_back_take_the_room_of_the_last_box() -> None:
    tall = drawn("Danh sách", *(field(f"Ô số {n}", "một hai ba") for n in range(1, 8)))
    crowded = tuple(step(n, screen=tall, target="") if n > 2 else step(n) for n in range(1, 7))
    printed = checks.text(pdf_of(leaflet(steps=crowded)))
    assert leaflet().after_text not in printed
    assert crowded[5].short in printed


@pytest.mark.parametrize("number", [2, 5])
def test_a_step_that_cannot_fit_is_named(number: int) -> None:
    crowded = drawn("Danh sách", *(field(f"Ô số {n}", "một hai ba") for n in range(1, 13)))
    steps = tuple(step(n, screen=crowded, target="") if n == number else step(n) for n in range(1, 7))
    with pytest.raises(Overflow) as caught:
        pdf_of(leaflet(steps=steps))
    assert caught.value.part == f"bước {number}: {steps[number - 1].title}"


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"cover": "Một tựa đề quá dài " * 12}, "bìa"),
        ({"warnings": ("Không đưa mật khẩu, mã OTP, ảnh khuôn mặt, ảnh thẻ cho người giúp.",) * 9}, "điều phải nhớ"),
        ({"imprint": Imprint(name="Tổ ấp Mẫu " * 60)}, "nơi hỏi thêm"),
    ],
)
def test_a_part_that_cannot_fit_is_named(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(leaflet(**changes))
    assert caught.value.part == part
