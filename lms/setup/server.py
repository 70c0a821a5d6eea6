"""Serves the course on this machine, with the worker of long tasks beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from .prepare import CannotStart
from .supervisor import Supervisor


def check_address(bind: str, port: int) -> None:
    """Raises CannotStart when nobody can listen there."""
    try:
        family, kind, proto, _name, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            if sys.platform != "win32":  # there it would mean sharing the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except (OSError, UnicodeError) as error:  # the latter for a name that no host can have
        message = _("Cannot listen on %(address)s: %(reason)s. Stop the other program, or choose another port: %(try)s")
        reason = getattr(error, "strerror", None) or error
        values = {"address": f"{bind}:{port}", "reason": reason, "try": f"--port {port + 1 if port < 65535 else 8000}"}
        raise CannotStart(message % values) from error


def serve(*, bind: str, port: int, workers: int) -> None:
    """Returns after Ctrl-C or SIGTERM, when server and worker have ended."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE  # lms.wsgi would take production's
    connections.close_all()
    # Fresh processes on every system: a forked one would inherit our threads' locks and the database's file.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "lms.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=min(8, 2 * (os.cpu_count() or 1) + 1),
        respawn_failed_workers=True,
        workers_kill_timeout=5,  # one with a browser's connection open may never end by itself
        websockets=False,
        working_dir=settings.BASE_DIR,
        log_level=LogLevels.warning,
    )
    if sys.platform != "win32":
        _end_with_the_terminal(server)
    bulk = Supervisor(settings.BASE_DIR)
    bulk.start()
    try:
        server.serve()
    finally:
        bulk.stop()


def _end_with_the_terminal(server: Any) -> None:
    """A closed terminal stops the server (it would reload), unless it was started to outlive it, as by nohup."""
    before = signal.getsignal(signal.SIGHUP)
    handler = before if before is signal.SIG_IGN else server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, handler))
