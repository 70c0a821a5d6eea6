"""A process of its own that prints one pack: `python -m lessons.printing.bulk.process NUMBER`.

For the command line, where several share a pack; beside the site the worker of long tasks does it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

GLANCE = 0.3  # seconds between two looks


def main(number: int) -> None:
    import django

    django.setup()
    from lessons.models import PrintPack
    from lessons.printing.bulk.work import work

    if pack := PrintPack.objects.filter(pk=number).first():
        work(pack=pack)


def side_by_side(number: int, *, workers: int, look: Callable[[], None]) -> None:
    """So many processes at the pack, until all have ended. `look` is called meanwhile."""
    from django.conf import settings

    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    command = [sys.executable, "-m", __name__, str(number)]
    crew = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=env)  # noqa: S603 - a fixed command
        for _worker in range(workers)
    ]
    try:
        while any(process.poll() is None for process in crew):
            time.sleep(GLANCE)
            look()
    finally:
        for process in crew:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]))
