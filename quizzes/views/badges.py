"""Badges: the credential and the baked picture of a certificate, the status lists, and the site's public keys."""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from lms.shared.pdf import SheetError
from lms.shared.ratelimit import client_address, hit
from quizzes.badges import png
from quizzes.badges.credential import signed_credential
from quizzes.badges.errors import BadgeWaits
from quizzes.badges.issuer import Issuer, as_json, current_issuer, did_document, issuer_named
from quizzes.badges.lists import status_list
from quizzes.badges.picture import picture_of
from quizzes.certification.codes import bare
from quizzes.certification.listing import may_see
from quizzes.certification.nameless import is_nameless
from quizzes.certification.sheet import code_of
from quizzes.errors import CertificateRevoked, HolderNameless, QuizError, SheetNotMade
from quizzes.models import Certificate

from .access import refused
from .certificates import WINDOW_MINUTES

log = logging.getLogger(__name__)

BADGE_TYPE = "application/vc+ld+json"  # what Open Badges 3.0 asks for
LIST_TYPE = "application/vc"
LIST_SECONDS = 300  # for so long a revocation may stay unseen


@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """The signed JSON, for anyone who has the code: it says what the check page says, and counts as a look-up there."""
    limit = settings.LMS_CHECK_TRIES_PER_HOUR
    if not hit(name="certificate-check", caller=client_address(request), limit=limit, minutes=WINDOW_MINUTES):
        response = render(request, "quizzes/too_many_checks.html", {"retry_minutes": WINDOW_MINUTES}, status=429)
        response["Retry-After"] = str(WINDOW_MINUTES * 60)
        return _unseen(response)
    certificate, issuer = _certificate(code), _issuer()
    try:
        content = _signed(certificate, issuer)
    except QuizError as error:
        return _unseen(refused(request, error))
    response = HttpResponse(content, content_type=BADGE_TYPE)
    response["Content-Disposition"] = f'inline; filename="huy-hieu-{code_of(certificate)}.json"'
    return _unseen(_for_everyone(response))


@login_required
@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The picture with the credential in it, for those who may have the paper."""
    certificate, issuer = _certificate(code), _issuer()
    if certificate.member_id != request.user.pk and not may_see(request.user, certificate.member):  # type: ignore[arg-type]
        raise Http404
    try:
        content = png.baked(picture_of(certificate), _signed(certificate, issuer))
    except SheetError as error:
        log.exception("the badge of certificate %s cannot be drawn", certificate.pk)
        return refused(request, SheetNotMade(reason=error))
    except QuizError as error:
        return refused(request, error)
    response = HttpResponse(content, content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="huy-hieu-{code_of(certificate)}.png"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def revoked(request: HttpRequest, issuer: str, number: int) -> HttpResponse:
    """Status list `number` of that issuer."""
    signer = issuer_named(issuer)
    content = signer and status_list(issuer=signer, number=number, now=timezone.now())
    if not content:
        raise Http404
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=LIST_TYPE)
    response["Cache-Control"] = f"public, max-age={LIST_SECONDS}"
    response["ETag"] = etag
    return _for_everyone(get_conditional_response(request, etag=etag, response=response) or response)


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The did:web document: every public key that has signed badges."""
    document = did_document()
    if document is None:
        raise Http404
    response = HttpResponse(as_json(document), content_type="application/did+ld+json")
    response["Cache-Control"] = f"public, max-age={LIST_SECONDS}"
    return _for_everyone(response)


def _certificate(code: str) -> Certificate:
    related = Certificate.objects.select_related("certification", "version")
    return get_object_or_404(related, code=bare(code, settings.LMS_CERTIFICATE_PREFIX))


def _issuer() -> Issuer:
    issuer = current_issuer()
    if issuer is None:  # no key, no badges
        raise Http404
    return issuer


def _signed(certificate: Certificate, issuer: Issuer) -> bytes:
    if is_nameless(certificate):
        raise HolderNameless(code=code_of(certificate))
    if certificate.revoked_at:
        raise CertificateRevoked(code=code_of(certificate))
    if certificate.counts_from is None:
        raise BadgeWaits(code=code_of(certificate))
    return as_json(signed_credential(certificate=certificate, issuer=issuer, now=timezone.now()))


def _for_everyone(response: HttpResponse) -> HttpResponse:
    """Checkers run in the browser too, on pages of others."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _unseen(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
