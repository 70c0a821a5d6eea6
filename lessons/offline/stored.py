"""Files that a web server may give out by itself: read where they lie, and weighed as they go over the wire."""

from __future__ import annotations

import gzip
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.utils._os import safe_join

from .fetching import Fetched


def stored(path: str) -> Fetched | None:
    """None where there is no such file."""
    try:
        if path.startswith(settings.MEDIA_URL):
            return _picture(path)
        return _collected(path) or _source(path)
    except (SuspiciousOperation, OSError):
        return None


def _picture(path: str) -> Fetched | None:
    """Its name is random and it never changes: the name stands for what it holds."""
    name = path.removeprefix(settings.MEDIA_URL)
    return Fetched(path, b"", default_storage.size(name), False) if default_storage.exists(name) else None


def _collected(path: str) -> Fetched | None:
    """As `collectstatic` has laid it down, compressed beside itself."""
    file = Path(safe_join(settings.STATIC_ROOT, path.removeprefix(settings.STATIC_URL)))
    if not file.is_file():
        return None
    packed = (file.with_name(file.name + ending) for ending in (".br", ".gz"))
    return Fetched(path, file.read_bytes(), next((one for one in packed if one.is_file()), file).stat().st_size, False)


def _source(path: str) -> Fetched | None:
    """Where nothing was collected, as while one develops."""
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    if not found:
        return None
    body = Path(found).read_bytes()
    return Fetched(path, body, min(len(body), len(gzip.compress(body))), False)
