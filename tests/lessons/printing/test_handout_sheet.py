"""The handout: every step of every lesson, as many pages as it takes, nothing cut, nothing torn apart."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from lessons.printing.documents import HANDOUT, HandoutDocument, HandoutNote
from lessons.printing.rich import RichLine
from lms.shared.pdf import Imprint, Overflow, render_pdf, render_png
from tests.lessons.printing.samples import drawn, handout, handout_lesson, handout_step, item, lines, text, words_of
from tests.shared.pdf import checks
from tests.shared.pdf.footers import is_blank_above_the_footer
from tests.shared.pdf.layouts import count_pixels, figure_alts, is_coloured, page_sizes_mm
from tests.shared.pdf.pages import page_texts
from tests.shared.pdf.test_screens import photo, png

LONG = "Đọc chậm từng chữ trên máy rồi mới bấm. " * 250  # 10,000 characters
WALL = drawn("Điều khoản", *(text("Một dòng dài trên màn hình, đọc mãi chưa hết. " * 3) for _ in range(12)))


def pdf_of(document: HandoutDocument, **options: Any) -> bytes:
    return render_pdf(HANDOUT.path, asdict(document), **options)


def pages_of(document: HandoutDocument, **options: Any) -> list[bytes]:
    return render_png(HANDOUT.path, asdict(document), ppi=60, **options)


def test_every_page_is_upright_a4() -> None:
    assert set(page_sizes_mm(pdf_of(handout()))) == {(210, 297)}


@pytest.mark.parametrize("variant", HANDOUT.variants)
def test_every_title_text_and_screen_stands_in_every_variant(variant: Any) -> None:
    document = handout()
    pdf = pdf_of(document, variant=variant)
    printed, alts = checks.text(pdf), figure_alts(pdf)
    for lesson in document.lessons:
        assert lesson.title in printed
        for part in lesson.parts:
            said = part.lines if isinstance(part, HandoutNote) else part.text
            assert all(one in printed for one in map(words_of, said))
            assert isinstance(part, HandoutNote) or part.title in printed
            assert isinstance(part, HandoutNote) or part.alt in alts


def test_the_bookmarks_list_lessons_and_steps_in_order() -> None:
    document = handout()
    wanted = [document.app_name]
    for lesson in document.lessons:
        wanted += [
            lesson.title,
            *(f"{one.number}. {one.title}" for one in lesson.parts if not isinstance(one, HandoutNote)),
        ]
    assert checks.bookmarks(pdf_of(document))[: len(wanted)] == wanted


def test_each_lesson_has_its_own_code_and_address() -> None:
    document = handout()
    codes = [code for page in render_png(HANDOUT.path, asdict(document), ppi=150) for code in checks.qr_texts(page)]
    assert codes == [lesson.url for lesson in document.lessons]
    printed = checks.text(pdf_of(document)).replace(" ", "")  # a line may break after a slash
    assert all(lesson.address in printed for lesson in document.lessons)


@pytest.mark.parametrize("variant", ["plain", "large"])
def test_the_name_of_a_lesson_in_its_address_stands_on_one_line(variant: Any) -> None:
    address = "kynangso.example/b/viec-nguoi-giup-khong-lam"
    printed = checks.text(pdf_of(handout(handout_lesson(address=address)), variant=variant))
    assert "viec-nguoi-giup-khong-lam" in printed


def test_tip_warning_and_stop_are_told_apart_by_their_word() -> None:
    step = handout_step(
        1, tip=lines("Hỏi chủ máy trước."), warning=lines("Đừng vội."), stop=lines("Dừng lại nếu thấy lạ.")
    )
    printed = checks.text(pdf_of(handout(handout_lesson(step))))
    assert "Mẹo: Hỏi chủ máy trước." in printed
    assert "Cẩn thận: Đừng vội." in printed
    assert "Dừng lại nếu thấy lạ." in printed
    assert "Dừng lại: Dừng lại" not in printed


def test_the_bold_lead_of_a_box_stays_bold_after_its_word() -> None:
    def drawn_with(bold: bool) -> list[bytes]:
        tip = (RichLine((("Khi đi gõ cửa.", bold), (" Viết sẵn câu chào.", False))),)
        step = handout_step(1, screen=None, target="", alt="", text=(), tip=tip)
        printed = checks.text(pdf_of(handout(handout_lesson(step))))
        assert "Mẹo: Khi đi gõ cửa. Viết sẵn câu chào." in printed
        return pages_of(handout(handout_lesson(step)))

    assert drawn_with(True) != drawn_with(False)


def test_items_keep_their_bullets_and_numbers_in_words_and_boxes() -> None:
    text = (*lines("Xem hai thứ:"), *lines("Ảnh", "Phim", marker="•"))
    step = handout_step(1, text=text, stop=lines("Mở máy", marker="1.") + lines("Bấm", marker="2."))
    printed = checks.text(pdf_of(handout(handout_lesson(step))))
    assert "Xem hai thứ: • Ảnh • Phim" in printed
    assert "Dừng lại: 1. Mở máy 2. Bấm" in printed


def test_what_makes_one_stop_stands_before_what_helps() -> None:
    step = handout_step(1, tip=lines("Đọc to."), warning=lines("Đừng vội."), stop=lines("Thấy lạ thì thôi."))
    printed = checks.text(pdf_of(handout(handout_lesson(step))))
    assert printed.index("Thấy lạ thì thôi.") < printed.index("Đừng vội.") < printed.index("Đọc to.")


@pytest.mark.parametrize("kind", ["tip", "warning", "stop"])
def test_the_boxes_of_a_photocopy_have_no_colour_and_still_differ(kind: str) -> None:
    def page(box: str) -> bytes:
        step = handout_step(1, screen=None, target="", alt="", **{box: lines("Đọc kỹ.")})
        return pages_of(handout(handout_lesson(step), warnings=()), variant="mono")[0]

    assert count_pixels(page(kind), is_coloured) == 0
    assert all(page(kind) != page(other) for other in ("tip", "warning", "stop") if other != kind)


def test_large_print_has_no_type_below_sixteen_points() -> None:
    boxes = dict.fromkeys(("tip", "warning", "stop"), lines("Đọc kỹ."))
    lesson = handout_lesson(handout_step(1, **boxes), handout_step(2, screen=photo()["screen"], target="nut"))
    pdf = pdf_of(handout(lesson), variant="large", images={"a.png": png()})
    assert checks.font_sizes(pdf)[0] >= 16


def test_sixty_steps_take_as_many_pages_as_they_need() -> None:
    steps = [handout_step(n, title=f"Bước thứ {n} của bài dài") for n in range(1, 61)]
    pdf = pdf_of(handout(handout_lesson(*steps)))
    assert checks.pages(pdf) > 8
    assert [f"{one.number}. {one.title}" for one in steps] == [
        name for name in checks.bookmarks(pdf) if "của bài dài" in name
    ]


@pytest.mark.parametrize("variant", ["plain", "large"])
@pytest.mark.parametrize("place", ["text", "stop"])
def test_ten_thousand_characters_in_one_step_flow_on_without_a_word_lost(place: str, variant: Any) -> None:
    step = handout_step(2, **{place: lines(LONG)})
    pdf = pdf_of(handout(handout_lesson(handout_step(1), step, handout_step(3))), variant=variant)
    assert checks.text(pdf).count("bấm.") >= LONG.count("bấm.")
    assert handout_step(3).title in checks.text(pdf)


def test_a_step_that_a_column_holds_is_never_torn_apart() -> None:
    steps = [handout_step(n, title=f"Tựa {n}.", text=lines(f"Đầu {n}.", f"Cuối {n}.")) for n in range(1, 13)]
    pdf = pdf_of(handout(handout_lesson(*steps)))
    pages = page_texts(pdf)
    for step in steps:
        (home,) = [page for page in pages if f"Đầu {step.number}." in page]
        assert f"Tựa {step.number}." in home
        assert f"Cuối {step.number}." in home


def test_a_short_step_stands_beside_its_box() -> None:
    steps = [
        handout_step(
            n, screen=None, target="", alt="", text=lines(f"Lời {n}."), tip=lines(f"Nhớ {n}. " + "Kể tiếp. " * 20)
        )
        for n in range(1, 21)
    ]
    pages = page_texts(pdf_of(handout(handout_lesson(*steps))))
    for n in range(1, 21):
        (home,) = [page for page in pages if f"Lời {n}." in page]
        assert f"Nhớ {n}." in home


@pytest.mark.parametrize("variant", ["plain", "large"])
def test_what_says_stop_is_never_a_page_away_from_its_step(variant: Any) -> None:
    steps = [
        handout_step(n, title=f"Tựa {n}.", text=lines(f"Lời {n}."), stop=lines(f"Cấm {n}. " + "Tắt máy. " * (3 * n)))
        for n in range(1, 13)
    ]
    pages = page_texts(pdf_of(handout(handout_lesson(*steps)), variant=variant))
    for n in range(1, 13):
        (home,) = [page for page in pages if f"Tựa {n}." in page]
        assert f"Cấm {n}." in home


@pytest.mark.parametrize(("rows", "steps", "sentences"), [(4, 4, 6), (4, 6, 6), (5, 6, 18), (8, 6, 6)])
def test_a_tip_takes_its_step_along_to_the_next_page(rows: int, steps: int, sentences: int) -> None:
    tall = drawn("Danh sách", *(item(f"Mục {n}", "Ghi chú") for n in range(rows)))
    changes: dict[str, Any] = {"screen": tall, "target": "", "text": lines("Đọc to.")}
    parts = [
        handout_step(n, title=f"Tựa {n}.", tip=lines(f"Nhớ {n}. " + "Viết ra giấy. " * sentences), **changes)
        for n in range(1, steps + 1)
    ]
    pages = page_texts(pdf_of(handout(handout_lesson(*parts))))
    for n in range(1, steps + 1):
        (home,) = [page for page in pages if f"Tựa {n}." in page]
        assert f"Nhớ {n}." in home


@pytest.mark.parametrize(("rows", "count", "pages"), [(3, 2, 2), (2, 6, 3)])
def test_in_large_print_steps_that_just_miss_a_page_are_drawn_closer(rows: int, count: int, pages: int) -> None:
    short = drawn("Danh sách", *(item(f"Mục {n}", "Ghi chú") for n in range(rows)))
    steps = [handout_step(n, text=lines("Đọc to."), screen=short, target="") for n in range(1, count + 1)]
    assert checks.pages(pdf_of(handout(handout_lesson(*steps)), variant="large")) == pages


@pytest.mark.parametrize("variant", ["plain", "large"])
@pytest.mark.parametrize("rows", range(2, 9))
def test_no_step_stands_in_the_footer(rows: int, variant: Any) -> None:
    tall = drawn("Danh sách", *(item(f"Mục {n}", "Ghi chú") for n in range(rows)))
    steps = [handout_step(n, screen=tall, target="", tip=lines("Đọc to cho cả nhà nghe. " * 4)) for n in range(1, 6)]
    document = handout(handout_lesson(*steps), handout_lesson(*steps[:2]))
    for page in render_png(HANDOUT.path, asdict(document), ppi=72, variant=variant):
        assert is_blank_above_the_footer(page)


def test_a_lesson_begins_below_the_one_before_it_where_the_page_has_room() -> None:
    short = [
        handout_lesson(
            handout_step(1, screen=None, target="", alt=""),
            title=f"Bài thứ {n}",
            address=f"kynangso.example/b/bai-{n}",
            url=f"https://kynangso.example/b/bai-{n}",
        )
        for n in (1, 2)
    ]
    first, *_ = page_texts(pdf_of(handout(*short)))
    assert "Bài thứ 1" in first
    assert "Bài thứ 2" in first


def test_a_screen_taller_than_a_page_is_refused_by_the_name_of_its_step() -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(handout(handout_lesson(handout_step(1), handout_step(2, screen=WALL, target=""))), variant="large")
    assert caught.value.part == "bước 2: Gõ VNeID vào ô tìm kiếm"


def test_the_footer_counts_the_pages() -> None:
    pdf = pdf_of(handout())
    total = checks.pages(pdf)
    assert all(f"VNeID Trang {n}/{total}" in page for n, page in enumerate(page_texts(pdf), start=1))


def test_a_short_handout_leaves_lines_for_notes() -> None:
    printed = checks.text(pdf_of(handout(handout_lesson(handout_step(1)))))
    assert printed.count("Ghi chú của tôi") == 1


def test_what_the_team_filled_in_is_printed_at_the_end() -> None:
    imprint = Imprint(name="Tổ ấp Mẫu", meeting_place="Nhà văn hóa ấp", licence_number="12/GP")
    last = page_texts(pdf_of(handout(imprint=imprint)))[-1]
    for words in ("Tổ ấp Mẫu", "Nơi học: Nhà văn hóa ấp", "Giấy phép xuất bản số: 12/GP"):
        assert words in last


def test_the_office_sheet_carries_the_line_that_checks_the_scale() -> None:
    pdf = pdf_of(handout(), variant="office")
    assert checks.text(pdf).count("Vạch này dài 100 mm") == checks.pages(pdf)
    assert "Vạch này" not in checks.text(pdf_of(handout()))
