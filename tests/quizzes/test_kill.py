"""The server is killed while many members answer: what it has acknowledged is there, once, and graded once."""

from __future__ import annotations

import http.client
import random
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lms.members.models import User
from quizzes import attempts
from quizzes.models import Answer, Attempt, Certificate, CertificateEvent, EarlierAnswer, Quiz
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory
from tests.served import Server

from .phone import Phone, question_path

MEMBERS, QUESTIONS, ROUNDS = 25, 20, 2
SUBMISSIONS = MEMBERS * QUESTIONS * ROUNDS
HAND_INS = MEMBERS * 2
KILLS = 3  # while they answer, and one more while they hand in
PATIENCE = 120  # seconds, on a machine that is busy with other things
CHOICES = ("a", "b", "c")


class Tally:
    """What the server has acknowledged, counted by all threads together."""

    def __init__(self) -> None:
        self.interrupted = 0
        self._acknowledged = 0
        self._changed = threading.Condition()

    def acknowledged(self) -> None:
        with self._changed:
            self._acknowledged += 1
            self._changed.notify_all()

    def lost(self) -> None:
        with self._changed:
            self.interrupted += 1

    def wait_for(self, count: int, errands: list[Future[None]]) -> None:
        """Until so many were acknowledged; raises what broke an errand before."""
        for errand in errands:
            errand.add_done_callback(self._wake)
        with self._changed:
            assert self._changed.wait_for(lambda: self._acknowledged >= count or any(map(broken, errands)), PATIENCE)
        for errand in filter(broken, errands):
            errand.result()

    def _wake(self, _errand: Future[None]) -> None:
        with self._changed:
            self._changed.notify_all()


def broken(errand: Future[None]) -> bool:
    return errand.done() and errand.exception() is not None


class Sitting:
    """One member answers every question and changes every answer once, then hands in twice.

    What was not acknowledged is sent again as it was, as a browser or the queue of a phone does.
    """

    def __init__(self, server: Server, up: threading.Event, tally: Tally, member: User, quiz: Quiz) -> None:
        self._up, self._tally = up, tally
        self.attempt: Attempt = attempts.start(member=member, quiz=quiz, now=timezone.now())
        self.given: dict[uuid.UUID, tuple[int, str]] = {}  # by key: position and choice, as acknowledged
        self.last: dict[int, str] = {}  # by position
        self._phone = Phone(server.port, member)
        self._plan = list(self._planned(random.Random(member.username)))

    def _planned(self, chance: random.Random) -> Iterator[tuple[int, str]]:
        picked = [chance.sample(CHOICES, ROUNDS) for _ in range(QUESTIONS)]
        for round_ in range(ROUNDS):
            for position, choices in enumerate(picked, start=1):
                yield position, choices[round_]

    def all_of_it(self) -> None:
        self._answer()
        self._hand_in()

    def _answer(self) -> None:
        self._until_acknowledged(self._phone.read, question_path(self.attempt, 1))
        for position, choice in self._plan:
            key = uuid.uuid4()
            self._deliver(question_path(self.attempt, position), {"key": str(key), "choices": choice, "go": "next"})
            self.given[key] = position, choice
            self.last[position] = choice

    def _hand_in(self) -> None:
        for _time in range(2):
            self._deliver(reverse("quizzes:submit", args=[self.attempt.pk]), {})

    def _deliver(self, path: str, fields: dict[str, str]) -> None:
        status = self._until_acknowledged(self._phone.post, path, fields)
        assert status == 302, f"{path}: {status}"
        self._tally.acknowledged()

    def _until_acknowledged(self, ask: Any, *what: Any) -> Any:
        while True:
            assert self._up.wait(PATIENCE)
            try:
                return ask(*what)
            except (OSError, http.client.HTTPException):
                self._tally.lost()


@pytest.mark.kill
@pytest.mark.django_db(transaction=True)
def test_a_killed_server_loses_doubles_and_misgrades_nothing_it_acknowledged(tmp_path):
    quiz = QuizFactory(questions=QUESTIONS, pass_percent=35)
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 35}]})
    server, up, tally = Server(tmp_path), threading.Event(), Tally()
    sittings = [Sitting(server, up, tally, member, quiz) for member in UserFactory.create_batch(MEMBERS)]
    chance = random.Random(1000)
    kills = sorted(chance.sample(range(1, SUBMISSIONS), KILLS))
    kills.append(SUBMISSIONS + chance.randrange(1, HAND_INS - MEMBERS))
    killed = lives(server, up, tally, kills, [sitting.all_of_it for sitting in sittings])

    assert killed == kills
    assert tally.interrupted > 0, "no kill hit a request"
    acknowledged = {key: given for sitting in sittings for key, given in sitting.given.items()}
    assert len(acknowledged) == SUBMISSIONS
    assert stored(Answer) | stored(EarlierAnswer) == acknowledged
    assert Answer.objects.count() + EarlierAnswer.objects.count() == SUBMISSIONS
    for sitting in sittings:
        assert_graded(sitting)
    passed = Attempt.objects.filter(passed=True).count()
    assert 0 < passed < MEMBERS
    assert (Certificate.objects.count(), CertificateEvent.objects.count()) == (passed, passed)


def lives(server: Server, up: threading.Event, tally: Tally, kills: list[int], errands: list[Any]) -> list[int]:
    """Runs the errands, each in a thread, and kills the server whenever so many of `kills` were acknowledged."""
    killed = []
    with ThreadPoolExecutor(len(errands)) as pool:
        running = [pool.submit(errand) for errand in errands]
        try:
            start(server, up)
            for count in kills:
                tally.wait_for(count, running)
                up.clear()
                server.kill()
                killed.append(count)
                start(server, up)
            for errand in running:
                errand.result()
        finally:
            up.clear()
            server.kill()
    return killed


def start(server: Server, up: threading.Event) -> None:
    server.start()
    up.set()


def stored(model: Any) -> dict[uuid.UUID, tuple[int, str]]:
    rows = model.objects.values_list("idempotency_key", "item__position", "response")
    return {key: (position, response["choices"][0]) for key, position, response in rows}


def assert_graded(sitting: Sitting) -> None:
    """By what was acknowledged last, whatever came between."""
    attempt = Attempt.objects.get(pk=sitting.attempt.pk)
    standing = Answer.objects.filter(item__attempt=attempt).values_list("item__position", "response")
    assert {position: response["choices"][0] for position, response in standing} == sitting.last
    assert (attempt.state, attempt.mark) == ("closed", list(sitting.last.values()).count("a"))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite for its settings")
@pytest.mark.parametrize(("pragma", "wanted"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_on_sqlite_a_commit_is_on_the_disk_before_it_is_acknowledged(pragma, wanted):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (wanted,)
