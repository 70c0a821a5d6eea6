"""Checking a certificate by its code, open to everyone; the holder's PDF."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.shared.pdf import SheetError
from lms.shared.pdf.layouts import VARIANT_BY_SLUG
from lms.shared.ratelimit import client_address, hit
from quizzes.certification.codes import bare
from quizzes.certification.document import CERTIFICATE
from quizzes.certification.sheet import code_of, file_name, sheet_of
from quizzes.errors import CertificateRevoked, SheetNotMade
from quizzes.forms import CheckForm
from quizzes.models import Certificate
from quizzes.selectors import state_of
from quizzes.wording import STATES

from .access import refused

log = logging.getLogger(__name__)

WINDOW_MINUTES = 60


@require_safe
@cache_control(no_store=True)
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form, and what the code says: `?ma=` from the form, the code in the address from the QR code."""
    typed = code or request.GET.get("ma")
    if typed is None:
        return _page(request, {"form": CheckForm()})
    caller = client_address(request)
    limit = settings.LMS_CHECK_TRIES_PER_HOUR
    if not hit(name="certificate-check", caller=caller, limit=limit, minutes=WINDOW_MINUTES):
        response = render(request, "quizzes/too_many_checks.html", {"retry_minutes": WINDOW_MINUTES}, status=429)
        response["Retry-After"] = str(WINDOW_MINUTES * 60)
        return response
    form = CheckForm({"ma": typed})
    if not form.is_valid():
        return _page(request, {"form": form}, status=400)
    certificate = Certificate.objects.prefetch_related("events").filter(code=form.cleaned_data["ma"]).first()
    if certificate is None:
        return _page(request, {"form": form, "unknown": True}, status=404)
    state = state_of(certificate)
    return _page(request, {"form": form, "certificate": certificate, "state": state, "words": STATES[state]})


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, "quizzes/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet, for its holder and for staff who may see certificates; for anyone else there is none."""
    stored = bare(code, settings.LMS_CERTIFICATE_PREFIX)
    certificate = get_object_or_404(Certificate.objects.select_related("certification"), code=stored)
    if certificate.member_id != request.user.pk and not request.user.has_perm("quizzes.view_certificate"):
        raise Http404
    if certificate.revoked_at:
        return refused(request, CertificateRevoked(code=code_of(certificate)))
    variant = VARIANT_BY_SLUG.get(request.GET.get("ban", ""))
    if variant not in CERTIFICATE.variants:
        raise Http404
    try:
        sheet = sheet_of(certificate).pdf(variant)
    except SheetError as error:
        log.exception("certificate %s cannot be printed", certificate.pk)
        return refused(request, SheetNotMade(reason=error))
    etag = f'"{hashlib.sha256(sheet).hexdigest()[:32]}"'
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(certificate)}"'
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
