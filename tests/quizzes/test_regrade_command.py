import re

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Attempt, Certificate, Regrade
from tests.factories.quizzes import CertificationFactory

from .regrading import corrected, first_question, quiz_with, taken

pytestmark = pytest.mark.django_db


def run(capsys, quiz, **options):
    call_command("regrade", first_question(quiz).key, **options)
    return capsys.readouterr().out


@pytest.fixture
def quiz():
    made = quiz_with()
    CertificationFactory(rule={"all": [{"quiz": made.key, "percent": 80}]})
    for given in ("a", "a", "b"):
        taken(made, given)
    corrected(made)
    return made


def test_it_lists_what_would_change_and_writes_nothing(capsys, quiz):
    said = run(capsys, quiz)
    assert re.findall(r"\d+ × .*", said) == [
        "2 × CH Play hoặc App Store: 0 → 1",
        "1 × Đường dẫn trong tin nhắn: 1 → 0",
    ]
    assert said.count(" × ") == 2
    assert Certificate.objects.get().holder_name in said
    assert not Regrade.objects.exists()


def test_it_grades_anew_when_told_to(capsys, quiz):
    said = run(capsys, quiz, apply=True, reason="Khóa sai")
    assert Certificate.objects.count() == 3
    assert Attempt.objects.filter(passed=True).count() == 2
    assert Regrade.objects.get().reason == "Khóa sai"
    assert said.count(Certificate.objects.order_by("pk").first().holder_name) == 2  # before, and now that it is done


def test_without_a_reason_it_says_so(capsys, quiz):
    with pytest.raises(CommandError):
        run(capsys, quiz, apply=True)
    assert not Regrade.objects.exists()


def test_it_takes_up_a_regrade_that_was_cut_short(capsys, quiz):
    version = first_question(quiz).versions.first()
    left = Regrade.objects.create(version=version, reason="Cúp điện", begun_at=version.created_at)
    run(capsys, quiz, apply=True, reason="Khóa sai")
    left.refresh_from_db()
    assert (left.done_at is not None, Regrade.objects.count(), left.reason) == (True, 1, "Cúp điện")


def test_a_key_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="khong-co"):
        call_command("regrade", "khong-co")
