"""A certificate as its sheet: the words to print, and the PDF. The sheet is content, so its words are Vietnamese."""

from __future__ import annotations

import datetime as dt
import math
import textwrap
from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lms.shared.pdf import Sheet
from quizzes.models import Certificate
from quizzes.wording import mark_shown

from .codes import displayed
from .document import CERTIFICATE, CertificateDocument, CertificatesDocument

LINE = 46  # characters of a title that fit one line of the sheet
PERSONAL = "-ten"  # ends the names of kept sheets that hold a person's name
BREAK_BEFORE = "dành cho "  # a title long enough for two lines reads best broken here


def code_of(certificate: Certificate) -> str:
    return displayed(certificate.code, settings.LMS_CERTIFICATE_PREFIX)


def file_name(certificate: Certificate) -> str:
    return f"giay-ghi-nhan-{code_of(certificate)}.pdf"


def document_of(certificate: Certificate) -> CertificateDocument:
    check, code = reverse("quizzes:check"), code_of(certificate)
    return CertificateDocument(
        site_name=settings.LMS_SITE_NAME,
        title=title_in_lines(certificate.title),
        holder=certificate.holder_name,
        team=certificate.team_name,
        course=certificate.course,
        parts=tuple((one["title"], _score(one["mark"], one["max_mark"])) for one in certificate.evidence),
        completed_on=f"{certificate.awarded_on:%d/%m/%Y}",
        valid_until=f"{certificate.valid_until:%d/%m/%Y}",
        edition_note=edition_note([one["edition"] for one in certificate.editions]),
        code=code,
        address=(settings.LMS_PUBLIC_URL + check).partition("://")[2],
        url=settings.LMS_PUBLIC_URL + reverse("quizzes:check_code", args=[code]),
        small_print=certificate.small_print,
    )


def sheet_of(certificate: Certificate) -> Sheet:
    """The A4 sheet, the same bytes every time."""
    return Sheet(CERTIFICATE, document_of(certificate), dated=_midnight(certificate.awarded_on), mark=PERSONAL)


def sheet_of_all(certificates: Sequence[Certificate], *, title: str) -> Sheet:
    """One file, a page each, in their order."""
    papers = tuple(document_of(certificate) for certificate in certificates)
    newest = max(certificate.awarded_on for certificate in certificates)
    document = CertificatesDocument(title=title, papers=papers)
    return Sheet(CERTIFICATE, document, parts=len(papers), dated=_midnight(newest), mark=PERSONAL)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), timezone.get_default_timezone())


def title_in_lines(title: str) -> str:
    """`title` broken into as few lines as fit the sheet, of even length."""
    head, mark, tail = title.partition(BREAK_BEFORE)
    if len(title) <= LINE or "\n" in title:
        return title
    if mark and len(head) <= LINE and len(mark + tail) <= LINE:
        return f"{head.rstrip()}\n{mark}{tail}"
    count = math.ceil(len(title) / LINE)
    width = math.ceil(len(title) / count)
    while len(lines := textwrap.wrap(title, width)) > count:
        width += 1
    return "\n".join(lines)


def edition_note(numbers: list[int]) -> str:
    if not numbers:
        return ""
    low, high = min(numbers), max(numbers)
    return f"Phiên bản bài học {low}" if low == high else f"Phiên bản bài học {low} đến {high}"


def _score(mark: str, highest: str) -> str:
    return f"{mark_shown(Decimal(mark), 'vi')}/{mark_shown(Decimal(highest), 'vi')}"
