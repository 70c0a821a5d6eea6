"""Where finished pages are kept, and the tokens that say whether they still hold.

A page depends on tags (`page:12`, `glossary`, ...). Each tag has a token, a random word that is replaced whenever what
the tag stands for changes. A page keeps the tokens it was drawn under and holds as long as they are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .entry import Entry

CHANGES = "changes"  # the token of this tag is replaced together with any other
TOKEN_LENGTH = 16
ROOM_AFTER_CLEANING = 0.8  # of the limit
REMEMBERED = 300  # pages in the memory of a worker, of about 30 kB each
CLEAN_EVERY = 64  # pages written by this process

logger = logging.getLogger(__name__)


class Store(Protocol):
    def find(self, key: str) -> Entry | None:
        """The page that is kept under `key`, if its time is not over and all its tokens still stand."""

    def ensure(self, tags: Sequence[str]) -> dict[str, str]:
        """All of them; a tag that has none yet is given one."""

    def renew(self, tags: Iterable[str]) -> None:
        """Once it returns, no page that was drawn under the old tokens is given out."""

    def put(self, key: str, entry: Entry) -> None: ...


def new_token() -> str:
    return secrets.token_hex(TOKEN_LENGTH // 2)


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Memory:
    """What one process has found to stand as long as the token of all changes is `changes`."""

    changes: str
    entries: dict[str, Entry] = field(default_factory=dict)


class FileStore:
    """Files below one folder of this machine, bounded to `limit` bytes; what was written longest ago goes first.

    A token is read and written in one go, without locks: half of one, or none, matches no page, so the worst that
    can come of a collision or a full disk is a page drawn once more.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._pages, self._tags, self._limit = folder / "pages", folder / "tags", limit
        self._changes = str(self._tags / digest(CHANGES))
        self._written = 0
        self._memory = _Memory("")

    def find(self, key: str) -> Entry | None:
        """From memory as long as nothing changed anywhere, which takes one small file to know."""
        changes = _read_token(self._changes)
        memory = self._memory
        if memory.changes != changes or len(memory.entries) > REMEMBERED:
            # A new one: a thread that still looks under the old token writes into the old one.
            memory = self._memory = _Memory(changes)
        now = time.time()
        if (entry := memory.entries.get(key)) and entry.until > now:
            return entry
        try:
            entry = Entry.from_bytes(self._page(key).read_bytes())
        except OSError:
            return None
        if not changes or entry is None or entry.until <= now:
            return None
        if any(self._token(tag) != token for tag, token in entry.tokens.items()):
            return None
        memory.entries[key] = entry
        return entry

    def ensure(self, tags: Sequence[str]) -> dict[str, str]:
        found = {tag: self._token(tag) for tag in tags}
        for tag, token in found.items():
            if not token:
                self._write_token(tag)
        return {tag: token or self._token(tag) for tag, token in found.items()}

    def renew(self, tags: Iterable[str]) -> None:
        """`changes` goes first, so that no page being drawn takes a new token for its old words (the
        middleware looks at it), and last, so that nobody goes on remembering a page that was found to stand between."""
        for tag in (CHANGES, *tags, CHANGES):
            self._write_token(tag)

    def put(self, key: str, entry: Entry) -> None:
        """A full or read-only disk costs speed, never the page."""
        path = self._page(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(entry.to_bytes())
                os.replace(temporary, path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
        self._written += 1
        if self._written % CLEAN_EVERY == 1:
            self.clean()

    def clean(self) -> None:
        """Removes what exceeds the limit, and what processes that died have left."""
        found = []
        for path in self._pages.glob("??/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        kept = sum(size for _, size, _ in found)
        target = self._limit * ROOM_AFTER_CLEANING if kept > self._limit else self._limit
        for mtime, size, path in sorted(found, key=lambda one: one[0]):
            forgotten = path.suffix == ".part" and mtime < time.time() - 3600
            if forgotten or (kept > target and path.suffix != ".part"):
                with contextlib.suppress(OSError):
                    path.unlink()
                    kept -= size

    def _page(self, key: str) -> Path:
        name = digest(key)
        return self._pages / name[:2] / name

    def _token(self, tag: str) -> str:
        return _read_token(str(self._tags / digest(tag)))

    def _write_token(self, tag: str) -> None:
        """Opening empties the file, so that a full disk forgets the token at least."""
        path = self._tags / digest(tag)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new_token(), encoding="ascii")
        except OSError:
            logger.exception("The change of “%s” could not be noted: pages may be old for a while.", tag)


def _read_token(path: str) -> str:
    """By the system's own calls: it is read for every page that is given out."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return ""
    try:
        token = os.read(handle, TOKEN_LENGTH + 1)
    finally:
        os.close(handle)
    return token.decode("ascii", "replace") if len(token) == TOKEN_LENGTH else ""
