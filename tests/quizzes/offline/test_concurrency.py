"""One sheet from two phones at the same moment. On PostgreSQL only, as tests/quizzes/test_concurrency.py says."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection

from quizzes.models import Answer, Attempt
from quizzes.offline.recording import Sent, record
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory
from tests.quizzes.taking import NOON
from tests.quizzes.test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]


def calls(quiz, member, *keys):
    answers = {item.question.versions.get().pk: {"choices": ["a"]} for item in quiz.items.all()}
    return [lambda key=key: record(member=member, quiz=quiz, sent=Sent(key, answers, NOON), now=NOON) for key in keys]


@pytest.mark.parametrize("round_", range(5))
def test_the_same_sheet_sent_from_two_phones_at_once_is_kept_once(round_):
    quiz, member, key = QuizFactory(practice=True), UserFactory(), uuid.uuid4()
    results = at_once(*calls(quiz, member, key, key, key))
    assert len({one.pk for one in results}) == Attempt.objects.count() == 1
    assert Answer.objects.count() == 2


def test_two_sheets_of_one_member_sent_at_once_are_both_kept():
    quiz, member = QuizFactory(practice=True), UserFactory()
    results = at_once(*calls(quiz, member, *(uuid.uuid4() for _ in range(4))))
    assert sorted(one.number for one in results) == [1, 2, 3, 4]
