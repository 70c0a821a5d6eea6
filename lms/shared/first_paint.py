"""The style sheet within the page, for a reader who comes from elsewhere (docs/decisions/0016-first-paint.md).

On a weak signal a sheet of its own is one more trip before anything is seen. Whoever comes from another page of ours
has it already; whoever opens a link in a chat is likely to have nothing.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .bundles import joined

ASKED_BY = "Sec-Fetch-Site"
_SHEET = "site.css"
_ELSEWHERE = {"none", "cross-site", "same-site"}  # typed or opened from an app; from another site; from a neighbour


def comes_from_elsewhere(request: HttpRequest | None) -> bool:
    """False where the browser does not say, and while one edits sheets, which are read afresh from their files."""
    return request is not None and request.headers.get(ASKED_BY) in _ELSEWHERE and not settings.DEBUG


def styles(request: HttpRequest | None) -> SafeString:
    """What the head of a page holds."""
    if comes_from_elsewhere(request):
        return format_html("<style>{}</style>", mark_safe(_text()))  # noqa: S308 - our own files
    return format_html('<link rel="stylesheet" href="{}">', static(_SHEET))


def styles_for_later(request: HttpRequest | None) -> SafeString:
    """What its end holds: the file for the next pages. Browsers fetch a sheet that applies to nothing last."""
    if comes_from_elsewhere(request):
        return format_html('<link rel="stylesheet" href="{}" media="not all">', static(_SHEET))
    return SafeString("")


@lru_cache(maxsize=1)
def styles_hash() -> str:
    """By which a Content-Security-Policy allows the sheet within a page, and nothing else."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(_text().encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _text() -> str:
    return joined(_SHEET)
