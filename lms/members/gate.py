"""Nothing is kept of whoever has not agreed: the one place that every request of a signed-in member passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from . import consents

# Signing in and out and one's own data; the editors' pages, whose users act in office.
OPEN_APPS = frozenset({"members"})
OPEN_PAGES = frozenset({"privacy", "help", "set_language", "check", "check_code", "short", "door"})
OPEN_FOLDERS = ("/quan-tri/", "/media/", "/static/", "/api/", "/dai/", "/loa/", "/doc/", "/.well-known/")


class ConsentFirst:
    """Sends members to the question before the first page, and again when a new text is published.

    Every page is behind it, so that none is forgotten. An answer sent by one who agreed to an earlier text is taken:
    that consent stands until it is withdrawn.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # Without the cookie nobody is signed in; the session is not looked at, so the page stays the same for all.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or _is_open(request):
            return None
        if not request.user.is_authenticated or consents.is_settled(request):
            return None
        if _sends(request) and consents.may_keep(request.user):
            return None
        back = request.get_full_path() if not _sends(request) else reverse(settings.LOGIN_REDIRECT_URL)
        return HttpResponseRedirect(f"{reverse('members:consent')}?{urlencode({'next': back})}")


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    if request.path.startswith(OPEN_FOLDERS) or match is None:
        return True
    if match.app_name in OPEN_APPS or match.url_name in OPEN_PAGES:
        return True
    # A picture, a file or a script of a page: nothing is kept of who fetches it.
    return not _sends(request) and "text/html" not in request.headers.get("Accept", "text/html")


def _sends(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD", "OPTIONS")
