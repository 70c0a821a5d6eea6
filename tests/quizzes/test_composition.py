import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quizzes.attempts import start
from quizzes.categories import CategoryInUse, category_named, delete_category
from quizzes.composition import append, arrange, pool_sizes, questions_asked, set_draws, with_composition
from quizzes.models import Category, Quiz
from tests.factories.members import UserFactory
from tests.factories.quizzes import CategoryFactory, QuestionFactory, QuestionVersionFactory, QuizFactory

from .taking import take

pytestmark = pytest.mark.django_db


def questions(quiz):
    return list(quiz.items.values_list("question", flat=True))


def asked(quiz):
    return questions_asked(with_composition().get(pk=quiz.pk))


def test_questions_are_put_into_the_order_named():
    quiz = QuizFactory(questions=4)
    first, second, third, fourth = questions(quiz)
    arrange(quiz=quiz, order=[third, first, fourth, second])
    assert questions(quiz) == [third, first, fourth, second]
    assert list(quiz.items.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_what_someone_else_added_meanwhile_stays_behind_the_others():
    quiz = QuizFactory(questions=3)
    first, second, third = questions(quiz)
    arrange(quiz=quiz, order=[second, first, second, 999])
    assert questions(quiz) == [second, first, third]


def test_a_question_taken_out_stays_in_the_bank_and_in_attempts():
    quiz = QuizFactory(questions=2)
    attempt = take(UserFactory(), quiz)
    first, second = questions(quiz)
    arrange(quiz=quiz, order=[first, second], removed=[first])
    assert questions(quiz) == [second]
    assert attempt.items.filter(version__question=first).exists()


def test_questions_are_added_once_at_the_end_and_unknown_ones_are_left_out():
    quiz, other = QuizFactory(questions=2), QuestionVersionFactory().question
    here = questions(quiz)
    assert append(quiz=quiz, questions=[other.pk, here[0], other.pk, 999]) == 1
    assert questions(quiz) == [*here, other.pk]
    assert append(quiz=quiz, questions=[other.pk]) == 0


def test_draws_are_added_changed_and_ended_and_others_stay():
    one, two, three = CategoryFactory(), CategoryFactory(), CategoryFactory()
    quiz = QuizFactory(questions=0, draws=[(one, 1), (two, 2)])
    set_draws(quiz=quiz, counts={two.pk: 5, three.pk: 3}, removed=[one.pk])
    assert list(quiz.draws.values_list("category", "count")) == [(two.pk, 5), (three.pk, 3)]


def test_a_draw_of_no_question_cannot_be_stored():
    quiz, category = QuizFactory(), CategoryFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        set_draws(quiz=quiz, counts={category.pk: 0})


def test_fixed_questions_and_those_without_words_are_not_in_the_pool():
    category = CategoryFactory(questions=3)
    QuestionFactory(category=category)
    quiz = QuizFactory(questions=1, questions__question__category=category)
    assert pool_sizes(quiz) == {category.pk: 3}
    assert pool_sizes(Quiz()) == {category.pk: 4}


@pytest.mark.parametrize(("count", "expected"), [(2, 4), (3, 5), (9, 5)])
def test_the_number_of_questions_told_is_that_of_an_attempt(count, expected):
    category = CategoryFactory(questions=3)
    quiz = QuizFactory(questions=1, draws=[(category, count), (CategoryFactory(), 4)])
    append(quiz=quiz, questions=[QuestionVersionFactory(question__category=category).question.pk])
    attempt = start(member=UserFactory(), quiz=quiz, now=timezone.now())
    assert asked(quiz) == attempt.items.count() == expected


def test_a_category_is_found_by_its_title_in_any_spelling_or_made():
    stored = category_named("  An toa\u0300n\u202e  so\u0302\u0301 ")
    assert (stored.title, stored.key) == ("An toàn số", "an-toan-so")
    assert category_named("AN TOÀN SỐ") == stored
    assert Category.objects.count() == 1


def test_a_category_with_questions_or_draws_is_not_deleted():
    empty, full, drawn = CategoryFactory(), CategoryFactory(questions=1), CategoryFactory()
    QuizFactory(draws=[(drawn, 1)])
    delete_category(empty)
    for category in (full, drawn):
        with pytest.raises(CategoryInUse, match=category.title):
            delete_category(category)
    assert set(Category.objects.all()) == {full, drawn}
