"""Every figure of a quiz from the rows that members leave, in a database of its own that is thrown away.

Twenty questions of all kinds; 100,000 attempts or as many as BENCH_ATTEMPTS says; SQLite or where DATABASE_URL says.
Some attempts are made one by one, the rest are copies of them by SQL. The time to make the rows is not counted.
"""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import django
from django.test.utils import setup_databases, teardown_databases

ATTEMPTS, QUESTIONS, MADE, MEMBERS, ROUNDS = int(os.environ.get("BENCH_ATTEMPTS", "100000")), 20, 5_000, 500, 3
BUDGET = "10 s for 100,000"
MODULE = "tests.benchmarks.statistics_from_database"
NEW_KEY = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def pool(version: Any) -> list[tuple[dict[str, Any], Any]]:
    """What members may answer, in its stored form, with its mark; the right answer first."""
    from quizzes import grading

    asked = version.asked
    keys, right = [option.key for option in asked.kind.options(asked.spec)], asked.right()
    match next(iter(right)):
        case "choices" if version.kind == "multiple":
            found = [{"choices": list(some)} for n in (1, 2, 3) for some in itertools.combinations(keys, n)]
        case "choices":
            found = [{"choices": [key]} for key in keys]
        case "answer":
            found = [{"answer": True}, {"answer": False}]
        case "pairs":
            orders = itertools.permutations(keys, len(right["pairs"]))
            found = [{"pairs": dict(zip(right["pairs"], order, strict=True))} for order in orders]
        case "order":
            found = [{"order": list(order)} for order in itertools.permutations(keys)]
        case "text":
            found = [{"text": text} for text in ("ma otp", "mã số", *(f"từ số {n}" for n in range(500)))]
        case "number":
            found = [{"number": str(n)} for n in (5_000, 50_000, *range(1, 200))]
        case _:
            found = [{"target": key} for key in keys]
    responses = [asked.checked(response) for response in (right, *found)]
    return [(response, grading.to_mark(asked.share(response))) for response in responses]


def fill() -> Any:
    """A quiz that many have taken."""
    from tests.factories.quizzes import SPECS, QuestionVersionFactory, QuizFactory

    quiz = QuizFactory(questions=0)
    kinds = itertools.islice(itertools.cycle(SPECS), QUESTIONS)
    versions = [QuestionVersionFactory(kind=kind) for kind in kinds]
    for position, version in enumerate(versions, start=1):
        quiz.items.create(question=version.question, position=position)
    made = min(ATTEMPTS, MADE)
    take(quiz, versions, made)
    for copy in range(1, ATTEMPTS // made):
        copy_all(copy, made)
    return quiz


def take(quiz: Any, versions: list[Any], count: int) -> None:
    """Closed attempts of members of differing ability."""
    from django.utils import timezone

    from quizzes.models import Answer, Attempt, AttemptItem
    from tests.factories.members import UserFactory

    pools = [pool(version) for version in versions]
    members, chance, now = UserFactory.create_batch(MEMBERS), random.Random(20), timezone.now()
    attempts, items, answers = [], [], []
    for n in range(count):
        ability = chance.random()
        picked = [choices[0] if chance.random() < ability else chance.choice(choices) for choices in pools]
        attempt = Attempt(
            quiz=quiz,
            member=members[n % MEMBERS],
            number=n // MEMBERS + 1,
            state="closed",
            started_at=now,
            closed_at=now,
            pass_percent=80,
            mark=sum(mark for _response, mark in picked),
            max_mark=QUESTIONS,
            passed=False,
        )
        attempts.append(attempt)
        for position, (version, (response, mark)) in enumerate(zip(versions, picked, strict=True), start=1):
            item = AttemptItem(attempt=attempt, position=position, version=version, choice_order=[], mark=mark)
            items.append(item)
            answers.append(Answer(item=item, response=response, answered_at=now, idempotency_key=uuid.uuid4()))
    for model, rows in ((Attempt, attempts), (AttemptItem, items), (Answer, answers)):
        model.objects.bulk_create(rows, batch_size=2_000)  # type: ignore[attr-defined]


def copy_all(copy: int, made: int) -> None:
    """The rows that were made, once more: as later attempts of the same members, each row far from its model."""
    from django.db import connection

    from quizzes.models import Answer, Attempt, AttemptItem

    rows = made * QUESTIONS
    new_key = NEW_KEY[connection.vendor]
    copy_rows(Attempt, copy * made, made, number=f"number + {copy * (made // MEMBERS + 1)}")
    copy_rows(AttemptItem, copy * rows, rows, attempt_id=f"attempt_id + {copy * made}")
    copy_rows(Answer, copy * rows, rows, item_id=f"item_id + {copy * rows}", idempotency_key=new_key)


def copy_rows(model: Any, shift: int, count: int, **changed: str) -> None:
    """The first `count` rows again, with `changed` columns and ids `shift` higher."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields]
    values = {column: f'"{column}"' for column in columns} | {"id": f"id + {shift}"} | changed
    names = ", ".join(f'"{column}"' for column in columns)
    first = f"SELECT MIN(id) FROM {model._meta.db_table}"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(values[name] for name in columns)}"  # noqa: S608
            f" FROM {model._meta.db_table} WHERE id < ({first}) + {count}"
        )


def read(quiz_pk: int) -> None:
    """The timed part, in a process that has not made the rows."""
    from django.db import connection

    from quizzes import statistics_data
    from quizzes.models import Quiz

    quiz, runs = Quiz.objects.get(pk=quiz_pk), []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        taken = statistics_data.taken(quiz)
        reading = time.perf_counter() - start
        taken.report()
        runs.append((time.perf_counter() - start, reading))
    whole, reading = min(runs)
    what = f"{taken.responses.attempts:,} attempts x {len(taken.versions)} questions, {connection.vendor}"
    said = f"statistics from the database, {what}: {whole:.2f} s, reading {reading:.2f} s; budget {BUDGET}"
    print(f"{said}; peak memory {own_peak():.0f} MB")


def own_peak() -> float:
    """Megabytes. The resource module would count those of the process that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    from django.db import connection

    from tests.served import database_url

    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/db.sqlite3"
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            quiz = fill()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
            env = {**os.environ, "DATABASE_URL": database_url()}
            subprocess.run([sys.executable, "-m", MODULE, str(quiz.pk)], env=env, check=True)
        finally:
            teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:]:
        read(int(sys.argv[1]))
    else:
        main()
