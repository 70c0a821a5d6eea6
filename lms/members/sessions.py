"""How long one stays signed in: on one's own phone for long, on a borrowed one until the browser is closed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

KEPT_ON = "kept_on"  # the day on which the long session was last prolonged


def set_length(request: HttpRequest, *, keep: bool) -> None:
    """Right after signing in. Without `keep` the session ends with the browser."""
    if keep:
        _prolong(request)
    else:
        request.session.pop(KEPT_ON, None)
        request.session.set_expiry(0)


def _prolong(request: HttpRequest) -> None:
    request.session[KEPT_ON] = timezone.localdate().isoformat()
    request.session.set_expiry(settings.LMS_KEEP_DAYS * 24 * 60 * 60)


class KeepSignedIn:
    """Prolongs a long session once a day, not at each request: that would be a write to the database each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        # A page that did not look at the session is the same for everybody, and stays so.
        if session.accessed and SESSION_KEY in session:
            kept_on = session.get(KEPT_ON)
            if kept_on and kept_on != timezone.localdate().isoformat():
                _prolong(request)
        return response
