import threading

import pytest
from django.db import OperationalError

from lms.setup import sweep as module
from lms.setup.sweep import sweep


def rounds(monkeypatch, *results):
    """Sweeps whose first duty comes to `results`, one after the other, and then stop; how often each duty was done."""
    stop, left, done = threading.Event(), list(results), {"first": 0, "second": 0}

    def first():
        done["first"] += 1
        result = left.pop(0)
        if not left:
            stop.set()
        if isinstance(result, Exception):
            raise result

    def second():
        done["second"] += 1

    monkeypatch.setattr(module, "DUTIES", (("the first duty", first), ("the second duty", second)))
    sweep(stop, pause=0)
    return done


def test_every_duty_is_done_again_and_again(monkeypatch):
    assert rounds(monkeypatch, 2, 0, 1) == {"first": 3, "second": 3}


@pytest.mark.parametrize("fault", [OperationalError("away"), ValueError("ours")])
def test_one_that_fails_is_tried_again_and_keeps_no_other_waiting(monkeypatch, caplog, fault):
    assert rounds(monkeypatch, fault, 1) == {"first": 2, "second": 2}
    assert "Not done this minute: the first duty." in caplog.text


def test_nothing_is_done_after_the_stop(monkeypatch):
    stop = threading.Event()
    stop.set()
    monkeypatch.setattr(module, "DUTIES", (("never", lambda: 1 / 0),))
    assert sweep(stop) is None


@pytest.mark.django_db
def test_each_duty_can_be_done_with_nothing_to_do():
    for _what, duty in module.DUTIES:
        duty()
