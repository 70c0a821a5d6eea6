"""What the whole site was made of when this process started: pages that other code drew are never given out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

_SOURCES = ("lms", "lessons", "quizzes")
_KINDS = {".py", ".html", ".mo", ".svg", ".txt", ".css", ".js"}
_SETTINGS = ("DEBUG", "DATABASES", "LANGUAGE_CODE", "STATIC_URL", "MEDIA_URL", "CONTENT_SECURITY_POLICY")
_PLAIN = (str, int, float, bool, list, tuple, dict, Path, type(None))


@lru_cache(maxsize=1)
def build_id() -> str:
    """A digest of code, templates, words, collected static files and settings."""
    found = hashlib.sha256()
    for line in (*_settings(), *_sources(Path(settings.BASE_DIR)), _manifest()):
        found.update(line.encode())
        found.update(b"\n")
    return found.hexdigest()[:16]


def _settings() -> Iterator[str]:
    for name in sorted(name for name in dir(settings) if name in _SETTINGS or name.startswith("LMS_")):
        value: Any = getattr(settings, name)
        if isinstance(value, _PLAIN):
            yield f"{name}={value!r}"


def _sources(base: Path) -> Iterator[str]:
    for folder in _SOURCES:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in _KINDS:
                stat = path.stat()
                yield f"{path.relative_to(base)} {stat.st_size} {stat.st_mtime_ns}"


def _manifest() -> str:
    try:
        return (Path(settings.STATIC_ROOT) / "staticfiles.json").read_text(encoding="utf-8")
    except OSError:
        return ""
