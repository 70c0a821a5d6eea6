"""The script as a Word file for the announcer: large type, one sentence a line, no sentence cut by a page."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from lessons.radio.cues import Cue, Line, Script
from lessons.radio.timing import duration_words
from lms.shared.vietnamese import normalise

APPROVAL_LINES = ("Người biên tập", "Người duyệt", "Ngày duyệt", "Chữ ký")

_FONT = "Times New Roman"
_LEFT, _RIGHT, _TOP, _BOTTOM, _WIDTH, _HEIGHT = 30, 18, 22, 20, 210, 297  # mm
_TEXT_WIDTH = Mm(_WIDTH - _LEFT - _RIGHT)
_TOOL_PARTS = ("/thumbnail", "/extended-properties")


def as_docx(script: Script, approval_lines: Iterable[str] = APPROVAL_LINES, *, created: datetime) -> bytes:
    """Draw the announcer's sheet, A4. The same script and (aware) date give the same bytes."""
    created = created.astimezone(UTC)
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, script, created)
    _add_head(document, script)
    for cue in script.cues:
        _add_cue(document, cue)
    _add_approval(document, approval_lines)
    _add_footer(document, script.title)
    written = io.BytesIO()
    document.save(written)
    return _fixed_zip(written.getvalue(), created)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)


def _set_styles(document: Document) -> None:
    _style(document, "Normal", 16)
    _style(document, "Title", 20, bold=True)
    _style(document, "Heading 2", 12, bold=True)
    _style(document, "Footer", 11)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing_rule = WD_LINE_SPACING.ONE_POINT_FIVE
    normal.space_after = Pt(8)
    normal.keep_together = normal.widow_control = True
    title = document.styles["Title"]
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)


def _style(document: Document, name: str, size: int, *, bold: bool = False) -> ParagraphStyle:
    """Give a built-in style our type: black, one font for every script, Vietnamese for the checker."""
    style = document.styles[name]
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    run = style.element.get_or_add_rPr()
    fonts = run.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    language = run.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        run.append(language)
    language.set(qn("w:val"), "vi-VN")
    return style


def _set_properties(document: Document, script: Script, created: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.language = script.title, "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = created
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TOOL_PARTS)]:
        del relations[key]


def _add_head(document: Document, script: Script) -> None:
    words = [script.kind_words, script.language, script.edition_words]
    _small(document.add_paragraph(" · ".join(word for word in words if word)), 11)
    document.add_paragraph(script.title, style="Title")
    length = f"Thời lượng {duration_words(script.seconds)}, đọc {script.rate:g} tiếng một phút"
    _small(document.add_paragraph(length), 12)
    if not script.ready:
        wrong = ", ".join(found.written for found in script.problems)
        lacking = "thiếu cách đọc cho" if len(script.unknown) == len(script.problems) else "cần sửa"
        reason = f"{lacking}: {wrong}" if wrong else "chưa có lời đọc"
        document.add_paragraph().add_run(f"(Chưa sẵn sàng phát, {reason})").bold = True


def _small(paragraph: Paragraph, size: int) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _add_cue(document: Document, cue: Cue) -> None:
    silent = ", không đọc" if cue.is_music else ""
    heading = document.add_paragraph(f"({cue.heading}{silent})\t{duration_words(cue.seconds)}", style="Heading 2")
    heading.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    heading.paragraph_format.keep_with_next = bool(cue.lines)
    for line in cue.lines:
        _add_line(document, line)


def _add_line(document: Document, line: Line) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(line.spoken).bold = line.must_say or None
    paragraph.paragraph_format.keep_together = True


def _add_approval(document: Document, approval_lines: Iterable[str]) -> None:
    """Empty dotted lines to be filled by hand, kept on one page."""
    labels = [normalise(label) for label in approval_lines]
    for number, label in enumerate(labels, start=1):
        paragraph = document.add_paragraph(f"{label}:\t")
        _small(paragraph, 12)
        tabs = paragraph.paragraph_format.tab_stops
        tabs.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.paragraph_format.keep_with_next = number < len(labels)


def _add_footer(document: Document, title: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    tabs = paragraph.style.paragraph_format.tab_stops
    for _ in range(len(tabs)):
        del tabs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{title}\tTrang ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run("/")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    paragraph._p.append(field)
    field.append(run._r)


def _fixed_zip(written: bytes, created: datetime) -> bytes:
    """Pack again with one fixed date for every member, so that nothing depends on when it was made."""
    stamp = max(created.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, stamp)
            member.create_system = 0
            target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
