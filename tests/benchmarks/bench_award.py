"""What an award costs, alone and sixteen at once in one province: `python -m tests.benchmarks.bench_award`.

Two times: of the award (rules, certificate, events, ledger), which the budget is for, and of closing the attempt that
earns it, grading and the commit included. PostgreSQL refuses locks that are waited for longer than the budget, and they
are counted. SQLite lets one writer in at a time, so it is timed alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest import mock

import django

AWARDS, AT_ONCE, BUDGET_MS, LOCK_MS = 400, 16, 20, 100


def ready(count: int) -> list[Any]:
    """Attempts whose closing earns a certificate, of members of one commune."""
    from django.utils import timezone

    from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
    from tests.factories.quizzes import CertificationFactory, QuizFactory
    from tests.quizzes.taking import answered

    quiz = QuizFactory(questions=5)
    CertificationFactory(rule={"quiz": quiz.key, "percent": 80}, key="do")
    team, now = TeamFactory(), timezone.now()
    return [answered(MembershipFactory(team=team, user=UserFactory()).user, quiz, now=now) for _ in range(count)]


def award(attempt: Any) -> float:
    """Closes it; milliseconds."""
    from django.utils import timezone

    from quizzes import attempts

    start = time.perf_counter()
    attempts.close(attempt=attempt, now=timezone.now())
    return (time.perf_counter() - start) * 1000


@contextmanager
def timed_awards() -> Iterator[list[float]]:
    """Milliseconds of each award within."""
    from quizzes.certification import award as module

    times: list[float] = []
    real = module.award_earned

    def timed(**given: Any) -> Any:
        start = time.perf_counter()
        made = real(**given)
        times.append((time.perf_counter() - start) * 1000)
        return made

    with mock.patch.object(module, "award_earned", timed):
        yield times


def alone(some: list[Any], vendor: str) -> None:
    with timed_awards() as awards:
        closings = [award(attempt) for attempt in some]
    for what, times, budget in (("award", awards, f"; budget {BUDGET_MS} ms"), ("closing that earns it", closings, "")):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{what}, alone, {vendor}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms{budget}")


def together(some: list[Any], vendor: str) -> None:
    from django.db import OperationalError, connection

    times, refused, lock = [], 0, threading.Lock()

    def run(part: list[Any]) -> None:
        nonlocal refused
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_MS}ms'")
        for attempt in part:
            try:
                took = award(attempt)
            except OperationalError:
                with lock:
                    refused += 1
                continue
            with lock:
                times.append(took)
        connection.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(run, [some[n::AT_ONCE] for n in range(AT_ONCE)]))
    rate = len(times) / (time.perf_counter() - start)
    said = f"median {statistics.median(times):.1f} ms, {rate:.0f} awards/s, {refused} waits over {LOCK_MS} ms"
    print(f"closings that earn one, {AT_ONCE} at once in one commune, {vendor}: {said}; budget 0 waits")


def main() -> None:
    if os.environ.get("DJANGO_SETTINGS_MODULE") is None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "lms.settings.test"
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from quizzes.certification.recount import compare
    from quizzes.models import Certification

    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/db.sqlite3"
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            some = ready(AWARDS)
            half = AWARDS // 2
            alone(some[:half], connection.vendor)
            if connection.vendor == "postgresql":
                together(some[half:], connection.vendor)
            if not compare(Certification.objects.get()).none:
                sys.exit("the ledger differs from a recount")
        finally:
            teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
