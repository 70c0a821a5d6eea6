import pytest
from django.urls import reverse

from lms.shared.keepable import keepable_pages
from quizzes.models import Question, Quiz, QuizItem
from quizzes.offline.choosing import in_order, open_questions, sheet_of, sheets_of_app
from quizzes.questions import revise_question
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.quizzes import (
    CHOICES,
    CategoryFactory,
    CertificationFactory,
    QuestionVersionFactory,
    QuizFactory,
)

pytestmark = pytest.mark.django_db


def practice(**fields):
    return QuizFactory(practice=True, **fields)


def questions_of(quiz):
    found = sheet_of(quiz.key)
    return [version.question for version in found.versions] if found else []


def fixed(quiz):
    return [item.question for item in quiz.items.order_by("position")]


def also_asked_by(quiz, question):
    QuizItem.objects.create(quiz=quiz, question=question, position=quiz.items.count() + 1)


def test_a_practice_quiz_goes_along_with_its_questions_in_their_order():
    quiz = practice(questions=3)
    assert questions_of(quiz) == fixed(quiz)


def test_the_newest_wording_goes_along():
    quiz = practice(questions=1)
    newest = revise_question(question=fixed(quiz)[0], text="Nói khác đi", kind="single", spec={"choices": CHOICES})
    assert sheet_of(quiz.key).versions == [newest]


@pytest.mark.parametrize(
    "rules", [{"practice": False}, {"attempt_limit": 3}, {"wait_minutes": 10}, {"time_limit_minutes": 20}]
)
def test_a_quiz_that_counts_or_has_rules_no_phone_can_hold_does_not_go_along(rules):
    assert sheet_of(QuizFactory(**{"practice": True, "questions": 2} | rules).key) is None


def test_a_quiz_that_a_certification_asks_for_does_not_go_along():
    quiz = practice(questions=2)
    CertificationFactory(rule={"any": [{"all": [{"quiz": quiz.key, "percent": 80}]}]}, is_active=False)
    assert sheet_of(quiz.key) is None


def test_a_quiz_that_renews_a_certificate_does_not_go_along():
    quiz = practice(questions=2)
    CertificationFactory(renewal_quiz=quiz)
    assert sheet_of(quiz.key) is None


def test_a_broken_rule_keeps_no_quiz_from_going_along():
    CertificationFactory(rule={"quiz": ""})
    assert sheet_of(practice(questions=1).key)


def test_a_question_that_a_quiz_that_counts_may_ask_is_left_out():
    quiz, exam = practice(questions=3), QuizFactory(questions=1)
    first, second, third = fixed(quiz)
    also_asked_by(exam, first)
    second.category = CategoryFactory()
    second.save()
    QuizFactory(questions=0, draws=[(second.category, 1)])
    assert questions_of(quiz) == [third]


def test_a_question_of_another_practice_quiz_that_a_rule_names_is_left_out():
    quiz, named = practice(questions=2), practice(questions=1)
    also_asked_by(named, fixed(quiz)[0])
    CertificationFactory(rule={"quiz": named.key, "percent": 50})
    assert questions_of(quiz) == fixed(quiz)[1:]


def test_nothing_goes_along_where_all_questions_are_those_of_a_quiz_that_counts():
    quiz, exam = practice(questions=1), QuizFactory(questions=0)
    also_asked_by(exam, fixed(quiz)[0])
    assert sheet_of(quiz.key) is None


def test_of_a_category_as_many_go_along_as_are_drawn_and_the_same_each_time():
    shelf = CategoryFactory(questions=9)
    quiz = practice(questions=1, draws=[(shelf, 4)])
    first = questions_of(quiz)
    assert len(first) == 5
    assert first[0] == fixed(quiz)[0]
    assert all(questions_of(Quiz.objects.get(pk=quiz.pk)) == first for _again in range(3))


def test_two_quizzes_draw_different_questions_of_one_category():
    shelf = CategoryFactory(questions=12)
    one, other = (practice(questions=0, draws=[(shelf, 4)]) for _ in range(2))
    assert questions_of(one) != questions_of(other)


def test_a_fixed_question_is_not_drawn_once_more():
    shelf = CategoryFactory(questions=3)
    quiz = practice(questions=0, draws=[(shelf, 3)])
    also_asked_by(quiz, Question.objects.filter(category=shelf).first())
    asked = questions_of(quiz)
    assert len(asked) == len(set(asked)) == 3


def test_a_question_without_a_wording_is_left_out():
    quiz = practice(questions=1)
    also_asked_by(quiz, Question.objects.create(key="trong"))
    assert len(questions_of(quiz)) == 1


def test_all_that_a_category_holds_may_be_kept_though_only_some_are_shown():
    shelf = CategoryFactory(questions=5)
    assert open_questions(practice(questions=0, draws=[(shelf, 2)])).count() == 5


def test_options_stand_in_one_order_which_is_not_the_trainers_where_the_quiz_shuffles():
    quiz = practice(questions=12, shuffle=True)
    orders = [in_order(quiz, version) for version in sheet_of(quiz.key).versions]
    assert all(sorted(order) == ["a", "b", "c"] for order in orders)
    assert len({tuple(order) for order in orders}) > 1
    assert orders == [in_order(quiz, version) for version in sheet_of(quiz.key).versions]
    quiz.shuffle = False
    assert {tuple(in_order(quiz, version)) for version in sheet_of(quiz.key).versions} == {("a", "b", "c")}


def test_few_queries_read_a_sheet(django_assert_max_num_queries):
    quiz = practice(questions=10, draws=[(CategoryFactory(questions=5), 3), (CategoryFactory(questions=5), 3)])
    with django_assert_max_num_queries(7):
        sheet_of(quiz.key)


# --- what an app keeps ------------------------------------------------------------------------------
@pytest.fixture
def app(course):
    app = AppPageFactory(parent=course)
    LessonPageFactory(parent=app, key="bai-mot")
    LessonPageFactory(parent=app, key="bai-hai")
    return app


def about(quiz, *lessons):
    for lesson in lessons:
        also_asked_by(quiz, QuestionVersionFactory(teaches_lesson=lesson).question)
    return quiz


def test_an_app_keeps_the_practice_quizzes_about_its_lessons(app):
    quiz = about(practice(questions=0), "bai-mot", "bai-hai")
    assert reverse("quizzes:practice", args=[quiz.key]) in keepable_pages(app.key)


def test_an_app_keeps_the_practice_quiz_that_it_has_chosen(app):
    app.quiz = practice(questions=2)
    app.save()
    assert [sheet.quiz for sheet in sheets_of_app(app.key)] == [app.quiz]


def test_a_quiz_about_several_apps_belongs_to_none(app):
    about(practice(questions=0), "bai-mot", "bai-khac")
    assert sheets_of_app(app.key) == []


def test_a_quiz_that_draws_questions_about_an_app_belongs_to_it(app):
    shelf = CategoryFactory(questions=3, questions__teaches_lesson="bai-hai")
    quiz = practice(questions=0, draws=[(shelf, 2)])
    assert [sheet.quiz for sheet in sheets_of_app(app.key)] == [quiz]


def test_quizzes_that_count_are_not_kept(app):
    app.quiz = about(QuizFactory(questions=0), "bai-mot")
    app.save()
    assert sheets_of_app(app.key) == []


def test_an_app_that_cannot_be_read_keeps_nothing(app):
    about(practice(questions=0), "bai-mot")
    app.unpublish()
    assert sheets_of_app(app.key) == sheets_of_app("khong-co") == []


def test_one_query_tells_that_there_is_no_practice_quiz(app, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sheets_of_app(app.key) == []
