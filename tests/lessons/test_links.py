import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.links import step_choices
from quizzes import links
from tests.factories.lessons import AppPageFactory, LessonPageFactory, step

pytestmark = pytest.mark.django_db


def lesson(**kwargs):
    return LessonPageFactory(**kwargs)


def test_published_lessons_are_offered_with_their_steps_under_their_app(course):
    app = AppPageFactory(parent=course, title="VNeID")
    page = lesson(parent=app, title="Cài đặt", body=[step("mo-kho", title="Mở kho"), step("tim", title="Tìm tên")])
    assert links.step_choices() == [
        (page.key, "VNeID – Cài đặt", [("mo-kho", "Mở kho"), ("tim", "Tìm tên")]),
    ]


def test_a_lesson_taken_off_the_site_and_a_step_only_in_a_draft_are_not_offered(course):
    app = AppPageFactory(parent=course)
    page = lesson(parent=app, body=[step("mo-kho")])
    lesson(parent=app).unpublish()
    page.body.append(("step", {**page.body[0].value, "key": "moi"}))
    page.save_revision()
    assert [[key for key, _title in one.steps] for one in step_choices()] == [["mo-kho"]]


def test_two_queries_do_for_any_number_of_lessons(course):
    app = AppPageFactory(parent=course)
    for _number in range(3):
        lesson(parent=app)
    with CaptureQueriesContext(connection) as queries:
        step_choices()
    assert len(queries) == 2
