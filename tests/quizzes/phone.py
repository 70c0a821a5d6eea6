"""A member's phone at a running server: a signed-in session, the token of its forms, and a connection that is kept."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from lms.members.models import User
from quizzes.models import Attempt

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORM = "application/x-www-form-urlencoded"
PATIENCE = 60  # seconds for one answer


class Phone:
    """Raises OSError or http.client.HTTPException where the server is gone before it has answered."""

    def __init__(self, port: int, member: User) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookies = {settings.SESSION_COOKIE_NAME: signed_in(member)}
        self._token = ""

    def read(self, path: str) -> str:
        """The page; its form's token is kept for what is posted later."""
        status, page = self._ask("GET", path)
        assert status == 200, f"{path}: {status}"
        found = TOKEN.search(page)
        assert found, f"{path} has no form"
        self._token = found[1]
        return page

    def post(self, path: str, fields: dict[str, str]) -> int:
        """The status, once all of the answer has come."""
        body = urlencode({"csrfmiddlewaretoken": self._token, **fields})
        return self._ask("POST", path, body, {"Content-Type": FORM})[0]

    def _ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None):
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            self._connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
            response = self._connection.getresponse()
            page = response.read().decode()
        except BaseException:
            self._connection.close()  # the next try opens another one
            raise
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _equals, rest = cookie.partition("=")
            self._cookies[name] = rest.partition(";")[0]
        return response.status, page


def signed_in(member: User) -> str:
    """The key of a session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


def question_path(attempt: Attempt, position: int) -> str:
    return reverse("quizzes:question", args=[attempt.pk, position])
