"""Answers that belong to no app."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe
from django.views.static import serve

from lms.shared.ranges import in_parts


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Stored screenshots and recordings, where no web server in front serves them. Never run, never sniffed."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name longer than any file's
        raise Http404 from error
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"  # files never change under their names
    return in_parts(request, response)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who answers for the data, what is kept, which cookies there are, and which rights everybody has."""
    context = {
        "controller": settings.LMS_CONTROLLER,
        "contact": settings.LMS_CONTROLLER_CONTACT,
        "years": settings.LMS_KEEP_INACTIVE_YEARS,
        "keep_days": settings.LMS_KEEP_DAYS,
    }
    return render(request, "lms/privacy.html", context)


def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the language in a cookie and goes back. A plain link: a form would put a token on every page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    # An address only: `redirect` would take any other word for the name of a view.
    response = HttpResponseRedirect(back if safe and back.startswith("/") else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=60 * 60 * 24 * 365, samesite="Lax", secure=request.is_secure()
    )
    return response
