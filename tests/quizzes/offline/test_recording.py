import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from quizzes import attempts, selectors
from quizzes.models import Answer, Attempt, Certificate, QuizItem
from quizzes.offline.recording import NothingToKeep, Sent, record
from quizzes.questions import revise_question
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, SPECS, CertificationFactory, QuestionVersionFactory, QuizFactory
from tests.quizzes.taking import NOON, take

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
RIGHT, WRONG = {"choices": ["a"]}, {"choices": ["b"]}


@pytest.fixture
def member():
    return UserFactory(date_joined=NOON - 90 * DAY)


@pytest.fixture
def quiz():
    return QuizFactory(questions=2, practice=True)


def versions(quiz):
    return [item.question.versions.order_by("-number").first().pk for item in quiz.items.order_by("position")]


def send(member, quiz, *given, key=None, given_at=NOON, now=NOON, **more):
    answers = dict(zip(versions(quiz), given, strict=False)) | more.get("others", {})
    return record(member=member, quiz=quiz, sent=Sent(key or uuid.uuid4(), answers, given_at), now=now)


def test_a_sheet_becomes_a_closed_practice_attempt(member, quiz):
    attempt = Attempt.objects.get(pk=send(member, quiz, RIGHT, WRONG).pk)
    assert (attempt.state, attempt.practice, attempt.channel) == ("closed", True, "online")
    assert (attempt.mark, attempt.max_mark, attempt.passed, attempt.number) == (1, 2, False, 1)
    assert [item.answer.response for item in attempt.items.all()] == [RIGHT, WRONG]
    assert [item.mark for item in attempt.items.all()] == [1, 0]


@pytest.mark.parametrize("kind", sorted(SPECS))
def test_an_answer_of_any_kind_is_graded_by_the_server(member, kind):
    quiz = QuizFactory(questions=1, questions__kind=kind, questions__spec=SPECS[kind], practice=True)
    version = QuizItem.objects.get(quiz=quiz).question.versions.get()
    attempt = send(member, quiz, version.asked.right())
    assert (attempt.mark, attempt.passed) == (1, True)


def test_it_stands_among_the_members_attempts_and_results(member, quiz, client):
    attempt = send(member, quiz, RIGHT, RIGHT)
    client.force_login(member)
    assert f"/lam-bai/bai/{attempt.pk}/ket-qua/" in client.get(f"/lam-bai/{quiz.key}/").content.decode()
    assert client.get(f"/lam-bai/bai/{attempt.pk}/ket-qua/").status_code == 200
    assert selectors.best_results(member)[quiz.key].mark == 2


def test_a_sheet_sent_twice_is_kept_once_whatever_it_says_then(member, quiz):
    key = uuid.uuid4()
    first = send(member, quiz, RIGHT, WRONG, key=key)
    again = send(member, quiz, RIGHT, RIGHT, key=key, now=NOON + DAY)
    assert (first.pk, again.mark, Attempt.objects.count(), Answer.objects.count()) == (again.pk, 1, 1, 2)


def test_one_key_of_two_members_is_two_sheets(member, quiz):
    key = uuid.uuid4()
    assert send(member, quiz, RIGHT, key=key) != send(UserFactory(), quiz, RIGHT, key=key)


def test_the_database_keeps_one_attempt_for_a_key(member, quiz):
    attempt = send(member, quiz, RIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=send(member, quiz, RIGHT).pk).update(sent_key=attempt.sent_key)


@pytest.mark.parametrize(
    "broken", [{"practice": False}, {"state": "open", "closed_at": None, "mark": None, "passed": None}]
)
def test_the_database_lets_no_sheet_be_more_than_practice(member, quiz, broken):
    attempt = send(member, quiz, RIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**broken)


def test_questions_without_an_answer_earn_nothing(member, quiz):
    attempt = send(member, quiz, RIGHT, None)
    assert (attempt.mark, attempt.max_mark, Answer.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize(
    "forged", [{"choices": ["z"]}, {"choices": "a"}, "a", 7, [], {}, {"share": 1}, {"choices": ["a", "b"]}]
)
def test_an_answer_that_does_not_fit_its_question_counts_as_none(member, quiz, forged):
    attempt = send(member, quiz, forged, RIGHT)
    assert (attempt.mark, Answer.objects.count()) == (1, 1)


def test_a_question_of_another_quiz_is_left_out(member, quiz):
    exam = QuizFactory(questions=1)
    attempt = send(member, quiz, RIGHT, others={versions(exam)[0]: RIGHT, 10**15: RIGHT})
    assert list(attempt.items.values_list("version", flat=True)) == versions(quiz)[:1]


def test_a_question_that_left_the_quiz_is_left_out(member, quiz):
    gone, left = versions(quiz)
    quiz.items.filter(question__versions=gone).delete()
    attempt = send(member, quiz, others={gone: RIGHT, left: RIGHT})
    assert (attempt.mark, attempt.max_mark) == (1, 1)


def test_a_question_that_an_exam_asks_by_now_is_left_out(member, quiz):
    QuizItem.objects.create(quiz=QuizFactory(questions=0), question=quiz.items.first().question, position=1)
    assert send(member, quiz, RIGHT, RIGHT).max_mark == 1


def test_a_sheet_of_which_nothing_is_for_practice_any_more_is_refused_for_good(member, quiz):
    kept = versions(quiz)
    quiz.items.all().delete()
    with pytest.raises(NothingToKeep):
        send(member, quiz, others=dict.fromkeys(kept, RIGHT))
    assert not Attempt.objects.exists()


def test_an_answer_to_an_older_wording_is_graded_by_the_key_it_was_asked_with(member, quiz):
    older = versions(quiz)[0]
    turned = [choice | {"correct": choice["key"] == "b"} for choice in CHOICES]
    revise_question(question=quiz.items.first().question, text="Hỏi khác", kind="single", spec={"choices": turned})
    attempt = send(member, quiz, others={older: RIGHT})
    assert (attempt.items.get().version_id, attempt.mark) == (older, 1)


def test_of_two_wordings_of_one_question_the_newer_one_is_kept(member, quiz):
    older = versions(quiz)[0]
    newer = revise_question(question=quiz.items.first().question, text="Mới", kind="single", spec={"choices": CHOICES})
    attempt = send(member, quiz, others={older: RIGHT, newer.pk: WRONG})
    assert attempt.items.get().version == newer


def test_nothing_is_earned_by_a_sheet_even_where_the_quiz_counts_later(member, quiz):
    send(member, quiz, RIGHT, RIGHT)
    quiz.practice = False
    quiz.save()
    CertificationFactory(rule={"quiz": quiz.key, "percent": 50})
    other = QuizFactory(questions=1)
    CertificationFactory(rule={"any": [{"quiz": quiz.key, "percent": 50}, {"quiz": other.key, "percent": 101 - 1}]})
    take(member, other, wrong=1)
    assert not Certificate.objects.exists()


def test_a_sheet_stands_beside_an_attempt_that_is_open(member, quiz):
    begun = attempts.start(member=member, quiz=quiz, now=NOON)
    assert send(member, quiz, RIGHT).number == 2
    assert attempts.start(member=member, quiz=quiz, now=NOON) == begun
    assert attempts.close(attempt=begun, now=NOON).number == 1


@pytest.mark.parametrize(
    ("given_at", "begun"),
    [(NOON - DAY, NOON - DAY), (NOON + DAY, NOON), (NOON - 4000 * DAY, NOON - 90 * DAY)],
)
def test_a_clock_that_is_wrong_moves_no_attempt_out_of_the_members_time(member, quiz, given_at, begun):
    attempt = send(member, quiz, RIGHT, given_at=given_at)
    assert (attempt.started_at, attempt.closed_at) == (begun, NOON)
    assert Answer.objects.get().answered_at == begun


def test_a_member_who_joins_tomorrow_by_the_clock_of_the_server_is_kept_too(quiz):
    attempt = send(UserFactory(date_joined=NOON + DAY), quiz, RIGHT)
    assert attempt.started_at == attempt.closed_at == NOON


def test_a_sheet_with_many_questions_ends_somewhere(member):
    quiz = QuizFactory(questions=0, practice=True)
    for position in range(1, 206):
        QuizItem.objects.create(quiz=quiz, question=QuestionVersionFactory().question, position=position)
    assert send(member, quiz, *[RIGHT] * 205).max_mark == 200


def test_queries_do_not_grow_with_the_questions(member, django_assert_max_num_queries):
    quiz = QuizFactory(questions=10, practice=True)
    sent = Sent(uuid.uuid4(), dict.fromkeys(versions(quiz), RIGHT), NOON)
    with django_assert_max_num_queries(18):
        record(member=member, quiz=quiz, sent=sent, now=NOON)
