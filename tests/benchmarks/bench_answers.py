"""Answers saved by the server that `up` starts, for 50 members at once: `python -m tests.benchmarks.bench_answers`.

On SQLite, then where DATABASE_URL says, in databases that are thrown away. First every member answers without a pause
(what the server can save), then one answer each two seconds at a moment of its own (what a full class feels).
A time is taken from the moment an answer was due until all of the server's reply has come.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

MODULE = "tests.benchmarks.bench_answers"
MEMBERS, QUESTIONS, ROUNDS, PAUSE, PACED_ROUNDS = 50, 20, 3, 2.0, 5


def main() -> None:
    for url in dict.fromkeys(("", os.environ.get("DATABASE_URL", ""))):
        with tempfile.TemporaryDirectory() as folder:
            env = {
                **os.environ,
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
                "LMS_DATA_DIR": folder,
                "LMS_LOG_LEVEL": "WARNING",
                "LMS_MEDIA_DIR": f"{folder}/media",
            }
            subprocess.run([sys.executable, "-m", MODULE, folder], env=env, check=True)


def measure(folder: Path) -> None:
    import django
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    from django.db import connection

    from lms.setup.static import collect_if_changed
    from tests.served import Server

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "db.sqlite3")  # a file, as the server needs it
    databases = setup_databases(verbosity=0, interactive=False)
    collect_if_changed()
    server = Server(folder)
    try:
        members = sittings(server.port)
        server.start()
        tell(members)
    finally:
        server.kill()
        teardown_databases(databases, verbosity=0)


def tell(members: list[Sitting]) -> None:
    from django.db import connection

    from quizzes.models import Answer

    where = f"50 members, {connection.vendor}"
    together(members, lambda member: member.get_ready())
    runs = [full_speed(members) for _ in range(ROUNDS)]
    rate, slow = max(runs)
    print(f"answers, {where}, without a pause: {rate:.0f} saved/s, p95 {-slow:.0f} ms, best of {ROUNDS}")
    times = together(members, lambda member: member.paced())
    print(f"answers, {where}, one each {PAUSE:.0f} s: p95 {p95(times):.0f} ms, longest {max(times):.0f} ms")
    assert Answer.objects.count() == MEMBERS * QUESTIONS


def full_speed(members: list[Sitting]) -> tuple[float, float]:
    """Answers a second, and the 95th percentile as a negative number, so that the best run is the greatest."""
    start = time.perf_counter()
    times = together(members, lambda member: member.at_once())
    return len(times) / (time.perf_counter() - start), -p95(times)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def together(members: list[Sitting], errand: Any) -> list[float]:
    """What all of them give, started at one moment, each in a thread."""
    barrier = threading.Barrier(len(members))

    def run(member: Sitting) -> list[float]:
        barrier.wait()
        return errand(member)

    with ThreadPoolExecutor(len(members)) as pool:
        return [milliseconds for times in pool.map(run, members) for milliseconds in times]


class Sitting:
    """One member with an open attempt; every answer that is sent changes the one before it."""

    def __init__(self, port: int, member: Any, quiz: Any) -> None:
        from django.utils import timezone

        from quizzes.attempts import start
        from tests.quizzes.phone import Phone, question_path

        attempt = start(member=member, quiz=quiz, now=timezone.now())
        self._paths = [question_path(attempt, position) for position in range(1, QUESTIONS + 1)]
        self._phone, self._chance, self._sent = Phone(port, member), random.Random(member.username), 0

    def get_ready(self) -> list[float]:
        self._phone.read(self._paths[0])
        return self.at_once()

    def at_once(self) -> list[float]:
        return [self._send(path, time.perf_counter()) for path in self._paths]

    def paced(self) -> list[float]:
        first, times = time.perf_counter() + self._chance.uniform(0, PAUSE), []
        for n in range(PACED_ROUNDS):
            due = first + n * PAUSE
            time.sleep(max(0.0, due - time.perf_counter()))
            times.append(self._send(self._paths[n], due))
        return times

    def _send(self, path: str, due: float) -> float:
        self._sent += 1
        choice = "abc"[(self._sent // QUESTIONS) % 3]
        status = self._phone.post(path, {"key": str(uuid.uuid4()), "choices": choice, "go": "next"})
        assert status == 302, f"{path}: {status}"
        return 1000 * (time.perf_counter() - due)


def sittings(port: int) -> list[Sitting]:
    from tests.factories.members import UserFactory
    from tests.factories.quizzes import QuizFactory

    quiz = QuizFactory(questions=QUESTIONS)
    return [Sitting(port, member, quiz) for member in UserFactory.create_batch(MEMBERS)]


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(Path(sys.argv[1]))
    else:
        main()
