"""The worker of long tasks as a child process: `python -m lms.setup.bulk_worker`.

Beside the tasks it closes attempts whose time ran out. It reads its standard input and ends when that ends, so that it
never outlives the process that started it, however that one went, on every operating system.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time

import django
from django.core.management import call_command

GRACE = 20  # seconds that a running task has to finish


def main() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    from lessons.printing.bulk import ordering
    from quizzes.certification import changes
    from quizzes.regrading import service

    from .sweep import sweep

    threading.Thread(target=sweep, args=[threading.Event()], daemon=True).start()
    ordering.requeue_left()  # what a worker before this one did not finish
    service.requeue_left()
    changes.requeue_left()
    call_command("db_worker", "--backend", "bulk", "--no-reload", "--no-startup-delay", "--interval", "2")


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    if hasattr(signal, "pthread_kill"):  # wakes the main thread even while it sleeps
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    else:
        _thread.interrupt_main(signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
