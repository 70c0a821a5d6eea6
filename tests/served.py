"""The server that `up` starts, on the database of this process, as a process group of its own that may be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

# It ends with us, however we went: our end of its standard input is closed then.
SERVE = """
import os, signal, sys, threading
import django
django.setup()
from lms.setup.server import serve
def end_with_parent():
    sys.stdin.buffer.read()
    os.killpg(0, signal.SIGKILL)
if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    serve(bind="127.0.0.1", port=int(sys.argv[1]), workers=1)
"""
PATIENCE = 60  # seconds that a server has to start


class Server:
    """On a free port that it keeps over all its lives; its temporary files go to `folder`. `env` is set for it."""

    def __init__(self, folder: Path, **env: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._log = folder / "server.log"
        self.env = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "LMS_SECRET_KEY": settings.SECRET_KEY,
            "TMPDIR": str(folder),
            **env,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns as soon as somebody listens."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(self.port)],
                cwd=settings.BASE_DIR,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in self._polls():
            if self._listens():
                return
            assert self._process.poll() is None, self.log()

    def kill(self) -> None:
        """All processes of the group at once, without a word. Returns when nobody listens; again does nothing."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate(timeout=PATIENCE)
        self._process = None
        for _ in self._polls():
            if not self._listens():
                return

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _polls(self) -> Iterator[None]:
        """A try now and then, until patience is at its end."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            yield
            time.sleep(0.02)
        raise AssertionError(f"port {self.port} did not change for {PATIENCE} s\n{self.log()}")


def database_url() -> str:
    """The address of the database in use, which for tests is not the one that the environment names."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
