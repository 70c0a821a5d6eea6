import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db.models import QuerySet

from lms.members.models import User
from quizzes import attempts
from quizzes.errors import AttemptClosed, BadResponse, EmptyQuiz, NotInAttempt
from quizzes.models import Answer, Attempt, QuestionVersion
from quizzes.questions import revise_question
from quizzes.signals import attempt_closed
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, MULTIPLE_CHOICES, QuizFactory

from .taking import NOON, answer, answered, take

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=1)


def started(questions=2, **fields):
    return attempts.start(member=UserFactory(), quiz=QuizFactory(questions=questions, **fields), now=NOON)


def test_starting_twice_gives_the_open_attempt():
    member, quiz = UserFactory(), QuizFactory()
    first = attempts.start(member=member, quiz=quiz, now=NOON)
    assert attempts.start(member=member, quiz=quiz, now=LATER) == first
    assert first.items.count() == 2


def test_a_start_that_lost_the_race_gives_the_winner(monkeypatch):
    member, quiz = UserFactory(), QuizFactory()
    winner = attempts.start(member=member, quiz=quiz, now=NOON)
    first, looks = QuerySet.first, []

    def late(queryset):
        """The first look finds nothing, as if the other tab's row had come just after it."""
        looks.append(queryset.model)
        return None if len(looks) == 1 else first(queryset)

    monkeypatch.setattr(QuerySet, "first", late)
    assert attempts.start(member=member, quiz=quiz, now=NOON) == winner
    assert looks == [Attempt, User, Attempt]
    assert Attempt.objects.count() == 1


def test_the_next_attempt_after_closing_has_the_next_number():
    member, quiz = UserFactory(), QuizFactory()
    take(member, quiz)
    assert attempts.start(member=member, quiz=quiz, now=LATER).number == 2


def test_a_quiz_without_questions_does_not_start():
    with pytest.raises(EmptyQuiz):
        started(questions=0)
    assert not Attempt.objects.exists()


def test_a_shuffled_attempt_asks_every_question_once_with_all_choices():
    attempt = started(questions=10)
    items = list(attempt.items.all())
    assert {item.version_id for item in items} == set(QuestionVersion.objects.values_list("pk", flat=True))
    assert [item.position for item in items] == list(range(1, 11))
    assert all(sorted(item.choice_order) == ["a", "b", "c"] for item in items)


def test_an_attempt_that_is_not_shuffled_keeps_the_order_of_the_quiz():
    attempt = started(questions=5, shuffle=False)
    asked = [item.version.question_id for item in attempt.items.all()]
    assert asked == list(attempt.quiz.items.values_list("question_id", flat=True))
    assert {tuple(item.choice_order) for item in attempt.items.all()} == {("a", "b", "c")}


def test_an_attempt_asks_the_newest_version_and_keeps_it():
    quiz = QuizFactory(questions=1)
    question = quiz.items.get().question
    second = revise_question(question=question, text="Câu hai", kind="single", spec={"choices": CHOICES})
    attempt = attempts.start(member=UserFactory(), quiz=quiz, now=NOON)
    revise_question(question=question, text="Câu ba", kind="single", spec={"choices": CHOICES})
    assert attempt.items.get().version == second


def test_a_changed_answer_replaces_the_one_before():
    attempt = started()
    answer(attempt, 1, "b")
    answer(attempt, 1, "a", now=LATER)
    assert Answer.objects.get().response == {"choices": ["a"]}


def test_the_same_answer_sent_twice_changes_nothing():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "a", key=key)
    assert answer(attempt, 1, "a", key=key, now=LATER).answered_at == NOON


def test_another_answer_on_a_page_kept_by_the_browser_is_saved():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "a", key=key)
    answer(attempt, 1, "b", key=key)
    assert Answer.objects.get().response == {"choices": ["b"]}


def test_a_key_of_another_question_is_refused():
    attempt, key = started(), uuid.uuid4()
    answer(attempt, 1, "a", key=key)
    with pytest.raises(BadResponse):
        answer(attempt, 2, "a", key=key)


def test_an_answer_after_closing_is_refused_and_the_result_stands():
    attempt = started()
    answer(attempt, 1, "a")
    attempts.close(attempt=attempt, now=NOON)
    with pytest.raises(AttemptClosed):
        answer(attempt, 1, "b")
    assert Answer.objects.get().response == {"choices": ["a"]}


def test_a_position_outside_the_attempt_is_refused():
    with pytest.raises(NotInAttempt):
        answer(started(), 3, "a")


@pytest.mark.parametrize(
    "response",
    [{"choices": ["z"]}, {"choices": "a"}, {"choices": [1]}, {"choices": []}, {"choices": ["a", "b"]}, {}, ["a"], None],
)
def test_a_response_that_is_none_is_refused(response):
    with pytest.raises(BadResponse):
        attempts.save_answer(attempt=started(), position=1, response=response, idempotency_key=uuid.uuid4(), now=NOON)
    assert not Answer.objects.exists()


def test_a_multiple_choice_takes_several_once_each():
    attempt = started(questions=1, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    assert answer(attempt, 1, "b", "a", "a").response == {"choices": ["a", "b"]}


def test_closing_grades_every_item_and_decides():
    attempt = take(UserFactory(), QuizFactory(questions=10), wrong=2)
    assert (attempt.mark, attempt.passed, attempt.closed_at) == (Decimal(8), True, NOON)
    assert sorted(attempt.items.values_list("mark", flat=True)) == [0] * 2 + [1] * 8


def test_an_unanswered_question_earns_nothing():
    attempt = attempts.close(attempt=started(), now=NOON)
    assert (attempt.mark, attempt.passed) == (0, False)


def test_the_pass_mark_is_the_one_of_the_start():
    quiz = QuizFactory(questions=2)
    attempt = answered(UserFactory(), quiz, wrong=1)
    quiz.pass_percent = 50
    quiz.save()
    assert attempts.close(attempt=attempt, now=NOON).passed is False


def test_half_a_multiple_choice_earns_half_a_mark():
    attempt = started(questions=1, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    answer(attempt, 1, "a")
    assert attempts.close(attempt=attempt, now=NOON).mark == Decimal("0.5")


def test_a_second_close_gives_the_stored_result_and_no_second_signal():
    heard = []

    def listen(attempt, **_kwargs):
        heard.append(attempt.pk)

    attempt_closed.connect(listen)
    attempt = answered(UserFactory(), QuizFactory())
    first = attempts.close(attempt=attempt, now=NOON)
    again = attempts.close(attempt=attempt, now=LATER)
    assert again.closed_at == first.closed_at
    assert heard == [attempt.pk]


def test_a_receiver_that_fails_leaves_the_attempt_open():
    def fail(**_kwargs):
        raise RuntimeError("no")

    attempt_closed.connect(fail)
    attempt = answered(UserFactory(), QuizFactory())
    try:
        with pytest.raises(RuntimeError):
            attempts.close(attempt=attempt, now=NOON)
    finally:
        attempt_closed.disconnect(fail)
    attempt.refresh_from_db()
    assert attempt.is_open


def test_a_clock_set_back_closes_at_the_start():
    attempt = answered(UserFactory(), QuizFactory())
    assert attempts.close(attempt=attempt, now=NOON - dt.timedelta(days=1)).closed_at == NOON


def test_closing_ten_questions_takes_as_many_queries_as_two(django_assert_max_num_queries):
    attempt = answered(UserFactory(), QuizFactory(questions=10))
    with django_assert_max_num_queries(9):
        attempts.close(attempt=attempt, now=NOON)
