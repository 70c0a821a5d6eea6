"""The process that grades anew is killed in the middle: what it wrote is whole, and the next run completes it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid

import pytest
from django.conf import settings
from django.db.models import F

from quizzes.models import Answer, Attempt, AttemptItem, Regrade, RegradedItem
from tests.factories.members import UserFactory
from tests.served import database_url

from .regrading import corrected, first_question, quiz_with
from .taking import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.kill]
MEMBERS, EACH = 100, 40
ANSWERS = MEMBERS * EACH
PATIENCE = 120  # seconds, on a machine that is busy with other things


def fill(quiz):
    """Everybody chose what turns out to be right."""
    version = first_question(quiz).versions.get()
    result = {"mark": 0, "max_mark": 1, "passed": False, "pass_percent": 80}
    attempts = Attempt.objects.bulk_create(
        Attempt(quiz=quiz, member=member, number=n, state="closed", started_at=NOON, closed_at=NOON, **result)
        for member in UserFactory.create_batch(MEMBERS)
        for n in range(1, EACH + 1)
    )
    items = AttemptItem.objects.bulk_create(
        AttemptItem(attempt=one, position=1, version=version, choice_order=[], mark=0) for one in attempts
    )
    Answer.objects.bulk_create(
        Answer(item=one, response={"choices": ["a"]}, answered_at=NOON, idempotency_key=uuid.uuid4()) for one in items
    )


def grade_anew(quiz):
    return subprocess.Popen(
        [sys.executable, "manage.py", "regrade", first_question(quiz).key, "--apply", "--reason", "Khóa sai"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdout=subprocess.DEVNULL,
    )


def wait_for(count, process):
    end = time.monotonic() + PATIENCE
    while RegradedItem.objects.count() < count:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_regrade_killed_twice_is_completed_and_grades_nothing_twice():
    quiz = quiz_with()
    fill(quiz)
    version = corrected(quiz)
    for part in (0.2, 0.5):
        process = grade_anew(quiz)
        try:
            wait_for(ANSWERS * part, process)
        finally:
            process.kill()
            process.wait(PATIENCE)
        written = RegradedItem.objects.count()
        assert written < ANSWERS
        assert Regrade.objects.get().done_at is None
        whole = AttemptItem.objects.filter(mark=1, graded_by=version, attempt__mark=1, attempt__passed=True)
        assert whole.filter(regrades__mark_after=F("mark")).count() == written
        assert AttemptItem.objects.exclude(graded_by=None).count() == written
    assert grade_anew(quiz).wait(PATIENCE) == 0
    assert RegradedItem.objects.count() == Attempt.objects.filter(mark=1, passed=True).count() == ANSWERS
    assert Regrade.objects.get().done_at is not None
