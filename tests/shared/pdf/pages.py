"""The words of a finished PDF page by page."""

from __future__ import annotations

import io
import unicodedata

import pypdf


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page in NFC, line breaks as spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [unicodedata.normalize("NFC", " ".join(page.extract_text().split())) for page in pages]
