"""Who may come in: whoever has the secret, and nobody keeps or passes on what they were shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from lessons.broadcast import tokens
from lessons.models import StationToken
from lms.shared.ratelimit import client_address, hit

WRONG_SECRETS_PER_HOUR = 30
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def by_secret(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view` gets the token, with its station, in place of the secret."""

    # What is posted here is allowed by the secret in its address, which no other site can know, and by no cookie.
    # So there is nothing to forge; and browsers that send neither cookies nor a referrer may post.
    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, request, secret, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return opened


def _answer(
    view: Callable[..., HttpResponseBase], request: HttpRequest, secret: str, **kwargs: Any
) -> HttpResponseBase:
    token = tokens.find(secret, StationToken.Kind.LINK)
    if token is None:
        return _unknown(request)
    if token.revoked_at:
        return render(request, "lessons/loudspeaker/revoked.html", {"station": token.station}, status=410)
    try:
        return view(request, Opened(token, secret), **kwargs)
    except Http404:
        context = {"station": token.station, "secret": secret}
        return render(request, "lessons/loudspeaker/not_here.html", context, status=404)


class Opened:
    """A station's address that stands open."""

    def __init__(self, token: StationToken, secret: str) -> None:
        self.token, self.station, self.secret = token, token.station, secret


def _unknown(request: HttpRequest) -> HttpResponse:
    if hit(name="loudspeaker", caller=client_address(request), limit=WRONG_SECRETS_PER_HOUR):
        return render(request, "lessons/loudspeaker/unknown.html", status=404)
    minutes = 60 - timezone.now().minute  # the count begins anew with the hour
    response = render(request, "lessons/loudspeaker/too_many.html", {"retry_minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
