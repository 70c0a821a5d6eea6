"""Lines and progress bars on a terminal; plain lines where the output goes to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper

WIDTH = 24


class Console:
    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._bars = out.isatty()

    def line(self, text: str = "") -> None:
        self._write(f"{text}\n")

    @contextmanager
    def step(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """Shows `label` while the block runs; the block may tell (done, in all) to fill a bar."""
        shown = -1
        if self._bars:
            self._write(f"  {label} …")

        def progress(done: int, total: int) -> None:
            nonlocal shown
            percent = 100 * done // total if total else 100
            if self._bars and percent != shown:
                shown = percent
                filled = WIDTH * percent // 100
                self._write(f"\r  {label} [{'#' * filled}{'.' * (WIDTH - filled)}] {percent:3d} %")

        yield progress
        self._write(f"\r\033[K  ✓ {label}\n" if self._bars else f"  {label}\n")

    def _write(self, text: str) -> None:
        self._out.write(text, ending="")
        self._out.flush()
