"""How often a quiz may be taken, when again, and which attempt counts."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quizzes import attempts
from quizzes.certification.evidence import Taken, best_of
from quizzes.errors import NoAttemptLeft, TooSoon
from quizzes.models import Attempt, Certificate
from quizzes.selectors import best_results
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .taking import NOON, answered, take

HOUR = dt.timedelta(hours=1)


def certified(*quizzes):
    return CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80} for quiz in quizzes]})


# --- how often and when ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_limit_one_begins_as_often_as_one_likes():
    member, quiz = UserFactory(), QuizFactory()
    assert [take(member, quiz, now=NOON + n * HOUR).number for n in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_no_attempt_begins_beyond_the_limit():
    member, quiz = UserFactory(), QuizFactory(attempt_limit=2)
    for n in range(2):
        take(member, quiz, now=NOON + n * HOUR)
    with pytest.raises(NoAttemptLeft) as refusal:
        attempts.start(member=member, quiz=quiz, now=NOON + 3 * HOUR)
    assert refusal.value.values == {"limit": 2}
    assert Attempt.objects.count() == 2


@pytest.mark.django_db
def test_the_limit_is_each_members_own():
    quiz = QuizFactory(attempt_limit=1)
    take(UserFactory(), quiz)
    assert take(UserFactory(), quiz).number == 1


@pytest.mark.django_db
def test_an_open_attempt_is_gone_on_with_whatever_the_limit():
    member, quiz = UserFactory(), QuizFactory(attempt_limit=1)
    begun = answered(member, quiz)
    assert attempts.start(member=member, quiz=quiz, now=NOON) == begun


@pytest.mark.django_db
def test_the_next_attempt_waits_as_long_as_the_trainer_says():
    member, quiz = UserFactory(), QuizFactory(wait_minutes=60)
    take(member, quiz)
    with pytest.raises(TooSoon) as refusal:
        attempts.start(member=member, quiz=quiz, now=NOON + HOUR - dt.timedelta(seconds=1))
    assert refusal.value.values == {"time": "13:00", "day": "16/11/2026"}
    assert attempts.start(member=member, quiz=quiz, now=NOON + HOUR).number == 2


@pytest.mark.django_db
def test_a_quiz_without_these_rules_asks_nothing_more_of_the_database(django_assert_num_queries):
    member, quiz = UserFactory(), QuizFactory()
    with django_assert_num_queries(0):
        attempts.prospect_of(member, quiz)


@pytest.mark.django_db
def test_the_start_page_says_how_many_attempts_are_left_and_then_offers_none(client):
    member, quiz = UserFactory(), QuizFactory(attempt_limit=1)
    client.force_login(member)
    address = reverse("quizzes:start", args=[quiz.key])
    english = {"Cookie": f"ngon_ngu=en; sessionid={client.cookies['sessionid'].value}"}
    assert "You may take it 1 times; 1 is left." in client.get(address, headers=english).content.decode()
    take(member, quiz)
    page = client.get(address, headers=english).content.decode()
    assert "You have used all attempts." in page
    assert '<form method="post" class="block">' not in page
    assert client.post(address).status_code == 409


# --- what counts -------------------------------------------------------------------------------------


def taken(quiz: str, mark: int, counts: str, n: int) -> Taken:
    return Taken(n, quiz, quiz, mark, 10, NOON + n * HOUR, mark >= 8, counts)


@pytest.mark.parametrize(("counts", "wanted"), [("best", 1), ("last", 2), ("first", 0)])
def test_the_attempt_that_counts_is_the_one_the_trainer_chose(counts, wanted):
    marks = (3, 9, 5)
    assert best_of(taken("a", mark, counts, n) for n, mark in enumerate(marks))["a"].attempt_id == wanted


@given(st.lists(st.integers(0, 10), min_size=1), st.sampled_from(["best", "last", "first"]))
def test_what_counts_is_the_highest_the_newest_or_the_oldest(marks, counts):
    found = best_of(taken("a", mark, counts, n) for n, mark in enumerate(marks))["a"]
    wanted = {"best": marks.index(max(marks)), "last": len(marks) - 1, "first": 0}[counts]
    assert found.attempt_id == wanted


@pytest.mark.django_db
def test_a_worse_last_attempt_before_the_award_keeps_the_certificate_away():
    member, (one, two) = UserFactory(), (QuizFactory(counts="last"), QuizFactory())
    certified(one, two)
    take(member, one)
    take(member, one, wrong=2, now=NOON + HOUR)
    take(member, two, now=NOON + 2 * HOUR)
    assert not Certificate.objects.exists()


@pytest.mark.django_db
def test_practice_never_earns_a_certificate_and_is_still_listed():
    member, quiz = UserFactory(), QuizFactory(practice=True)
    certified(quiz)
    take(member, quiz)
    assert not Certificate.objects.exists()
    assert set(best_results(member)) == {quiz.key}


@pytest.mark.django_db
def test_what_was_practice_stays_practice_when_the_quiz_begins_to_count():
    member, quiz, other = UserFactory(), QuizFactory(practice=True), QuizFactory()
    certified(quiz, other)
    take(member, quiz)
    quiz.practice = False
    quiz.save()
    take(member, other, now=NOON + HOUR)
    assert not Certificate.objects.exists()
