"""The announcer's sheet in Word."""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from docx.document import Document
from docx.shared import Pt

from lessons.radio.cues import CueKind, Script, WrittenCue
from lessons.radio.docx import as_docx
from tests.lessons.radio.samples import make_script

CREATED = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def opened(script: Script) -> Document:
    return docx.Document(io.BytesIO(as_docx(script, created=CREATED)))


def texts(script: Script) -> list[str]:
    return [paragraph.text for paragraph in opened(script).paragraphs]


def test_every_spoken_line_is_one_paragraph_that_no_page_cuts() -> None:
    script = make_script()
    found = {paragraph.text: paragraph for paragraph in opened(script).paragraphs}
    for line in script.lines:
        assert found[line.spoken].paragraph_format.keep_together


def test_cue_lines_stand_in_brackets_with_their_length() -> None:
    words = texts(make_script())
    assert "(Nhạc hiệu, không đọc)\t8 giây" in words
    assert any(re.fullmatch(r"\(Lời chào\)\t\d+ giây", text) for text in words)


def test_the_head_says_title_length_and_rate() -> None:
    words = texts(make_script())
    assert words[0] == "Bản tin thông thường · Tiếng Việt · phiên bản 2"
    assert words[1] == "Giữ kín mã OTP"
    assert re.fullmatch(r"Thời lượng \d+ giây, đọc 180 tiếng một phút", words[2])


def test_the_page_is_a4_in_large_type_with_open_lines() -> None:
    document = opened(make_script())
    section, normal = document.sections[0], document.styles["Normal"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (normal.font.name, normal.font.size, normal.paragraph_format.line_spacing) == (
        "Times New Roman",
        Pt(16),
        1.5,
    )
    assert round(section.left_margin.mm) == 30


def test_what_must_be_said_is_bold() -> None:
    bold = [p.text for p in opened(make_script()).paragraphs if p.style.name == "Normal" and p.runs[0].bold]
    assert bold == ["Không đưa mã ô tê pê cho ai."]


def test_the_footer_counts_pages_by_fields() -> None:
    footer = opened(make_script()).sections[0].footer.paragraphs[0]
    assert footer.text == "Giữ kín mã OTP\tTrang /"
    assert re.findall(r'w:instr="(\w+)"', footer._p.xml) == ["PAGE", "NUMPAGES"]


def test_four_empty_approval_lines_end_the_sheet() -> None:
    assert texts(make_script())[-4:] == ["Người biên tập:\t", "Người duyệt:\t", "Ngày duyệt:\t", "Chữ ký:\t"]


def test_a_script_that_is_not_ready_says_so() -> None:
    script = make_script(WrittenCue(CueKind.CONTENT, "Hỏi XYZT."))
    assert "(Chưa sẵn sàng phát, thiếu cách đọc cho: XYZT)" in texts(script)


def test_an_empty_script_still_opens() -> None:
    assert "(Chưa sẵn sàng phát, chưa có lời đọc)" in texts(make_script(WrittenCue(CueKind.MUSIC_IN)))


def test_properties_name_the_title_and_no_tool() -> None:
    properties = opened(make_script()).core_properties
    assert (properties.title, properties.author, properties.comments) == ("Giữ kín mã OTP", "", "")
    assert properties.created == CREATED
    with zipfile.ZipFile(io.BytesIO(as_docx(make_script(), created=CREATED))) as packed:
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(packed.namelist())


def test_the_date_is_kept_in_universal_time() -> None:
    local = CREATED.astimezone(timezone(timedelta(hours=7)))
    assert as_docx(make_script(), created=local) == as_docx(make_script(), created=CREATED)


def test_the_same_script_and_date_give_the_same_bytes() -> None:
    assert as_docx(make_script(), created=CREATED) == as_docx(make_script(), created=CREATED)


@pytest.mark.parametrize("year", [1970, 2026])
def test_every_member_of_the_file_has_a_date_that_zip_can_hold(year: int) -> None:
    packed = zipfile.ZipFile(io.BytesIO(as_docx(make_script(), created=datetime(year, 1, 2, tzinfo=UTC))))
    assert {member.date_time[0] for member in packed.infolist()} == {max(year, 1980)}
