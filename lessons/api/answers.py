"""Answers that a machine need not fetch twice: ETag and Last-Modified."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from unicodedata import normalize

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

JSON = "application/json"
KEPT = 60 * 60 * 24 * 30  # seconds; a forgotten one costs one full answer


def as_json(data: Any) -> bytes:
    return normalize("NFC", json.dumps(data, ensure_ascii=False, separators=(",", ":"))).encode()


def conditional(request: HttpRequest, content: bytes, kind: str, *, owner: int = 0) -> HttpResponseBase:
    """`content`, or 304. `owner` is the station that may see it."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    # What everybody may ask for is one answer, whatever stands behind the question mark: nobody fills the cache so.
    about = request.get_full_path() if owner else request.path
    etag, changed = quote_etag(digest), _changed(f"{owner} {about}", digest)
    headers = {"ETag": etag, "Last-Modified": http_date(changed)}
    response = HttpResponse(content, content_type=kind, headers=headers)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response


def _changed(about: str, digest: str) -> int:
    """Since when this address gives this answer, as far as is known. No field of ours tells: a glossary entry, a rate
    or an approval that ended changes it too. Two answers never share a second."""
    name = "radio-api-" + hashlib.sha256(about.encode()).hexdigest()
    known = cache.get(name)
    if known and known[0] == digest:
        return known[1]
    since = int(timezone.now().timestamp())
    if known:
        since = max(since, known[1] + 1)
    cache.set(name, (digest, since), KEPT)
    return since
