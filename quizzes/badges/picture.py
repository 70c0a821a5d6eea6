"""The picture that a badge is baked into: a square drawn by the print studio's engine. Its words are Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lms.shared.pdf import Layout, Sheet
from quizzes.certification.sheet import PERSONAL, code_of
from quizzes.models import Certificate

BADGE = Layout(Path(__file__).parent / "layouts" / "badge.typ", pages=1, variants=("plain",))
PIXELS = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeDocument:
    site_name: str
    course: str
    holder: str
    valid_until: str
    code: str


def picture_of(certificate: Certificate) -> bytes:
    """A PNG file; raises lms.shared.pdf.SheetError."""
    document = BadgeDocument(
        site_name=settings.LMS_SITE_NAME,
        course=certificate.course,
        holder=certificate.holder_name,
        valid_until=f"{certificate.valid_until:%d/%m/%Y}",
        code=code_of(certificate),
    )
    return Sheet(BADGE, document, mark=PERSONAL).picture_of_page(1, px=PIXELS)
