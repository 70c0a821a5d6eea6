"""What a phone is told to fetch to keep an app: every file, their weight, and a digest of all that they hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from lessons.models import AppPage, LessonEdition
from lms.shared.keepable import keepable_pages, standing

from .fetching import Fetched, Fetcher
from .stored import stored

SECONDS = 60 * 60  # that a sum is kept while nothing is known to have changed
SECONDS_UNTOLD = 60  # the same where changes are not told
# Pictures are drawn in with src; of the widths in a srcset the phone keeps none.
_DRAWN_IN = re.compile(r"""<(?:link|script|img)\b[^>]*?\s(?:src|href)="([^"]+)\"""")


@dataclass(frozen=True, slots=True)
class Pack:
    """`size` in bytes over the wire. Two packs with one `digest` hold the same."""

    app: str
    title: str
    url: str
    digest: str
    size: int
    files: list[str]


def pack_of(app: AppPage, *, host: str, secure: bool) -> Pack:
    """Added up once, then from the cache shared by the workers until something changes, or the day."""
    told = standing()
    key = _cache_key("pack", app.key, host, str(secure), told or _newest(), timezone.localdate().isoformat())
    known: dict[str, Any] | None = cache.get(key)
    if known is not None:
        return Pack(**known)
    pack = add_up(app, host=host, secure=secure)
    cache.set(key, asdict(pack), SECONDS if told else SECONDS_UNTOLD)
    return pack


def add_up(app: AppPage, *, host: str, secure: bool) -> Pack:
    fetcher = Fetcher(host=host, secure=secure)
    found = hashlib.sha256()
    files: list[str] = []
    size = 0
    waiting = [*keepable_pages(app.key), reverse("lessons:kept")]
    seen = set(waiting)
    for path in waiting:  # which grows while it is gone through
        one = stored(path) if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) else fetcher.fetch(path)
        if one is None:
            continue
        files.append(path)
        size += one.size
        found.update(f"{path}\n{len(one.body)}\n".encode() + one.body)
        fresh = [name for name in _drawn_in(one) if name not in seen]
        seen.update(fresh)
        waiting += fresh
    return Pack(app.key, app.title, app.get_url() or "", found.hexdigest()[:16], size, files)


def _drawn_in(one: Fetched) -> Iterator[str]:
    """Addresses of our own files that a page shows or runs."""
    if not one.is_page:
        return
    for address in _DRAWN_IN.findall(one.body.decode()):
        path = unescape(address)
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            yield path


def _newest() -> str:
    """The last thing that editors did, where changes are not told because no finished pages are kept."""
    pages = Page.objects.live().aggregate(newest=Max("last_published_at"), number=Count("pk"))
    edition = LessonEdition.objects.aggregate(newest=Max("pk"))
    return f"{pages['newest']} {pages['number']} {edition['newest']}"


def _cache_key(*words: str) -> str:
    return "offline-" + hashlib.sha256("\n".join(words).encode()).hexdigest()
