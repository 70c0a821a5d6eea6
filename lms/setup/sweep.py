"""What is due by the clock, looked for every minute while the course is served. Nothing depends on the minute: each of
it is also done, or counted, when somebody looks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from quizzes.attempts import close_overdue
from quizzes.certification.ledger import fold_past

PAUSE = 60.0  # seconds

logger = logging.getLogger(__name__)

DUTIES: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("attempts whose time ran out", lambda: close_overdue(now=timezone.now())),
    ("pages to be published now", lambda: call_command("publish_scheduled", verbosity=0)),
    ("the ledger of past months", lambda: fold_past(now=timezone.now())),
)


def sweep(stop: threading.Event, pause: float = PAUSE) -> None:
    """Until `stop`; what fails is tried again after the pause, and keeps nothing else waiting."""
    while not stop.is_set():
        for what, duty in DUTIES:
            try:
                duty()
            except Exception:
                logger.exception("Not done this minute: %s.", what)
        connections.close_all()  # those of this thread
        stop.wait(pause)
