"""What a machine is told when it gets no text: a stable `code` for it, a `message` for the person behind it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

TYPE = "application/problem+json"
REALM = 'Bearer realm="phat-thanh"'

# code: (status, words)
PROBLEMS: dict[str, tuple[int, Any]] = {
    "key_missing": (401, _("Send the station's key: Authorization: Bearer KEY.")),
    "key_unknown": (401, _("Nobody has this key. Make one on the station's page and copy all of it.")),
    "key_revoked": (401, _("This key was revoked. Make a new one on the station's page.")),
    "not_found": (404, _("There is nothing at this address for this station.")),
    "withdrawn": (410, _("This text was withdrawn and must not be read: %(reason)s")),
    "ended": (410, _("This text is no longer approved. Fetch the list again.")),
    "not_ready": (409, _("The text cannot be read aloud yet: %(reason)s")),
    "not_drawn": (409, _("The file cannot be made: %(reason)s")),
    "bad_parameter": (400, _("%(parameter)s: %(reason)s")),
    "method": (405, _("Texts are only read here: use GET or HEAD.")),
    "too_many": (429, _("Too many requests. Try again in %(minutes)s minutes.")),
}


class Problem(Exception):
    """Raised anywhere below a view; `more` are the values of its words and further members of the answer."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more = code, more

    @property
    def status(self) -> int:
        return PROBLEMS[self.code][0]


def bad_parameter(name: str, reason: Any) -> Problem:
    return Problem("bad_parameter", parameter=name, reason=str(reason))


def answer(problem: Problem) -> HttpResponse:
    """As in RFC 9457, with `code` and `message` beside its members."""
    status, words = PROBLEMS[problem.code]
    body = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code,
        "message": str(words) % problem.more if problem.more else str(words),
        **problem.more,
    }
    response = JsonResponse(body, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
    if status == HTTPStatus.UNAUTHORIZED:
        known = "" if problem.code == "key_missing" else ', error="invalid_token"'
        response.headers["WWW-Authenticate"] = REALM + known
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(problem.more["minutes"] * 60)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = "GET, HEAD"
    return response
