"""Small Word files, as a trainer's Word would save them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVEL = '<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_file(*paragraphs: str, change: Callable[[Any], object] | None = None) -> bytes:
    """A file of `paragraphs`; `change` gets the document before it is saved."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    return saved(document)


def add_list(document: Any, name: int, *levels: tuple[str, str]) -> None:
    """A list `name` whose levels have (form, text), such as ("decimal", "Câu %1:")."""
    root = document.part.numbering_part.element
    inner = "".join(LEVEL.format(ilvl=n, form=form, text=text) for n, (form, text) in enumerate(levels))
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{inner}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    add_use(document, name, name)


def add_use(document: Any, name: int, of: int, *, start: int | None = None) -> None:
    """Another list `name` that looks like `of`; with `start` it counts anew from there."""
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    num = f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'
    document.part.numbering_part.element.append(parse_xml(num))


def add_item(document: Any, text: str, name: int, level: int = 0) -> Any:
    """A paragraph that Word numbers by itself."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
    properties.append(parse_xml(numbered))
    return paragraph


def make_bold(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.bold = True
