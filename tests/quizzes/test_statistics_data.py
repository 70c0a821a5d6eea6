import uuid
from array import array

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes import attempts
from quizzes.models import QuizItem
from quizzes.questions import revise_question
from quizzes.statistics.responses import NOT_ASKED, POINTS
from quizzes.statistics_data import taken
from tests.factories.members import UserFactory
from tests.factories.quizzes import SPECS, QuestionVersionFactory, QuizFactory

from .taking import NOON, answered, take

pytestmark = pytest.mark.django_db


def quiz_of(*versions):
    quiz = QuizFactory(questions=0, shuffle=False)
    for position, version in enumerate(versions, start=1):
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    return quiz


def give(quiz, *responses):
    """A closed attempt with these responses, None for a question left out."""
    attempt = attempts.start(member=UserFactory(), quiz=quiz, now=NOON)
    for position, response in enumerate(responses, start=1):
        if response is not None:
            attempts.save_answer(
                attempt=attempt, position=position, response=response, idempotency_key=uuid.uuid4(), now=NOON
            )
    return attempts.close(attempt=attempt, now=NOON)


def answers_of(question):
    return {str(key): count for key, count in question.answers.items()}


def test_marks_become_whole_points_row_by_row():
    quiz = quiz_of(QuestionVersionFactory(kind="matching"), QuestionVersionFactory(kind="true_false"))
    pairs = quiz.items.first().question.versions.get().asked.right()["pairs"]
    one_right = {"pairs": {"a": pairs["a"], "b": pairs["a"], "c": pairs["a"]}}
    closed = [give(quiz, one_right, {"answer": False}), give(quiz, {"pairs": pairs}, None)]
    responses = taken(quiz).responses
    assert [slot.points for slot in responses.slots] == [array("q", [3333, POINTS]), array("q", [POINTS, 0])]
    totals = [sum(points) for points in zip(*(slot.points for slot in responses.slots), strict=True)]
    assert totals == [attempt.mark * POINTS for attempt in closed]
    assert responses.maximum == 2


def test_the_order_in_which_a_member_met_the_questions_does_not_matter():
    quiz = QuizFactory(questions=5, shuffle=True)
    for wrong in range(4):
        take(UserFactory(), quiz, wrong=wrong)
    found = taken(quiz)
    assert [version.question_id for version in found.versions] == list(quiz.items.values_list("question_id", flat=True))
    assert [slot.asked for slot in found.responses.slots] == list(range(5))


def test_open_attempts_and_other_quizzes_are_left_out():
    quiz, other = QuizFactory(), QuizFactory()
    take(UserFactory(), quiz)
    take(UserFactory(), other)
    answered(UserFactory(), quiz)
    assert taken(quiz).responses.attempts == 1


def test_first_attempts_can_be_taken_alone():
    quiz, member = QuizFactory(), UserFactory()
    take(member, quiz, wrong=2)
    take(member, quiz)
    assert [sum(slot.points) for slot in taken(quiz, first_only=True).responses.slots] == [0, 0]
    assert taken(quiz).responses.attempts == 2


def test_each_version_is_a_question_of_its_own_in_the_slot_they_share():
    quiz = QuizFactory(questions=1)
    version = quiz.items.get().question.versions.get()
    take(UserFactory(), quiz)
    revise_question(question=version.question, text="Đã sửa?", kind="single", spec=version.spec)
    take(UserFactory(), quiz, wrong=1)
    found = taken(quiz)
    assert [version.number for version in found.versions] == [1, 2]
    [slot] = found.responses.slots
    assert (slot.asked, slot.points) == (array("q", [0, 1]), array("q", [POINTS, 0]))


def test_a_question_added_later_was_not_asked_before():
    quiz = QuizFactory(questions=1)
    take(UserFactory(), quiz)
    QuizItem.objects.create(quiz=quiz, question=QuestionVersionFactory().question, position=2)
    take(UserFactory(), quiz)
    assert taken(quiz).responses.slots[1].asked == array("q", [NOT_ASKED, 1])


def test_a_question_taken_out_keeps_its_figures_at_the_end():
    quiz = QuizFactory(questions=2)
    take(UserFactory(), quiz)
    first = quiz.items.first()
    first.delete()
    assert taken(quiz).versions[-1].question == first.question


def test_answers_are_counted_with_those_nobody_chose_and_those_left_out():
    quiz = quiz_of(QuestionVersionFactory())
    for response in ({"choices": ["a"]}, {"choices": ["a"]}, {"choices": ["b"]}, None):
        give(quiz, response)
    found = taken(quiz)
    [question] = found.responses.questions
    assert answers_of(question) == {"CH Play hoặc App Store": 2, "Đường dẫn trong tin nhắn": 1, "Tệp người khác gửi": 0}
    assert (question.right, found.answered) == ({"CH Play hoặc App Store"}, [3])


def test_answers_that_are_graded_alike_are_counted_together():
    quiz = quiz_of(QuestionVersionFactory(kind="short"), QuestionVersionFactory(kind="number"))
    for text, number in (("mã OTP", "50.000"), ("MA OTP.", "50000 đ"), ("mã số", "5.000")):
        give(quiz, {"text": text}, {"number": number})
    short, number = taken(quiz).responses.questions
    assert (answers_of(short), short.right) == ({"mã OTP": 2, "mã số": 1}, {"mã OTP"})
    assert sorted(answers_of(number).values()) == [1, 2]
    assert [number.answers[key] for key in number.right] == [2]


@pytest.mark.parametrize("kind", SPECS)
def test_the_right_answer_of_every_kind_is_counted_as_right(kind):
    version = QuestionVersionFactory(kind=kind)
    quiz = quiz_of(version)
    give(quiz, version.asked.right())
    [question] = taken(quiz).responses.questions
    assert question.right
    assert all(question.answers[key] == 1 for key in question.right)
    assert question.random_guess == float(version.asked.random_guess())


def test_the_queries_do_not_grow_with_the_attempts():
    quiz = QuizFactory(questions=3)
    counted = []
    for _ in range(2):
        for _ in range(3):
            take(UserFactory(), quiz)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            taken(quiz)
        counted.append(len(queries))
    assert counted == [4, 4]


def test_a_quiz_that_nobody_took_has_no_figures():
    report = taken(QuizFactory()).report()
    assert (report.quiz.attempts, report.quiz.mean, report.questions) == (0, None, ())


def test_the_report_says_what_the_marks_say():
    quiz = QuizFactory(questions=4, shuffle=False)
    for wrong in (0, 1, 2, 4):
        take(UserFactory(), quiz, wrong=wrong)
    report = taken(quiz).report()
    assert (report.quiz.mean, report.quiz.median, report.quiz.maximum) == (2.25, 2.5, 4)
    assert [question.facility for question in report.questions] == [0.25, 0.5, 0.75, 0.75]
