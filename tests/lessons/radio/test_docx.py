"""The announcer's sheet in Word."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.shared import Pt

from lessons.radio.cues import Script
from lessons.radio.docx import as_docx
from lessons.radio.papers import Approved
from lessons.radio.parts import CueKind, Part
from tests.lessons.radio.samples import make_script

CREATED = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def opened(script: Script, **options: Any) -> Document:
    return docx.Document(io.BytesIO(as_docx(script, created=CREATED, **options)))


def texts(script: Script, **options: Any) -> list[str]:
    return [paragraph.text for paragraph in opened(script, **options).paragraphs]


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
    script = make_script(Part(CueKind.CONTENT, ("Hỏi XYZT.",)))
    assert "(Chưa sẵn sàng phát, thiếu cách đọc cho: XYZT)" in texts(script)


def test_an_empty_script_still_opens() -> None:
    assert "(Chưa sẵn sàng phát, chưa có lời đọc)" in texts(make_script(Part(CueKind.MUSIC_IN)))


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


def test_station_and_approval_stand_in_the_head() -> None:
    approved = Approved(by="Lãnh đạo xã\u202e mẫu\x07 01", on=date(2026, 11, 22), digest="1a2b3c4d5e6f7a8b")
    words = texts(make_script(), where="Đài xã\ufffe Mẫu", approved=approved)
    assert words[0] == "Đài xã Mẫu"
    assert words[4] == "Đã duyệt: Lãnh đạo xã mẫu 01, ngày 22/11/2026, mã văn bản 1a2b3c4d5e6f"


def test_a_translation_has_a_line_below_every_sentence() -> None:
    script = make_script()
    words = texts(script, blank_lines=True)
    assert "Lời dịch: tiếng\t" in words
    for line in script.lines:
        assert words[words.index(line.spoken) + 1] == "\t"


def test_a_long_sentence_has_more_lines_for_its_translation() -> None:
    words = texts(
        make_script(Part(CueKind.CONTENT, ("Bà con nghe cho kỹ rồi mới bấm trả tiền " * 4,))), blank_lines=True
    )
    assert words.count("\t") == 3


def test_a_sentence_and_its_lines_stay_on_one_page() -> None:
    script = make_script()
    paragraphs = opened(script, blank_lines=True).paragraphs
    for place, paragraph in enumerate(paragraphs):
        if paragraph.text in {line.spoken for line in script.lines}:
            while paragraphs[place + 1].text == "\t":
                assert paragraphs[place].paragraph_format.keep_with_next
                place += 1
            assert not paragraphs[place].paragraph_format.keep_with_next


def test_without_a_translation_no_line_is_left_empty() -> None:
    assert "\t" not in texts(make_script())


def test_brackets_and_bold_type_are_explained() -> None:
    assert "Phần trong ngoặc không đọc. Câu in đậm không được bỏ." in texts(make_script())


def test_a_text_from_an_old_font_names_its_first_faults_only() -> None:
    script = make_script(Part(CueKind.CONTENT, tuple(f"Hỏi XY{chr(65 + n)}T." for n in range(20))))
    (note,) = [text for text in texts(script) if text.startswith("(Chưa sẵn sàng")]
    assert note.endswith("XYLT, …)")


def test_four_hundred_lines_and_an_endless_title_still_open() -> None:
    script = make_script(title="Rất dài " * 60)
    content = next(cue for cue in script.cues if cue.kind == CueKind.CONTENT)
    many = replace(script, cues=(replace(content, lines=content.lines * 200),))
    assert len(opened(many).core_properties.title) == 255
    assert texts(many).count(content.lines[0].spoken) == 200


def test_signs_of_markup_are_only_words() -> None:
    script = make_script(title='<w:p/> & "a"')
    assert '<w:p/> & "a"' in texts(script)
