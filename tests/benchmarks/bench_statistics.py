"""Every figure of 100,000 attempts at 20 questions: `python -m tests.benchmarks.bench_statistics`.

In memory once with the same questions for all, once with each question drawn from five, the best of three runs each.
Then from a database (statistics_from_database.py): SQLite, and PostgreSQL where DATABASE_URL names one.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from array import array

from quizzes.statistics.report import calculate
from quizzes.statistics.responses import POINTS, Question, Responses, Slot

ATTEMPTS, QUESTIONS, DRAWN_FROM, ROUNDS, BUDGET = 100_000, 20, 5, 3, 3


def sample(drawn_from: int) -> Responses:
    """Members of differing ability; each question gives nothing, a third, two thirds or the whole mark."""
    chance = random.Random(20)
    abilities = [chance.random() for _ in range(ATTEMPTS)]
    slots = []
    for slot in range(QUESTIONS):
        earned = array("q", (round(3 * min(1, max(0, chance.gauss(a, 0.4)))) * POINTS // 3 for a in abilities))
        first = slot * drawn_from
        drawn = array("q", (first + chance.randrange(drawn_from) for _ in abilities))
        slots.append(Slot(earned, drawn if drawn_from > 1 else slot))
    questions = tuple(Question(f"q{n}", 1, 0.25) for n in range(QUESTIONS * drawn_from))
    return Responses(questions, tuple(slots), QUESTIONS)


def main() -> None:
    for name, drawn_from in (("the same for all", 1), (f"each drawn from {DRAWN_FROM}", DRAWN_FROM)):
        responses, times = sample(drawn_from), []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            calculate(responses)
            times.append(time.perf_counter() - start)
        taken = min(times)
        print(f"statistics, {ATTEMPTS:,} attempts x {QUESTIONS} questions, {name}: {taken:.2f} s; budget {BUDGET} s")
    for url in dict.fromkeys(("", os.environ.get("DATABASE_URL", ""))):
        env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
        subprocess.run([sys.executable, "-m", "tests.benchmarks.statistics_from_database"], env=env, check=True)


if __name__ == "__main__":
    main()
