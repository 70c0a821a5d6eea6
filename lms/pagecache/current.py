"""The store that the settings name, one for each process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .build import build_id
from .store import CHANGES, FileStore, Store


def current_store() -> Store | None:
    """None where LMS_PAGE_CACHE is off."""
    if not settings.LMS_PAGE_CACHE:
        return None
    megabytes = settings.LMS_PAGE_CACHE_MB
    return _open(settings.REDIS_URL, Path(settings.LMS_PAGE_FOLDER), megabytes * 1024 * 1024)


def standing() -> str:
    """A word that is another one after anything changed that pages show; "" where changes are not told."""
    store = current_store()
    token = store.ensure([CHANGES]).get(CHANGES, "") if store else ""
    return f"{build_id()}-{token}" if token else ""


@lru_cache
def _open(redis_url: str, folder: Path, limit: int) -> Store:
    if redis_url:
        from .redis_store import RedisStore  # its library is an extra

        return RedisStore(redis_url)
    return FileStore(folder, limit)
