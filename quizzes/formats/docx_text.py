"""The text of a Word file as a trainer sees it: paragraphs, automatic numbers, and bold choices as *. Pure.

Read are paragraphs, those of tables (cell by cell) and inserted ones; not read are pictures, notes, headers and
footers. A file with words in text boxes or with formulas is refused, for its questions would lose a part unseen.
A choice that is bold as a whole is marked with * as a right one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from .docx_numbers import Numbering

MAX_UNPACKED = 40 * 1024 * 1024
MAX_PARTS = 2000
_LETTERED = re.compile(r"\(?[A-Ja-j] ?[.)]")
_OFF = {"0", "false", "off"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_RUNS = ".//w:r[not(ancestor::w:moveFrom)]"
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


class BadDocx(ValueError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def text_of_docx(content: bytes) -> str:
    """One line a paragraph (and line break). Raises BadDocx."""
    _guard(content)
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        _refuse_hidden(body)
        numbering = Numbering(document)
        return "\n".join(_line(paragraph, numbering) for paragraph in body.iter(qn("w:p")))
    except BadDocx:
        raise
    except Exception as error:  # the libraries below promise nothing about broken or hostile files
        raise BadDocx("broken_docx") from error


def _guard(content: bytes) -> None:
    """Refuses what would unpack to more than fits; zipfile never reads more of a part than its entry says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadDocx("broken_docx") from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise BadDocx("not_text")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadDocx("unpacks_too_large")


def _refuse_hidden(body: Any) -> None:
    if body.getroottree().docinfo.doctype:  # Word writes none; it could name words that are then not seen
        raise BadDocx("broken_docx")
    if any("".join(box.itertext()).strip() for box in body.iter(qn("w:txbxContent"))):
        raise BadDocx("text_boxes")
    if next(body.iter(_MATH), None) is not None:
        raise BadDocx("formulas")


def _line(paragraph: Any, numbering: Numbering) -> str:
    runs = [(text, _is_bold(run)) for run in paragraph.xpath(_RUNS) if (text := "".join(_texts(run)))]
    text = "".join(text for text, _bold in runs)
    label = numbering.label(paragraph) if text.strip() else ""
    whole = f"{label} {text}".strip() if label else text
    all_bold = all(bold for text, bold in runs if text.strip())
    return f"*{whole.lstrip()}" if text.strip() and all_bold and _LETTERED.match(whole.strip()) else whole


def _texts(run: Any) -> Iterator[str]:
    for part in run:
        if part.tag == qn("w:t"):
            yield part.text or ""
        else:
            yield _SIGNS.get(part.tag, "")


def _is_bold(run: Any) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val"), "1") not in _OFF
