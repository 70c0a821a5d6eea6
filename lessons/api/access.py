"""Whose key it is, and how often it called. No session, no cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from lessons.broadcast import tokens
from lessons.models import Station, StationToken
from lms.shared.ratelimit import client_address, hit

from . import problems
from .problems import Problem

WRONG_KEYS = 60  # an hour and address
KEY = "khoa"  # in the address, for programs that can send no header
View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """GET and HEAD only; what goes wrong is answered as a problem."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method not in ("GET", "HEAD"):
                raise Problem("method")
            response = view(request, **kwargs)
        except Problem as problem:
            response = problems.answer(problem)
            response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return answered


def of_station(*, key_in_address: bool = False) -> Callable[[View], View]:
    """For the holder of a station's key: the view is called with its `station`."""

    def decorated(view: View) -> View:
        @open_to_all
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            response = view(request, station=_station(request, key_in_address), **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-cache")
            response.headers["Referrer-Policy"] = "no-referrer"
            if isinstance(response, HttpResponse):
                patch_vary_headers(response, ["Authorization"])
            return response

        return guarded

    return decorated


def key_of(request: HttpRequest, in_address: bool) -> str:
    scheme, _space, key = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        return key.strip()
    return request.GET.get(KEY, "").strip() if in_address else ""


def _station(request: HttpRequest, in_address: bool) -> Station:
    key = key_of(request, in_address)
    if not key:
        raise Problem("key_missing")
    token = tokens.find(key, StationToken.Kind.API)
    if token is None or token.revoked_at:
        # Only wrong keys count for an address: an office full of machines may share one.
        if not hit(name="radio-key", caller=client_address(request), limit=WRONG_KEYS):
            raise _too_many()
        raise Problem("key_revoked" if token else "key_unknown")
    if not hit(name="radio-api", caller=str(token.pk), limit=settings.LMS_RADIO_CALLS_PER_HOUR):
        raise _too_many()
    return token.station


def _too_many() -> Problem:
    return Problem("too_many", minutes=60 - timezone.now().minute)  # the count begins anew with the hour
