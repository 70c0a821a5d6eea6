"""A script as a file, in every format that is handed out."""

from __future__ import annotations

import datetime as dt

from lessons.printing.radio import script_sheet
from lessons.radio.cues import Script
from lessons.radio.docx import as_docx
from lessons.radio.papers import Approved
from lessons.radio.ssml import as_ssml
from lessons.radio.textfile import as_text, require_ready

FORMATS = ("txt", "docx", "pdf", "ssml")


def script_file(
    script: Script,
    kind: str,
    *,
    dated: dt.datetime,
    where: str = "",
    approved: Approved | None = None,
    blank_lines: bool = False,
) -> bytes:
    """`blank_lines` are for a translation, on paper only. Raises NotReadyError for a script that no voice could read,
    SheetError where it cannot be drawn."""
    require_ready(script)
    match kind:
        case "txt":
            return as_text(script).encode()
        case "ssml":
            return as_ssml(script).encode()
        case "docx":
            return as_docx(script, created=dated, where=where, approved=approved, blank_lines=blank_lines)
        case "pdf":
            sheet = script_sheet(script, where=where, approved=approved, blank_lines=blank_lines, dated=dated)
            return sheet.pdf()
    raise ValueError(f"a script is {', '.join(FORMATS)}, not {kind}")
