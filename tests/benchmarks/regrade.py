"""The dry run of a regrade, and the regrade itself, on the rows of the benchmark of statistics.

10,000 attempts at twenty questions or as many as BENCH_ATTEMPTS says; SQLite or where DATABASE_URL says. The first
question gets another key; REGRADE_APPLY=0 leaves it at the dry run.
"""

from __future__ import annotations

import os
import time

import django
from django.test.utils import setup_databases, teardown_databases


def main() -> None:
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(databases, verbosity=0)


def measure() -> None:
    from django.db import connection
    from django.utils import timezone

    from quizzes.questions import newest_version, revise_question
    from quizzes.regrading import service
    from quizzes.regrading.dry_run import dry_run
    from quizzes.regrading.work import work

    from .statistics_from_database import ATTEMPTS, fill

    quiz = fill()
    for place, item in enumerate(quiz.items.order_by("position")[:2]):
        old = newest_version(item.question)
        choices = [choice | {"correct": choice["key"] in "bc"[: place + 1]} for choice in old.spec["choices"]]
        spec = old.spec | {"choices": choices}
        version = revise_question(question=item.question, text=old.text, kind=old.kind, spec=spec)
        start = time.perf_counter()
        found = dry_run(version, size=50)
        whole = time.perf_counter() - start
        what = f"{ATTEMPTS:,} attempts, {old.kind} choice, {connection.vendor}"
        print(f"dry run, {what}: {whole:.2f} s; {found.changed:,} of {found.read:,} marks change")
        if os.environ.get("REGRADE_APPLY") != "0":
            regrade = service.begin(version=version, reason="Khóa sai", actor=None, now=timezone.now(), enqueue=False)
            start = time.perf_counter()
            work(regrade=regrade)
            print(f"regrade, {what}: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
