"""What a finished sheet depends on besides its data: names it for caches and ETags."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path

from lms.shared.pdf.workspace import SHARED_TYP

PACKAGES = ("typst", "fontpkg-be-vietnam-pro")


@functools.cache
def _engine() -> bytes:
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    shared = b"".join(part.read_bytes() for part in sorted(SHARED_TYP.glob("*.typ")))
    return versions.encode() + shared


def fingerprint(layout: Path, data: str) -> str:
    """SHA-256 over engine, fonts, theme, `layout` and `data`: the same name only for the same bytes."""
    return hashlib.sha256(b"\0".join([_engine(), layout.read_bytes(), data.encode()])).hexdigest()
