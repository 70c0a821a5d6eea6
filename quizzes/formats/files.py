"""The text in an uploaded list: plain text or a Word file, told apart by content. Pure."""

from __future__ import annotations

import codecs

from lms.shared.messages import Message, _

from .docx_text import BadDocx, text_of_docx

_WORDS: dict[str, str] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(most)d MB. Take out pictures, or cut it into parts."),
    "old_word": _("This is an old Word file (.doc). Open it in Word and save it as .docx."),
    "not_text": _("This file is neither text nor .docx. Save it in Word as .docx, or paste the questions."),
    "utf32": _("The text is written in UTF-32. Save it as UTF-8."),
    "other_encoding": _(
        "The text is not written in UTF-8; perhaps it is TCVN3, VNI or Windows-1258. Save it as UTF-8, or as .docx."
    ),
    "broken_utf16": _("The text says that it is UTF-16, but it is broken. Save it again as UTF-8."),
    "broken_docx": _("This .docx file cannot be read. Open it in Word, save it again, or paste the questions."),
    "unpacks_too_large": _("This .docx file unpacks to far more than a list of questions. Paste the questions."),
    "text_boxes": _("This file has words in text boxes, which are not read. Move them into the page, or paste them."),
    "formulas": _("This file has formulas, which are not read. Write them as plain text."),
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OLD_OFFICE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


class BadFile(ValueError):
    """A file that is not read; `message` tells the way out."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.message = code, Message(_WORDS[code], **values)
        super().__init__(str(self.message))


def text_of(content: bytes, *, max_bytes: int) -> str:
    """The text of a .txt (UTF-8, or UTF-16 with its mark) or a .docx file. Raises BadFile."""
    if not content:
        raise BadFile("empty")
    if len(content) > max_bytes:
        raise BadFile("too_large", most=max(max_bytes // (1024 * 1024), 1))
    if content.startswith(_OLD_OFFICE):
        raise BadFile("old_word")
    if content.startswith(_ZIP):
        try:
            return text_of_docx(content)
        except BadDocx as error:
            raise BadFile(error.code) from error
    return _decoded(content)


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF32):
        raise BadFile("utf32")
    is_utf16 = content.startswith(_UTF16)
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        binary = b"\0" in content and not is_utf16
        raise BadFile("broken_utf16" if is_utf16 else "not_text" if binary else "other_encoding") from error
    if "\0" in text or text.startswith("%PDF-"):
        raise BadFile("not_text")
    return text
