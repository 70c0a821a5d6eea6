import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.statistics_data import taken as figures
from tests.factories.quizzes import SPECS

from .regrading import corrected, quiz_with, regraded, taken

pytestmark = pytest.mark.django_db
A, B = "CH Play hoặc App Store", "Đường dẫn trong tin nhắn"


def test_statistics_use_the_marks_given_anew():
    quiz = quiz_with()
    for given in ("a", "a", "a", "b"):
        taken(quiz, given)
    before = figures(quiz).report().questions[0].facility
    regraded(corrected(quiz))
    assert (before, figures(quiz).report().questions[0].facility) == (0.25, 0.75)


def test_the_right_answer_is_the_one_of_the_key_that_graded_in_the_words_that_were_asked():
    quiz = quiz_with()
    taken(quiz, "a"), taken(quiz, "b")
    version = corrected(quiz)
    assert figures(quiz).responses.questions[0].right == {B}
    regraded(version)
    [question] = figures(quiz).responses.questions
    assert (question.right, question.answers[A], question.answers[B]) == ({A}, 1, 1)


def test_written_answers_are_counted_as_the_corrected_key_takes_them():
    spec = SPECS["short"] | {"level": "exact"}
    quiz = quiz_with("short", spec)
    for text in ("mã OTP", "ma OTP"):
        taken(quiz, {"text": text})
    version = corrected(quiz, SPECS["short"] | {"level": "marks"})
    assert set(figures(quiz).responses.questions[0].answers.values()) == {1}
    regraded(version)
    [question] = figures(quiz).responses.questions
    assert (question.answers, question.right) == ({"mã OTP": 2}, {"mã OTP"})


def test_answers_that_did_not_fit_are_told_by_their_own_key():
    quiz = quiz_with("number", {"value": "5", "units": ["kg"]})
    taken(quiz, {"number": "5 kg"}), taken(quiz, {"number": "6"})
    regraded(corrected(quiz, {"value": "6", "units": []}))
    [question] = figures(quiz).responses.questions
    assert {str(key) for key in question.right} == {"5", "6"}
    assert figures(quiz).answered == [2]


def test_a_regrade_takes_one_query_more():
    quiz = quiz_with()
    taken(quiz)
    regraded(corrected(quiz))
    with CaptureQueriesContext(connection) as queries:
        figures(quiz)
    assert len(queries) == 5
