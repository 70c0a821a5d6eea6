import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from quizzes.formats import BadFile, parse, text_of
from quizzes.formats.docx_text import MAX_UNPACKED

from .documents import add_item, add_list, add_use, make_bold, saved, word_file

TEXT = "Câu 1. Hỏi?\r\nA. một\r\nB. hai\r\nĐáp án: B"
MOST = 2 * 1024 * 1024
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def read(content):
    return text_of(content, max_bytes=MOST)


def refusal(content, most=MOST):
    with pytest.raises(BadFile) as caught:
        text_of(content, max_bytes=most)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_word_saves(encoding):
    assert read(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        ("Đáp án".encode("cp1258", "ignore"), "other_encoding"),
        (TEXT.encode("utf-32"), "utf32"),
        (TEXT.encode("utf-16-le"), "not_text"),
        (b"\xff\xfea", "broken_utf16"),
        (b"%PDF-1.7 abc", "not_text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_word"),
        (b"PK\x03\x04 not a zip", "broken_docx"),
    ],
)
def test_what_is_not_a_list_is_refused_with_the_way_out(content, code):
    assert refusal(content) == code


def test_a_file_above_the_limit_is_refused():
    assert refusal(b"a" * 11, most=10) == "too_large"
    assert text_of(b"a" * 10, max_bytes=10) == "a" * 10


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def test_a_zip_that_is_no_word_file_is_refused():
    assert refusal(zipped(a_txt="x")) == "not_text"
    assert refusal(zipped(word__document_xml="<w")) == "broken_docx"


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    bomb = zipped(word__document_xml="x", big="0" * (MAX_UNPACKED + 1))
    assert len(bomb) < MOST
    assert refusal(bomb) == "unpacks_too_large"


def test_a_file_that_brings_entities_of_its_own_is_refused():
    with zipfile.ZipFile(io.BytesIO(word_file("x"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    head, rest = body.split("?>", 1)
    hostile = '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    parts["word/document.xml"] = f"{head}?>{hostile}{rest}".replace(">x<", ">a&secret;b<").encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(file.getvalue()) == "broken_docx"


def test_paragraphs_line_breaks_and_tabs_are_kept():
    assert read(word_file("Câu 1. Hỏi?", "A. một\tB. hai\nĐáp án: B")) == "Câu 1. Hỏi?\nA. một\tB. hai\nĐáp án: B"


def test_tables_are_read_cell_by_cell():
    def table(document):
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "A. một", "B. hai"

    assert read(word_file("Câu 1. Hỏi?", change=table)) == "Câu 1. Hỏi?\nA. một\nB. hai"


def test_words_put_in_with_changes_tracked_are_read_and_those_taken_out_are_not():
    def track(document):
        run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
        document.paragraphs[0]._p.append(parse_xml(f"<w:ins {nsdecls('w')}>{run.format('t', 'mới')}</w:ins>"))
        document.paragraphs[0]._p.append(parse_xml(f"<w:del {nsdecls('w')}>{run.format('delText', 'cũ')}</w:del>"))
        moved = f"<w:moveFrom {nsdecls('w')}>{run.format('t', 'chỗ cũ')}</w:moveFrom>"
        document.paragraphs[0]._p.append(parse_xml(moved))

    assert read(word_file("Hỏi ", change=track)) == "Hỏi mới"


def test_numbers_and_letters_that_word_sets_by_itself_are_written_out():
    document = docx.Document()
    add_list(document, 71, ("decimal", "Câu %1:"), ("upperLetter", "%2."))
    for text in ("Hỏi?", "Nữa?"):
        add_item(document, text, 71)
        add_item(document, "một", 71, 1)
        add_item(document, "hai", 71, 1)
        document.add_paragraph("Đáp án: B")
    text = read(saved(document))
    assert text.split("\n")[:5] == ["Câu 1: Hỏi?", "A. một", "B. hai", "Đáp án: B", "Câu 2: Nữa?"]
    questions, faults = parse(text)
    assert (len(questions), faults) == (2, [])


def test_a_list_that_starts_anew_counts_anew_and_one_that_goes_on_goes_on():
    document = docx.Document()
    add_list(document, 71, ("lowerLetter", "%1)"))
    add_use(document, 72, 71, start=1)
    add_use(document, 73, 71)
    for name in (71, 71, 72, 73):
        add_item(document, "x", name)
    assert read(saved(document)) == "a) x\nb) x\na) x\nb) x"


def test_the_list_of_a_style_is_read_and_roman_numerals_give_no_label():
    document = docx.Document()
    document.add_paragraph("x", style="List Number")
    add_list(document, 71, ("upperRoman", "%1."))
    add_item(document, "y", 71)
    assert read(saved(document)) == "1. x\ny"


def test_a_choice_all_in_bold_is_marked_as_right():
    document = docx.Document()
    for text in ("Câu 1. Hỏi?", "A. một", "B. hai"):
        document.add_paragraph(text)
    make_bold(document.paragraphs[0])
    make_bold(document.paragraphs[2])
    text = read(saved(document))
    assert text == "Câu 1. Hỏi?\nA. một\n*B. hai"
    assert parse(text)[1] == []


def test_a_choice_whose_letter_alone_is_bold_is_not_marked():
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("A.").bold = True
    paragraph.add_run(" một")
    assert read(saved(document)) == "A. một"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>A. một</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r>",
            "text_boxes",
        ),
        (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x</m:t></m:r></m:oMath>', "formulas"),
    ],
)
def test_a_file_of_which_a_part_would_be_lost_unseen_is_refused(part, code):
    assert refusal(word_file("x", change=lambda document: document.paragraphs[0]._p.append(parse_xml(part)))) == code
