"""Finished sheets on disk, by the hash of all they depend on: never stale, bounded, cleaned by use.

A name is a digest, so what is found under it is right whatever happened in between; nothing is ever overwritten
with other bytes. Several processes may share the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

ROOM_AFTER_CLEANING = 0.8  # of the limit
CLEAN_EVERY = 64  # sheets written by this process
FORGOTTEN_SECONDS = 3600  # a temporary file this old belongs to a process that died
_NAME = re.compile(r"[0-9a-f]{64}[a-z0-9.-]{0,20}")


class SheetStore:
    """`limit` is in bytes. What was used longest ago goes first."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._written = 0

    def get(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # used just now
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keeps `content`; a full or read-only disk costs speed, never the sheet."""
        path = self._path(name)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                os.replace(temporary, path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
        self._written += 1
        if self._written % CLEAN_EVERY == 1:
            self.clean()

    def clean(self) -> int:
        """Removes what exceeds the limit, and leftovers of processes that died; returns the bytes left."""
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        newest = max((mtime for mtime, _, _ in found), default=0.0)
        kept = sum(size for _, size, _ in found)
        target = self.limit * ROOM_AFTER_CLEANING if kept > self.limit else self.limit
        for mtime, size, path in sorted(found, key=lambda entry: entry[0]):
            forgotten = path.suffix == ".part" and mtime < newest - FORGOTTEN_SECONDS
            if (kept > target and path.suffix != ".part") or forgotten:
                with contextlib.suppress(OSError):
                    path.unlink()
                    kept -= size
        return kept

    def forget(self, mark: str) -> int:
        """Removes every sheet whose name ends with `mark` before its extension; returns how many."""
        gone = 0
        for path in self.folder.glob("??/*"):
            if path.stem.endswith(mark):
                with contextlib.suppress(OSError):
                    path.unlink()
                    gone += 1
        return gone

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a sheet: {name!r}")
        return self.folder / name[:2] / name


_store: SheetStore | None = None


def keep_in(folder: Path, limit: int) -> None:
    """Says once, as the site starts, where finished sheets are kept; until then none are."""
    global _store
    _store = SheetStore(folder, limit)


def current_store() -> SheetStore | None:
    return _store
