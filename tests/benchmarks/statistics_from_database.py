"""Every figure of a quiz from the rows that members leave, in a database of its own that is thrown away.

Twenty questions of all kinds; 10,000 attempts or as many as BENCH_ATTEMPTS says; SQLite or where DATABASE_URL says.
The time to make the rows is not counted.
"""

from __future__ import annotations

import itertools
import os
import random
import time
import uuid
from typing import Any

import django
from django.test.utils import setup_databases, teardown_databases

ATTEMPTS, QUESTIONS, BATCH, MEMBERS = int(os.environ.get("BENCH_ATTEMPTS", "10000")), 20, 2_000, 500
BUDGET = "10 s for 100,000"


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
    """A quiz that many have taken; members of differing ability."""
    from django.utils import timezone

    from quizzes.models import Answer, Attempt, AttemptItem, QuestionVersion, Quiz
    from tests.factories.members import UserFactory
    from tests.factories.quizzes import SPECS, QuestionVersionFactory, QuizFactory

    quiz: Quiz = QuizFactory(questions=0)
    kinds = itertools.islice(itertools.cycle(SPECS), QUESTIONS)
    versions: list[QuestionVersion] = [QuestionVersionFactory(kind=kind) for kind in kinds]
    for position, version in enumerate(versions, start=1):
        quiz.items.create(question=version.question, position=position)
    pools = [pool(version) for version in versions]
    members, chance, now = UserFactory.create_batch(MEMBERS), random.Random(20), timezone.now()
    for first in range(0, ATTEMPTS, BATCH):
        attempts, items, answers = [], [], []
        for n in range(first, min(first + BATCH, ATTEMPTS)):
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
        Attempt.objects.bulk_create(attempts)
        AttemptItem.objects.bulk_create(items, batch_size=BATCH)
        Answer.objects.bulk_create(answers, batch_size=BATCH)
    return quiz


def main() -> None:
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from django.db import connection

        from quizzes import statistics_data

        quiz = fill()
        start = time.perf_counter()
        taken = statistics_data.taken(quiz)
        read = time.perf_counter()
        taken.report()
        whole = time.perf_counter() - start
        what = f"{taken.responses.attempts:,} attempts x {len(taken.versions)} questions, {connection.vendor}"
        print(f"statistics from the database, {what}: {whole:.2f} s, reading {read - start:.2f} s; budget {BUDGET}")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
