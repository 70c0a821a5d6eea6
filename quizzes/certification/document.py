"""What a certificate sheet says, as plain data: the layout gets `dataclasses.asdict` of this. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lms.shared.pdf import Layout

CERTIFICATE = Layout(Path(__file__).parent / "layouts" / "certificate.typ", pages=1, variants=("plain", "mono", "ink"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDocument:
    """A4 landscape printout of a course result; every value is words ready to print, dates included.

    `parts` are (title, score in words); a line break in `title` is kept; `address` is the check page in words,
    `url` what the QR code holds.
    """

    site_name: str
    title: str
    holder: str
    team: str
    course: str
    parts: tuple[tuple[str, str], ...]
    completed_on: str
    valid_until: str
    edition_note: str
    code: str
    address: str
    url: str
    small_print: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesDocument:
    """Several in one file, each on its page; `title` is that of the file."""

    title: str
    papers: tuple[CertificateDocument, ...]
