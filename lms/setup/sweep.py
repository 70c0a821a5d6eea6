"""Closes attempts whose time ran out, every minute while the course is served: statistics and certificates then wait
for nobody to look."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from quizzes.attempts import close_overdue

PAUSE = 60.0  # seconds

logger = logging.getLogger(__name__)


def sweep(stop: threading.Event, pause: float = PAUSE) -> None:
    """Until `stop`; a database that cannot be reached is asked again after the pause."""
    while not stop.is_set():
        try:
            close_overdue(now=timezone.now())
        except DatabaseError:
            logger.exception("Attempts that are over could not be looked for.")
        finally:
            connections.close_all()  # those of this thread
        stop.wait(pause)
