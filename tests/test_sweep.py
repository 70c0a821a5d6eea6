import threading

from django.db import OperationalError

from lms.setup import sweep as module
from lms.setup.sweep import sweep


def rounds(monkeypatch, *results):
    """Sweeps that come to `results`, one after the other, and then stop; how many there were."""
    stop, left, seen = threading.Event(), list(results), []

    def close_overdue(*, now):
        seen.append(now)
        result = left.pop(0)
        if not left:
            stop.set()
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(module, "close_overdue", close_overdue)
    sweep(stop, pause=0)
    return len(seen)


def test_attempts_that_are_over_are_looked_for_again_and_again(monkeypatch):
    assert rounds(monkeypatch, 2, 0, 1) == 3


def test_a_database_that_was_away_is_asked_again(monkeypatch, caplog):
    assert rounds(monkeypatch, OperationalError("away"), 1) == 2
    assert "Attempts that are over could not be looked for." in caplog.text


def test_nothing_is_looked_for_after_the_stop(monkeypatch):
    stop = threading.Event()
    stop.set()
    monkeypatch.setattr(module, "close_overdue", lambda now: 1 / 0)
    assert sweep(stop) is None
