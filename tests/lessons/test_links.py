import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.links import changed_steps, step_choices
from lessons.models import LessonPage
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


def republished(page, *body):
    draft = page.get_latest_revision_as_object()
    draft.body = list(body)
    draft.save_revision().publish()


class TestWhatChangedSince:
    def test_steps_that_were_changed_or_added_are_told_in_the_order_of_the_course(self, course):
        app = AppPageFactory(parent=course)
        old = [step("mo-kho"), step("tim"), step("cai")]
        first, second = lesson(parent=app, key="mot", body=old), lesson(parent=app, key="hai", body=[step("a")])
        republished(first, step("moi", title="Mới"), old[0], step("tim", title="Tìm cho đúng"))
        republished(second, step("a", title="Khác"))
        assert changed_steps({"hai": 1, "mot": 1}) == [
            ("mot", "moi", "Mới"),
            ("mot", "tim", "Tìm cho đúng"),
            ("hai", "a", "Khác"),
        ]

    def test_who_knows_the_newest_edition_has_nothing_to_learn(self, course):
        page = lesson(key="mot", body=[step("a")])
        republished(page, step("a", title="Khác"))
        assert changed_steps({"mot": 2, "khong-co": 1}) == []

    def test_a_step_changed_and_changed_back_has_not_changed(self, course):
        before = step("a")
        page = lesson(key="mot", body=[before])
        republished(page, {**before, "value": {**before["value"], "title": "Khác"}})
        republished(LessonPage.objects.get(pk=page.pk), before)
        assert changed_steps({"mot": 1}) == []

    def test_of_an_edition_that_nobody_recorded_every_step_is_told(self, course):
        lesson(key="mot", body=[step("a"), step("b")])
        assert [key for _lesson, key, _title in changed_steps({"mot": 0})] == ["a", "b"]

    def test_a_lesson_taken_off_the_site_is_left_out(self, course):
        lesson(key="mot").unpublish()
        assert changed_steps({"mot": 0}) == []

    def test_three_queries_do_for_any_number_of_lessons(self, course, django_assert_num_queries):
        app = AppPageFactory(parent=course)
        for number in range(3):
            lesson(parent=app, key=f"bai-{number}", body=[step("a")])
        with django_assert_num_queries(3):
            assert len(changed_steps({f"bai-{number}": 0 for number in range(3)})) == 3
