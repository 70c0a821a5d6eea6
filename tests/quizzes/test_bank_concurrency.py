"""Two trainers at the question bank at the same moment, or one who clicks twice. On PostgreSQL only, as
test_concurrency says."""

from __future__ import annotations

import pytest
from django.db import connection

from quizzes.admin.category_views import CategoryForm
from quizzes.admin.quiz_form import QuizForm
from quizzes.errors import BadQuestion
from quizzes.formats import parse
from quizzes.imports import import_questions
from quizzes.models import Category, Question, QuestionVersion, Quiz
from quizzes.questions import add_question
from tests.factories.quizzes import SPECS, CategoryFactory, QuizFactory

from .test_concurrency import at_once
from .trainer import RULES

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL"),
]
LIST = "Câu 1. Cài VNeID từ đâu?\nA. CH Play\nB. Đường dẫn lạ\nĐáp án: A"


def saved(form):
    assert form.is_valid(), form.errors
    return form.save()


def test_questions_of_the_same_words_at_once_get_keys_of_their_own():
    category = CategoryFactory()
    wording = {"text": "Cài VNeID từ đâu?", "kind": "single", "spec": SPECS["single"]}
    results = at_once(*[lambda: add_question(category=category, **wording)] * 4)
    assert {type(one) for one in results} == {Question}
    assert QuestionVersion.objects.count() == 4


def test_quizzes_of_the_same_title_at_once_get_keys_of_their_own():
    results = at_once(*[lambda: saved(QuizForm({"title": "An toàn trên mạng", **RULES}))] * 4)
    assert {one.key for one in results} == set(Quiz.objects.values_list("key", flat=True))


def test_a_category_made_twice_at_once_is_one():
    results = at_once(*[lambda: saved(CategoryForm({"title": "An toàn trên mạng"}))] * 4)
    assert [one for one in results if not isinstance(one, Category | AssertionError)] == []
    assert Category.objects.count() == 1


@pytest.mark.parametrize("home", ["quiz", "category", "new category"])
def test_a_list_imported_twice_at_once_is_imported_once(home):
    where = {
        "quiz": lambda: {"quiz": QuizFactory(questions=0)},
        "category": lambda: {"category": CategoryFactory().title},
        "new category": lambda: {"category": "An toàn trên mạng"},
    }[home]()
    results = at_once(*[lambda: import_questions(parsed=parse(LIST)[0], **where)] * 4)
    assert [type(one) for one in results if not isinstance(one, list)] == [BadQuestion] * 3
    assert QuestionVersion.objects.count() == 1
