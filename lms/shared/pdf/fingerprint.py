"""What a finished sheet depends on besides its data: names it for caches and ETags."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path

from lms.shared.pdf.workspace import SHARED_TYP

PACKAGES = ("typst", "fontpkg-be-vietnam-pro", "pikepdf", "segno", "Pillow")


@functools.cache
def _engine() -> bytes:
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    # Our own code too: it scales pictures and draws crop marks.
    parts = [*sorted(SHARED_TYP.glob("*.typ")), *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(versions.encode() + b"".join(part.read_bytes() for part in parts)).digest()


def fingerprint(layout: Path, data: str) -> str:
    """SHA-256 over engine, fonts, theme, `layout` and `data`: the same name only for the same bytes."""
    return hashlib.sha256(b"\0".join([_engine(), layout.read_bytes(), data.encode()])).hexdigest()
