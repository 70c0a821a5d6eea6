"""Checking a certificate by its code, open to everyone; the holder's PDF."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lms.members.models import User
from lms.shared.pdf.layouts import VARIANT_BY_SLUG
from lms.shared.ratelimit import client_address, hit
from quizzes.certification.codes import bare
from quizzes.certification.document import CERTIFICATE
from quizzes.certification.listing import may_see
from quizzes.certification.nameless import is_nameless
from quizzes.certification.sheet import code_of, file_name, sheet_of
from quizzes.certification.states import State
from quizzes.errors import CertificateRevoked, CertificateWaits, HolderNameless
from quizzes.forms import CheckForm
from quizzes.models import Certificate
from quizzes.selectors import state_of
from quizzes.wording import STATES

from .access import refused
from .delivery import deliver

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
    context = {"form": form, "certificate": certificate, "state": state, "words": STATES[state]}
    return _page(request, context | {"nameless": is_nameless(certificate)})


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, "quizzes/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet, for its holder and for staff in charge of the holder; for anyone else there is none.

    `?ban=` names the variant, `?tai=1` asks to keep it on the device.
    """
    user = cast(User, request.user)
    stored = bare(code, settings.LMS_CERTIFICATE_PREFIX)
    certificate = get_object_or_404(Certificate.objects.select_related("certification", "member"), code=stored)
    if certificate.member_id != user.pk and not may_see(user, certificate.member):
        raise Http404
    if is_nameless(certificate):
        return refused(request, HolderNameless(code=code_of(certificate)))
    if certificate.revoked_at:
        return refused(request, CertificateRevoked(code=code_of(certificate)))
    if state_of(certificate) is State.WAITING:
        return refused(request, CertificateWaits(code=code_of(certificate)))
    variant = VARIANT_BY_SLUG.get(request.GET.get("ban", ""))
    if variant not in CERTIFICATE.variants:
        raise Http404
    return deliver(request, sheet_of(certificate), variant, file_name(certificate))
