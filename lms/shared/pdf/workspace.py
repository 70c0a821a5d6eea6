"""One private Typst root a thread: theme, layouts and the pictures of the sheet being made, nothing else.

Typst follows symlinks out of its root, so the root is a fresh temporary folder that only this module writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst

from lms.shared.pdf.fonts import shared_fonts

SHARED_TYP = Path(__file__).parent / "typ"
_local = threading.local()


class Workspace:
    """The root folder and the compiler of one thread (a compiler must never be shared by two)."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.root = Path(tempfile.mkdtemp(prefix="sheets-")).resolve()
        weakref.finalize(self, _remove, self.root, self.process)
        for name in ("layouts", "images"):
            (self.root / name).mkdir()
        for part in SHARED_TYP.glob("*.typ"):
            (self.root / part.name).write_bytes(part.read_bytes())
        self.compiler = typst.Compiler(
            root=str(self.root), font_paths=shared_fonts(), ignore_system_fonts=True, sys_inputs={}
        )

    def place_layout(self, layout: Path) -> Path:
        """Copy `layout` below the root, named by its content, so that an edited layout is a new file."""
        source = layout.read_bytes()
        copy = self.root / "layouts" / f"{_digest(source)}.typ"
        if not copy.exists():
            copy.write_bytes(source)
        return copy

    @contextmanager
    def holding(self, press: Mapping[str, Any], data: Mapping[str, Any], images: Mapping[str, bytes]) -> Iterator[None]:
        """PNG `images` and three JSON files below the root while the block runs, then gone.

        /press.json says how to print, /data.json what, /images.json under which path an image is, by name. Apart,
        because Typst remembers what it made of a file that has not changed: of the theme, of a screen, of a panel.
        """
        files = {f"/images/{_digest(content)}.png": content for content in images.values()}
        paths = {name: f"/images/{_digest(content)}.png" for name, content in images.items()}
        for name, values in (("press", press), ("data", data), ("images", paths)):
            files[f"/{name}.json"] = json.dumps(values, ensure_ascii=False).encode()
        try:
            for path, content in files.items():
                (self.root / path.lstrip("/")).write_bytes(content)
            yield
        finally:
            for path in files:
                (self.root / path.lstrip("/")).unlink(missing_ok=True)


def workspace() -> Workspace:
    """The workspace of the calling thread; a forked child makes its own."""
    mine: Workspace | None = getattr(_local, "workspace", None)
    if mine is None or mine.process != os.getpid():
        mine = _local.workspace = Workspace()
    return mine


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _remove(root: Path, process: int) -> None:
    """Remove the folder when its thread or process ends; a forked child leaves its parent's alone."""
    if process == os.getpid():
        shutil.rmtree(root, ignore_errors=True)
