"""The tables of the radio desk: the rundown of a bulletin, the log of what was aired."""

from __future__ import annotations

import datetime as dt
import io
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from lessons.printing.radio import log_sheet, minutes_seconds, rundown_sheet, running_words, script_sheet
from lessons.printing.radio_documents import MAX_LOG_ROWS
from lessons.printing.wording import sheet_words
from lms.shared.pdf import Sheet
from tests.lessons.printing.radio_samples import STATION, aired_row, aired_rows, rundown, rundown_row
from tests.lessons.radio.samples import make_script
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import page_sizes_mm, picture
from tests.shared.pdf.pages import page_texts

CREATED = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
MARKUP = '#panic("x") *đậm* $x^2$ <b>“a”</b> \\ @ref `mã` // "b"'


def words(sheet: Sheet, **options: Any) -> str:
    return checks.text(sheet.pdf(**options))


def tags(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}


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
