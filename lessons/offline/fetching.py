"""Asks this site for a page as a phone without cookies does, and weighs the answer."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.utils import translation

_UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`size` is that of the body as it goes over the wire, `body` what a browser makes of it."""

    path: str
    body: bytes
    size: int
    is_page: bool


class Fetcher:
    """Goes through all of the site's middleware, and so is given what a phone would be given."""

    def __init__(self, *, host: str, secure: bool) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._host, self._scheme = host, "https" if secure else "http"

    def fetch(self, path: str) -> Fetched | None:
        """None for anything but an answer of 200."""
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": self._host,
            "HTTP_ACCEPT_ENCODING": "gzip, br",
            "SERVER_NAME": self._host,
            "SERVER_PORT": "443" if self._scheme == "https" else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": self._scheme,
            "wsgi.input": io.BytesIO(),
        }
        # The page chooses a language for the thread; the request that asked for it goes on in its own.
        with translation.override(translation.get_language()):
            response = self._handler.get_response(WSGIRequest(environ))
        # Not closed: that would tell the database that the request which asked for it is over.
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return None
        sent = response.content
        unpack = _UNPACK.get(response.headers.get("Content-Encoding", ""), bytes)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return Fetched(path, unpack(sent), len(sent), is_page)
