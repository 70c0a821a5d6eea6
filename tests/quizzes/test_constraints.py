"""Each promise of the tables of questions, quizzes and attempts, broken once."""

import datetime as dt
import uuid

import pytest
from django.db.models import ProtectedError

from quizzes.models import (
    Answer,
    AttemptItem,
    EarlierAnswer,
    Quiz,
    QuizDraw,
    QuizItem,
)
from tests.factories.quizzes import (
    CategoryFactory,
    QuestionFactory,
    QuestionVersionFactory,
    QuizFactory,
)

from .promises import CLOSED, attempt, item, refused
from .taking import NOON

pytestmark = pytest.mark.django_db


def test_a_question_key_is_unique():
    refused("quizzes_question_key", QuestionFactory, key=QuestionFactory().key)


def test_a_version_number_is_used_once_a_question():
    refused("quizzes_questionversion_number", QuestionVersionFactory, question=QuestionVersionFactory().question)


def test_versions_count_from_one():
    refused("quizzes_questionversion_from_one", QuestionVersionFactory, number=0)


def test_a_version_has_a_known_kind():
    refused("quizzes_questionversion_kind", QuestionVersionFactory, kind="essay")


def test_a_version_that_was_asked_cannot_be_deleted():
    version = QuestionVersionFactory()
    AttemptItem.objects.create(attempt=attempt(), position=1, version=version, choice_order=[])
    with pytest.raises(ProtectedError):
        version.delete()


def test_a_quiz_key_is_unique():
    refused("quizzes_quiz_key", Quiz.objects.create, key=QuizFactory().key, title="Mẫu")


@pytest.mark.parametrize("percent", [0, 101])
def test_a_pass_mark_is_from_1_to_100(percent):
    refused("quizzes_quiz_pass_percent", QuizFactory, pass_percent=percent)


def test_what_counts_is_one_of_three():
    refused("quizzes_quiz_counts", QuizFactory, counts="mean")


def test_a_limit_allows_at_least_one_attempt():
    refused("quizzes_quiz_attempt_limit", QuizFactory, attempt_limit=0)


def test_what_was_right_is_told_in_one_of_two_ways():
    refused("quizzes_quiz_feedback", QuizFactory, feedback="never")


def test_a_time_limit_is_at_least_a_minute():
    refused("quizzes_quiz_time_limit", QuizFactory, time_limit_minutes=0)


def test_a_category_has_a_key_and_a_title_of_its_own():
    category = CategoryFactory()
    refused("quizzes_category_key", CategoryFactory, key=category.key)
    refused("quizzes_category_title", CategoryFactory, title=category.title)


def test_a_category_with_questions_or_drawn_from_cannot_be_deleted():
    full, drawn = CategoryFactory(questions=1), CategoryFactory()
    QuizFactory(draws=[(drawn, 1)])
    for category in (full, drawn):
        with pytest.raises(ProtectedError):
            category.delete()


def draw(**fields):
    return QuizDraw.objects.create(**{"category": CategoryFactory(), "count": 1, "position": 1} | fields)


def test_a_quiz_draws_once_from_a_category():
    first = draw(quiz=QuizFactory())
    refused("quizzes_quizdraw_once", draw, quiz=first.quiz, category=first.category, position=2)


def test_a_position_is_used_once_by_draws():
    refused("quizzes_quizdraw_position", draw, quiz=draw(quiz=QuizFactory()).quiz)


def test_a_draw_draws_something():
    refused("quizzes_quizdraw_count", draw, quiz=QuizFactory(), count=0)


def test_a_question_stands_once_in_a_quiz():
    item = QuizFactory(questions=1).items.get()
    refused("quizzes_quizitem_once", QuizItem.objects.create, quiz=item.quiz, question=item.question, position=9)


def test_a_position_is_used_once_in_a_quiz():
    item = QuizFactory(questions=1).items.get()
    refused(
        "quizzes_quizitem_position",
        QuizItem.objects.create,
        quiz=item.quiz,
        question=QuestionFactory(),
        position=item.position,
    )


def test_an_attempt_number_is_used_once():
    first = attempt(**CLOSED)
    refused("quizzes_attempt_number", attempt, quiz=first.quiz, member=first.member, **CLOSED)


def test_a_member_has_one_open_attempt_at_a_quiz():
    first = attempt()
    refused("quizzes_attempt_one_open", attempt, quiz=first.quiz, member=first.member, number=2)


@pytest.mark.parametrize(
    "fields",
    [{"state": "closed"}, {"mark": 1}, {"passed": True}, CLOSED | {"mark": None}, CLOSED | {"state": "paused"}],
)
def test_an_attempt_is_graded_exactly_when_it_is_closed(fields):
    refused("quizzes_attempt_closed_is_graded", attempt, **fields)


@pytest.mark.parametrize("mark", [-1, 3])
def test_a_mark_is_from_0_to_the_highest(mark):
    refused("quizzes_attempt_mark_range", attempt, **CLOSED | {"mark": mark})


def test_an_attempt_does_not_close_before_it_starts():
    refused("quizzes_attempt_times", attempt, **CLOSED | {"closed_at": NOON - dt.timedelta(seconds=1)})


MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "fields",
    [
        {"due_at": NOON},
        {"accepted_until": NOON},
        {"due_at": NOON - MINUTE, "accepted_until": NOON},
        {"due_at": NOON + MINUTE, "accepted_until": NOON},
    ],
)
def test_an_attempt_is_due_after_its_start_and_accepted_at_least_until_then(fields):
    refused("quizzes_attempt_due", attempt, **fields)


def test_a_position_is_used_once_in_an_attempt():
    refused("quizzes_attemptitem_position", item, attempt=item().attempt)


def test_a_version_is_asked_once_in_an_attempt():
    first = item()
    refused("quizzes_attemptitem_version", item, attempt=first.attempt, version=first.version, position=2)


@pytest.mark.parametrize("mark", [-1, 2])
def test_an_item_mark_is_from_0_to_its_highest(mark):
    refused("quizzes_attemptitem_mark_range", item, mark=mark)


def saved(**fields):
    return Answer.objects.create(response={"choices": ["a"]}, answered_at=NOON, **fields)


def test_one_answer_stands_for_an_item():
    first = item()
    saved(item=first, idempotency_key=uuid.uuid4())
    refused("quizzes_answer_item_id", saved, item=first, idempotency_key=uuid.uuid4())


def test_an_idempotency_key_is_used_once():
    key = uuid.uuid4()
    saved(item=item(), idempotency_key=key)
    refused("quizzes_answer_idempotency_key", saved, item=item(), idempotency_key=key)


def test_an_idempotency_key_is_used_once_in_the_history():
    key = uuid.uuid4()
    given = {"response": {"choices": ["a"]}, "answered_at": NOON, "saved_at": NOON, "idempotency_key": key}
    EarlierAnswer.objects.create(item=item(), **given)
    refused("quizzes_earlieranswer_idempotency_key", EarlierAnswer.objects.create, item=item(), **given)
