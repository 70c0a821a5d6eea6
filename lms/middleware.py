"""Composition of the request: which policy a page is served under, in which language, and on which site."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from http import HTTPStatus

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from lms.shared.first_paint import ASKED_BY, comes_from_elsewhere, styles_hash

ADMIN_PREFIX = "/quan-tri/"

# Wagtail's admin writes inline scripts and styles, previews pasted pictures, and frames its own previews.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
    "object-src": ["'none'"],
}


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy of settings everywhere, with the one sheet that a page may hold within itself; a looser one
    inside the editors' admin."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_config = ADMIN_POLICY  # type: ignore[attr-defined]
        elif response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, (ASKED_BY,))
            if comes_from_elsewhere(request):
                response._csp_update = {"style-src": [styles_hash()]}  # type: ignore[attr-defined]
        return super().process_response(request, response)


class OnlyUtf8:
    """Refuses what says that it is written in another encoding than our pages.

    Some encodings hold halves of letters, which no database stores, and Python's list of them has some for no text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django takes only those that Python knows, and reads UTF-8 where none is named.
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            # The page that says so asks for the form's token, and must not read what was sent.
            request.POST = QueryDict()
            raise BadRequest("not in UTF-8")
        return self.get_response(request)


class NotByItsAddress:
    """Explains where only a button leads. Whoever pressed it signed out comes there by the address after signing in,
    and would see the browser's own blank page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET" and not response.content:
            response.content = render_to_string("405.html", request=request).encode()
        return response


class ChosenLanguage:
    """Vietnamese, unless the reader chose another language here.

    Django's LocaleMiddleware would follow the browser, and cheap phones are often sold set to English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


class SiteAtOnce:
    """Which site is asked for, found where Wagtail looks first. Its own query says the same in SQL that takes three
    times as long to put together as a plain one, a tenth of what a lesson costs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request._wagtail_site = SimpleLazyObject(lambda: site_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def site_of(request: HttpRequest) -> Site | None:
    """That of the host and port; else of the host, if one site alone or the usual one has it; else the usual one."""
    host, port = split_domain_port(request._get_raw_host())[0], int(request.get_port())  # type: ignore[attr-defined]
    sites = list(Site.objects.order_by().select_related("root_page"))
    here = [site for site in sites if site.hostname == host]
    usual = [site for site in sites if site.is_default_site]
    exact = [site for site in here if site.port == port] or [site for site in here if site.is_default_site]
    if exact:
        return exact[0]
    return here[0] if len(here) == 1 else next(iter(usual), None)
