"""Gives a reader who is not signed in the finished page, without a look into the database."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.module_loading import import_string

from .build import build_id
from .current import current_store
from .entry import Entry
from .store import CHANGES, Store
from .tags import tags_of

MAX_BYTES = 512 * 1024  # of a page
_VARIANT = re.compile(r"[A-Za-z0-9_-]{0,20}")
# Of all that an address can ask, only what is common and small in number: the edition that a printed code names, the
# length of a radio script.
_ASKED = re.compile(r"((e|ban)=[0-9]{1,3})?")
_OWN_HEADERS = {"content-length", "content-encoding", "date", "etag", "set-cookie", "cache-control"}


class PageCache:
    """Stands inside GZipMiddleware, which leaves alone what is compressed, and outside all that asks who reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        store = current_store()
        if store is None or settings.DEBUG:  # while one edits templates, each page is drawn from them as they are
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.store: Store = store
        self._variants = [import_string(path) for path in settings.LMS_PAGE_VARIANTS]
        self._personal = {settings.SESSION_COOKIE_NAME, *settings.LMS_PAGE_PERSONAL_COOKIES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        entry = self.store.find(key)
        if entry is None:
            before = self.store.ensure([CHANGES])
            response = self.get_response(request)
            entry = self._keep(key, before, request, response)
            if entry is None:
                return response
        return _answer(request, entry)

    def _key(self, request: HttpRequest) -> str | None:
        """None for a request whose answer is its reader's own, or one of too many."""
        if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):  # Wagtail's previews
            return None
        if not self._personal.isdisjoint(request.COOKIES) or "HTTP_AUTHORIZATION" in request.META:
            return None
        asked = _asked(request)
        words = [request.COOKIES.get(name, "") for name in settings.LMS_PAGE_VARIANT_COOKIES]
        if asked is None or not all(map(_VARIANT.fullmatch, words)):
            return None
        try:
            host = request.get_host()
        except DisallowedHost:  # said further inside, in the reader's language
            return None
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        variants = [str(variant(request)) for variant in self._variants]
        return "\n".join([build_id(), request.scheme or "", host, request.path, asked, language, *words, *variants])

    def _keep(self, key: str, before: dict[str, str], request: HttpRequest, response: HttpResponse) -> Entry | None:
        """`before` is the token of all changes from before the page was drawn: where it is another now, something
        changed meanwhile, and the page may hold old words under new tokens."""
        if request.method != "GET" or not _may_be_kept(request, response):
            return None
        tags = tags_of(request, response)
        if tags is None:
            return None
        tokens = self.store.ensure(tags)
        if not before or len(tokens) < len(set(tags)) or self.store.ensure([CHANGES]) != before:
            return None
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        headers = {name: value for name, value in response.items() if name.lower() not in _OWN_HEADERS}
        entry = Entry.of(response.content, headers, tokens, _until())
        self.store.put(key, entry)
        return entry


def _asked(request: HttpRequest) -> str | None:
    """The query that a page is kept under; None where it is not kept."""
    query = request.META.get("QUERY_STRING", "")
    return query if _ASKED.fullmatch(query) else None


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page for everybody: it gives no cookie, and so holds no token of a form."""
    user = getattr(request, "user", None)
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not {"private", "no-store"} & {word.strip() for word in response.get("Cache-Control", "").split(",")}
        and "'nonce-" not in response.get("Content-Security-Policy", "")
        and not getattr(request, "is_preview", False)
        and not (user is not None and user.is_authenticated)
        and len(response.content) <= MAX_BYTES
    )


def _until() -> float:
    """Until the day ends, since pages say what is due today; or less, for what no signal tells of."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)
    return min(midnight.timestamp(), time.time() + settings.LMS_PAGE_CACHE_SECONDS)


def _answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    coding = entry.choose(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    etag = entry.tag(coding)
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    headers = {"ETag": etag, "Cache-Control": "no-cache"}  # kept by the browser, and asked about each time
    if "*" in known or etag in known or f"W/{etag}" in known:
        return HttpResponseNotModified(headers={**headers, "Vary": entry.headers["Vary"]})
    body = entry.bodies[coding]
    response = HttpResponse(body, headers={**entry.headers, **headers, "Content-Length": str(len(body))})
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    return response
