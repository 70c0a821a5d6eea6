"""A sheet as the answer to a request: named, not sent twice, refused in words when it cannot be drawn."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from lms.shared.pdf import Sheet, SheetError, Variant
from quizzes.errors import SheetNotMade

from .access import refused

log = logging.getLogger(__name__)
DOWNLOAD = "tai"  # ?tai=1 keeps it on the device instead of showing it


def deliver(
    request: HttpRequest, sheet: Sheet, variant: Variant, name: str, *, download: bool | None = None
) -> HttpResponse:
    """For its reader alone; `download` as the address says unless given."""
    etag = quote_etag(sheet.digest(variant)[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(sheet.pdf(variant), content_type="application/pdf")
        except SheetError as error:
            log.exception("%s cannot be printed", name)
            return refused(request, SheetNotMade(reason=error))
    attached = request.GET.get(DOWNLOAD) == "1" if download is None else download
    response["Content-Disposition"] = f'{"attachment" if attached else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response
