"""The sheets of the radio desk: script, rundown, log of what was aired."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pypdf
import pytest

from lessons.printing.radio import log_sheet, minutes_seconds, rundown_sheet, running_words, script_sheet
from lessons.printing.radio_documents import MAX_LOG_ROWS
from lessons.printing.wording import sheet_words
from lessons.radio.cues import Script
from lessons.radio.parts import CueKind, Part
from lms.shared.pdf import MissingGlyph, Sheet
from tests.lessons.printing.radio_samples import STATION, aired_row, aired_rows, approved, rundown, rundown_row
from tests.lessons.radio.samples import make_script
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import count_pixels, is_coloured, page_sizes_mm, picture
from tests.shared.pdf.pages import page_texts

CREATED = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
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


def tags(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}


# --- the script ---------------------------------------------------------------------------------------


def test_every_spoken_line_stands_on_the_script_in_order() -> None:
    script = make_script()
    printed = words(script_sheet(script))
    places = [printed.index(line.spoken) for line in script.lines]
    assert places == sorted(places)


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


# --- the rundown --------------------------------------------------------------------------------------


def test_every_item_starts_where_the_one_before_ends() -> None:
    document = rundown_sheet(rundown()).document
    assert [row.start for row in document.rows] == ["00:00", "00:08", "00:20", "01:20", "04:31"]
    assert [row.length for row in document.rows] == ["00:08", "00:12", "01:00", "03:11", "00:06"]
    assert document.total == "04:37"


def test_the_head_of_the_rundown_says_where_when_and_how_long() -> None:
    printed = words(rundown_sheet(rundown()))
    for said in (
        f"Đài: {STATION}",
        "Ngày phát: Chủ nhật, 22/11/2026",
        "Khung giờ: 17:00, dài 5 phút",
        "Thời lượng chạy: 4 phút 37 giây, còn trống 23 giây",
        "Phát lại: thứ hai, 23/11/2026, 05:30; thứ hai, 23/11/2026, 17:00",
    ):
        assert said in printed


@pytest.mark.parametrize(
    ("total", "beside"),
    [(900, "vừa đúng khung"), (850, "còn trống 50 giây"), (965, "dài hơn khung 1 phút 5 giây")],
)
def test_the_running_time_is_told_against_the_slot(total: int, beside: str) -> None:
    assert running_words(total, 900).endswith(f", {beside}")


def test_a_row_names_version_cut_reader_and_note() -> None:
    printed = words(rundown_sheet(rundown()))
    assert "Phiên bản 2, bản 1 phút" in printed
    assert "Phát thanh viên mẫu 01" in printed
    assert "Đọc chậm" in printed


def test_the_rundown_is_a_table_with_lines_to_sign() -> None:
    pdf = rundown_sheet(rundown()).pdf()
    assert {"/Table", "/TH", "/TD", "/H1"} <= tags(pdf)
    assert checks.text(pdf).endswith("Chữ ký: Kịch bản chương trình, Đài truyền thanh xã Mẫu Trang 1/1")


def test_a_bulletin_without_items_is_still_a_sheet() -> None:
    assert "Thời lượng chạy: 0 giây, còn trống 5 phút" in words(rundown_sheet(rundown(rows=(), repeats=())))


def test_the_head_of_the_table_stands_on_every_page() -> None:
    rows = tuple(rundown_row(f"Bài {n}") for n in range(80))
    pages = page_texts(rundown_sheet(rundown(rows=rows)).pdf())
    assert len(pages) > 1
    assert all("Nội dung" in page for page in pages[:-1])


@pytest.mark.parametrize("seconds", [0, 59.4, 59.5, 3599.6, 7265])
def test_minutes_go_beyond_the_hour(seconds: float) -> None:
    minutes, rest = map(int, minutes_seconds(seconds).split(":"))
    assert minutes * 60 + rest == int(seconds + 0.5)


# --- the log ------------------------------------------------------------------------------------------


def test_the_log_lies_on_its_side_with_all_its_columns() -> None:
    pdf = log_sheet(aired_rows(3), station=STATION, period="Tháng 11 năm 2026").pdf()
    assert page_sizes_mm(pdf) == [(297, 210)]
    printed = checks.text(pdf)
    columns = "Số thứ tự Ngày Giờ Tên bài Phiên bản Thời lượng Cụm loa Người phát Người duyệt Ghi chú"
    assert columns in printed
    assert "1 02/11/2026 17:01 Bài mẫu số 1 2, 60 giây 00:58 Cụm loa thôn 1," in printed
    assert f"Đài: {STATION}" in printed
    assert "Kỳ: Tháng 11 năm 2026" in printed


def test_five_hundred_rows_have_their_head_on_every_page() -> None:
    pages = page_texts(log_sheet(aired_rows(MAX_LOG_ROWS)).pdf())
    assert len(pages) > 20
    assert all("Số thứ tự Ngày Giờ Tên bài" in page for page in pages)
    assert "Bài mẫu số 500" in pages[-1]


def test_more_rows_than_a_log_holds_are_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match="at most 500 rows") as caught:
        log_sheet(aired_rows(MAX_LOG_ROWS + 1))
    assert "500" in sheet_words(caught.value, "aired-log")


@pytest.mark.parametrize("count", range(14))
def test_the_log_never_begins_a_page_for_empty_rows_alone(count: int) -> None:
    pdf = log_sheet(aired_rows(count)).pdf(keep=False)
    last = page_texts(pdf)[-1]
    assert count == 0 or f"Bài mẫu số {count}" in last


def test_empty_rows_fill_the_page_of_a_short_log() -> None:
    (page,) = log_sheet([]).pictures_of_pages("mono", px=700)
    (full,) = log_sheet(aired_rows(2)).pictures_of_pages("mono", px=700)
    assert _rules(page) >= 14
    assert _rules(full) >= 12


def _rules(png: bytes) -> int:
    """How many dark lines go over the whole width of the table."""
    grey = picture(png).convert("L")
    start, end = round(grey.width * 0.1), round(grey.width * 0.9)
    dark = [
        max(grey.getpixel((x, y)) for x in range(start, end, 7)) < 160  # type: ignore[type-var, operator]
        for y in range(grey.height)
    ]
    return sum(now and not before for before, now in pairwise(dark))


def test_an_empty_log_is_a_form_to_fill_in() -> None:
    printed = words(log_sheet([]))
    assert "Đài:" in printed
    assert "Tên bài" in printed
    assert printed.endswith("Sổ theo dõi phát sóng Trang 1/1")


def test_long_and_odd_words_stay_in_their_column() -> None:
    row = aired_row(title="Rất dài " * 200, version="x" * 60, played_by="Y" * 40, note=MARKUP)
    printed = words(log_sheet([row]))
    assert printed.count("Rất dài") == 200
    assert printed.replace(" ", "").count("x" * 60) == 1
    assert '#panic("x")' in printed


def test_words_longer_than_a_page_are_not_lost() -> None:
    note = "ghi chép " * 600
    assert words(log_sheet([aired_row(note=note)])).count("chép") == 600
    assert words(rundown_sheet(rundown(rows=(rundown_row(note=note),)))).count("chép") == 600


# --- all of them --------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [script_sheet, rundown_sheet, log_sheet], ids=lambda make: make.__name__)
def test_the_same_facts_and_date_give_the_same_bytes(make: Any) -> None:
    given_facts = {script_sheet: make_script, rundown_sheet: rundown, log_sheet: lambda: aired_rows(2)}[make]
    first, second = (make(given_facts(), dated=CREATED).pdf(keep=False) for _ in range(2))
    assert first == second
