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

from lessons.radio import papers
from lessons.radio.cues import Cue, Line, Script
from lessons.radio.papers import APPROVAL_LINES, Approved
from lessons.radio.timing import duration_words
from lms.shared.vietnamese import normalise

_FONT = "Times New Roman"
_LEFT, _RIGHT, _TOP, _BOTTOM, _WIDTH, _HEIGHT = 30, 18, 22, 20, 210, 297  # mm
_TEXT_WIDTH = Mm(_WIDTH - _LEFT - _RIGHT)
_LONGEST_PROPERTY = 255
_TOOL_PARTS = ("/thumbnail", "/extended-properties")


def as_docx(
    script: Script,
    approval_lines: Iterable[str] = APPROVAL_LINES,
    *,
    created: datetime,
    where: str = "",
    approved: Approved | None = None,
    blank_lines: bool = False,
) -> bytes:
    """Draw the announcer's sheet, A4. The same script and (aware) date give the same bytes.

    `where` names the station. With `blank_lines`, ruled lines for a translation into a minority language follow
    every sentence.
    """
    created = created.astimezone(UTC)
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, script, created)
    _add_head(document, script, papers.one_line(where), approved)
    if blank_lines:
        _add_dotted(document, papers.TRANSLATION)
    for cue in script.cues:
        _add_cue(document, cue, blank_lines)
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
    properties.title, properties.language = script.title[:_LONGEST_PROPERTY], "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = created
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TOOL_PARTS)]:
        del relations[key]


def _add_head(document: Document, script: Script, where: str, approved: Approved | None) -> None:
    if where:
        _small(document.add_paragraph(where), 12)
    _small(document.add_paragraph(" · ".join(papers.head_words(script))), 11)
    document.add_paragraph(script.title, style="Title")
    _small(document.add_paragraph(papers.length_words(script)), 12)
    if approved:
        _small(document.add_paragraph(approved.words), 12)
    if note := papers.not_ready_note(script):
        document.add_paragraph().add_run(note).bold = True
    _small(document.add_paragraph(papers.how_to_read(script)), 11)


def _small(paragraph: Paragraph, size: int) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _add_cue(document: Document, cue: Cue, blank_lines: bool) -> None:
    heading = document.add_paragraph(f"{papers.cue_words(cue)}\t{duration_words(cue.seconds)}", style="Heading 2")
    heading.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    heading.paragraph_format.keep_with_next = bool(cue.lines)
    for line in cue.lines:
        _add_line(document, line, papers.lines_to_write(line) if blank_lines else 0)


def _add_line(document: Document, line: Line, to_write: int) -> None:
    """One sentence, and below it on the same page the ruled lines for its translation."""
    paragraph = document.add_paragraph()
    paragraph.add_run(line.spoken).bold = line.must_say or None
    together = [paragraph, *(_add_dotted(document) for _ in range(to_write))]
    for one in together:
        one.paragraph_format.keep_together = True
    for one in together[:-1]:
        one.paragraph_format.keep_with_next = True


def _add_approval(document: Document, approval_lines: Iterable[str]) -> None:
    """Empty dotted lines to be filled by hand, kept on one page."""
    written = [_add_dotted(document, f"{normalise(label)}:") for label in approval_lines]
    for paragraph in written[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _add_dotted(document: Document, label: str = "") -> Paragraph:
    """A line to write on, behind its label."""
    paragraph = document.add_paragraph(f"{label}\t")
    _small(paragraph, 12)
    tabs = paragraph.paragraph_format.tab_stops
    tabs.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return paragraph


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
