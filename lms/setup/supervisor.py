"""Keeps the worker of long tasks running, and stops it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "lms.setup.bulk_worker")
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
HEALTHY = 60.0  # seconds after which a worker that dies is no sign of a lasting fault
PATIENCE = 25.0  # a little longer than the worker gives itself


class Supervisor:
    """Starts `command` again whenever it ends, waiting longer each time, until `stop`."""

    def __init__(self, folder: Path, command: Sequence[str] = COMMAND) -> None:
        self._folder, self._command = folder, command
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="bulk-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._lock:
            self._stopping.set()
            process = self._process
        if process and process.stdin:
            process.stdin.close()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        pause = SHORTEST_PAUSE
        while process := self._spawn():
            born = time.monotonic()
            code = process.wait()
            if self._stopping.is_set():
                return
            pause = next_pause(pause, lived=time.monotonic() - born)
            logger.warning("The worker of long tasks ended with %s; it starts again in %d s.", code, pause)
            self._stopping.wait(pause)

    def _spawn(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                self._command, stdin=subprocess.PIPE, cwd=self._folder, **_apart()
            )
            return self._process


def next_pause(pause: float, *, lived: float) -> float:
    """Seconds to wait before the next start: short after a healthy life, else twice the last."""
    return SHORTEST_PAUSE if lived >= HEALTHY else min(pause * 2, LONGEST_PAUSE)


def _apart() -> dict[str, Any]:
    """In a session or group of its own: Ctrl-C in the terminal is for us, and we stop the worker."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
