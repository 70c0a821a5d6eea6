"""The sheet of a radio script, to be read on air or translated by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from lessons.printing.radio import log_sheet, rundown_sheet, script_sheet
from lessons.printing.wording import sheet_words
from lessons.radio.cues import Script
from lessons.radio.parts import CueKind, Part
from lms.shared.pdf import MissingGlyph, Sheet
from tests.lessons.printing.radio_samples import STATION, aired_rows, approved, rundown
from tests.lessons.radio.samples import make_script
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import count_pixels, is_coloured, page_sizes_mm
from tests.shared.pdf.pages import page_texts

MARKUP = '#panic("x") *đậm* $x^2$ <b>“a”</b> \\ @ref `mã` // "b"'
FOREIGN = {"Khmer": "សួស្តីបងប្អូន", "Tai Viet": "ꪎꪫꪱꪥ", "Cham": "ꨌꩌ ꨆꨯꨱ"}


def words(sheet: Sheet, **options: Any) -> str:
    return checks.text(sheet.pdf(**options))


def long_script(count: int, sentence: str = "Câu thứ {} của bài, bà con nghe cho hết.") -> Script:
    """`count` lines in one part, said as `sentence` with their number in it."""
    script = make_script()
    content = next(cue for cue in script.cues if cue.kind == CueKind.CONTENT)
    lines = tuple(replace(content.lines[0], spoken=sentence.format(n)) for n in range(1, count + 1))
    return replace(script, cues=(replace(content, lines=lines),))


# --- the script ---------------------------------------------------------------------------------------


def test_every_spoken_line_stands_on_the_script_in_order() -> None:
    script = make_script()
    printed = words(script_sheet(script))
    places = [printed.index(line.spoken) for line in script.lines]
    assert places == sorted(places)


@pytest.mark.parametrize("closing", [1, 5])
@pytest.mark.parametrize("music", [True, False])
def test_nobody_signs_on_a_page_without_the_closing_words(music: bool, closing: int) -> None:
    said = tuple(f"Chào {who}." for who in ("các cụ", "các bác", "các cô", "các chú", "các cháu")[:closing])
    end = (Part(CueKind.CLOSING, said), *((Part(CueKind.MUSIC_OUT, seconds=4),) if music else ()))
    for count in range(8, 28):
        content = Part(CueKind.CONTENT, tuple(f"Câu thứ {n} của bài." for n in range(1, count + 1)))
        *_, last = page_texts(script_sheet(make_script(content, *end)).pdf())
        assert "Người biên tập" in last
        assert said[-1] in last


def test_the_script_is_upright_a4_in_sixteen_points() -> None:
    pdf = script_sheet(make_script()).pdf()
    assert page_sizes_mm(pdf) == [(210, 297)]
    assert 16 in checks.font_sizes(pdf)
    assert checks.font_sizes(pdf)[0] >= 11


def test_lines_of_one_sentence_stand_one_and_a_half_apart() -> None:
    heights: list[float] = []

    def see(text: str, page: list[float], line: list[float], _font: Any, _size: Any) -> None:
        if "nghe" in text:
            heights.append(page[3] * line[5] + page[5])

    pdf = script_sheet(long_script(1, "nghe cho kỹ " * 30)).pdf()
    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=see)
    steps = [abs(a - b) for a, b in pairwise(heights)]
    assert len(steps) > 3
    assert all(1.5 * 16 <= step < 1.6 * 16 for step in steps)


def test_what_is_not_read_stands_in_brackets_with_its_length() -> None:
    printed = words(script_sheet(make_script()))
    assert "(Nhạc hiệu, không đọc) 8 giây" in printed
    assert "(Lời chào) 3 giây" in printed
    assert "Phần trong ngoặc không đọc." in printed


def test_the_parts_of_the_script_are_bookmarks() -> None:
    marks = checks.bookmarks(script_sheet(make_script()).pdf())
    assert marks[0] == "Giữ kín mã OTP"
    assert [mark.partition(")")[0] for mark in marks[1:3]] == ["(Nhạc hiệu, không đọc", "(Lời chào"]


def test_bold_type_is_explained_only_where_there_is_some() -> None:
    assert "Câu in đậm không được bỏ." in words(script_sheet(make_script()))
    calm = make_script(Part(CueKind.GREETING, ("Kính chào bà con.",)))
    assert "in đậm" not in words(script_sheet(calm))


def test_station_and_approval_stand_in_the_head() -> None:
    printed = words(script_sheet(make_script(), where=STATION, approved=approved()))
    assert printed.startswith(f"{STATION} Bản tin thông thường Tiếng Việt phiên bản 2 Giữ kín mã OTP")
    assert "Đã duyệt: Lãnh đạo xã mẫu 01, ngày 22/11/2026, mã văn bản 1a2b3c4d5e6f." in printed


def test_without_an_approval_the_script_claims_none() -> None:
    printed = words(script_sheet(make_script()))
    assert "Đã duyệt" not in printed
    assert printed.index("Người biên tập:") < printed.index("Người duyệt:") < printed.index("Chữ ký:")


def test_no_sentence_is_broken_by_a_page() -> None:
    script = long_script(60, "Đầu câu {0}, " + "bà con nghe cho kỹ rồi hãy làm, " * 4 + "cuối câu {0}.")
    pages = page_texts(script_sheet(script).pdf())
    assert len(pages) > 3
    for number in range(1, 61):
        (home,) = [page for page in pages if f"Đầu câu {number}," in page]
        assert f"cuối câu {number}." in home


def test_a_sentence_longer_than_a_page_flows_on_without_a_word_lost() -> None:
    for blank_lines in (False, True):
        sheet = script_sheet(long_script(1, "nghe cho kỹ " * 800), blank_lines=blank_lines)
        assert words(sheet).count("kỹ") == 800


@pytest.mark.parametrize("count", [399, 1200])
@pytest.mark.parametrize("blank_lines", [False, True])
def test_a_word_without_end_is_never_lost_below_the_page(count: int, blank_lines: bool) -> None:
    sheet = script_sheet(long_script(2, "W" * count), blank_lines=blank_lines)
    assert words(sheet).count("W") == 2 * count


@pytest.mark.parametrize("length", [40, 99, 133])
def test_a_short_part_of_wide_letters_stays_on_its_page(length: int) -> None:
    sheet = script_sheet(long_script(3, "W" * length), blank_lines=True)
    assert words(sheet).count("W") == 3 * length


def test_four_hundred_lines_take_as_many_pages_as_they_need() -> None:
    pdf = script_sheet(long_script(400)).pdf()
    total = checks.pages(pdf)
    assert "Câu thứ 400 của bài" in checks.text(pdf)
    assert all(f"Trang {n}/{total}" in page for n, page in enumerate(page_texts(pdf), start=1))


def test_the_heading_of_a_part_never_ends_a_page() -> None:
    script = make_script()
    content = next(cue for cue in script.cues if cue.kind == CueKind.CONTENT)
    greeting = next(cue for cue in script.cues if cue.kind == CueKind.GREETING)
    for count in range(10, 30):
        many = replace(greeting, lines=greeting.lines * count)
        for page in page_texts(script_sheet(replace(script, cues=(many, content))).pdf(keep=False)):
            assert ("(Nội dung)" in page) == (content.lines[0].spoken in page)


def test_a_script_without_lines_says_that_it_is_not_ready() -> None:
    assert "(Chưa sẵn sàng phát, chưa có lời đọc)" in words(script_sheet(make_script(Part(CueKind.MUSIC_IN))))


def test_a_script_without_parts_is_still_a_sheet() -> None:
    assert "Thời lượng 0 giây" in words(script_sheet(replace(make_script(), cues=())))


def test_what_lacks_a_reading_is_named_on_the_script() -> None:
    sheet = script_sheet(make_script(Part(CueKind.CONTENT, ("Hỏi XYZT.",))))
    assert "(Chưa sẵn sàng phát, thiếu cách đọc cho: XYZT)" in words(sheet)


def test_a_title_of_two_hundred_letters_stays_on_the_paper() -> None:
    title = ("Quét mã trả tiền đọc tên người nhận " * 6)[:200].strip()
    pdf = script_sheet(make_script(title=title)).pdf()
    assert title in checks.text(pdf)
    assert "Trang 1/1" in checks.text(pdf)


def test_markup_is_printed_as_it_is_written() -> None:
    script = make_script(title=MARKUP)
    sheet = script_sheet(script, where=MARKUP, approved=approved(by=MARKUP))
    assert words(sheet).count('#panic("x") *đậm* $x^2$') >= 3


def test_no_colour_is_left_on_a_photocopy() -> None:
    for sheet in (script_sheet(make_script()), rundown_sheet(rundown()), log_sheet(aired_rows(3))):
        (page,) = sheet.pictures_of_pages("mono", px=400)
        assert count_pixels(page, is_coloured) == 0


@pytest.mark.parametrize("letters", FOREIGN.values(), ids=FOREIGN)
def test_a_language_the_font_lacks_is_refused_with_the_way_out(letters: str) -> None:
    sheet = script_sheet(long_script(1, letters))
    with pytest.raises(MissingGlyph) as caught:
        sheet.pdf()
    assert "Word" in sheet_words(caught.value, "script", sheet)
    assert "Word" not in sheet_words(MissingGlyph(["😀"]), "script", sheet)


# --- the translation by hand --------------------------------------------------------------------------


def test_a_translation_by_hand_has_a_place_for_its_language() -> None:
    assert "Lời dịch: tiếng" in words(script_sheet(make_script(), blank_lines=True))
    assert "Lời dịch" not in words(script_sheet(make_script()))


def test_a_long_sentence_has_more_lines_to_write_its_translation_on() -> None:
    script = long_script(1, "Bà con nghe cho kỹ rồi mới bấm trả tiền. " * 4)
    (cue,) = script_sheet(script, blank_lines=True).document.cues
    assert [line.to_write for line in cue.lines] == [3]
    (cue,) = script_sheet(script).document.cues
    assert [line.to_write for line in cue.lines] == [0]


def test_the_lines_for_a_translation_are_drawn() -> None:
    script = long_script(1)
    assert _dark(script_sheet(script, blank_lines=True)) > _dark(script_sheet(script)) + 100


def _dark(sheet: Sheet) -> int:
    (page,) = sheet.pictures_of_pages("mono", px=600)
    return count_pixels(page, lambda colour: colour[0] < 128)
