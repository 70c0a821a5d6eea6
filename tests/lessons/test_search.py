"""Search: with or without marks, all words, titles first."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from lessons.search.selectors import MAX_QUERY, QueryTooLong, find
from tests.factories.lessons import AppPageFactory, LessonPageFactory, block, step
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
URL = "/tim/"


def titles(query):
    return [result.title for result in find(query, RequestFactory().get("/"))]


@pytest.fixture
def lessons(course):
    app = AppPageFactory(parent=course, title="VNeID", summary="Định danh điện tử")
    LessonPageFactory(parent=app, title="Trả tiền bằng mã QR", body=[step("a", text="<p>Đọc tên người nhận</p>")])
    LessonPageFactory(parent=app, title="Ma quy gia danh", summary="Căn cước")
    LessonPageFactory(parent=app, title="Mang căn cước đi làm mức 2")
    return app


@pytest.mark.parametrize("query", ["mã QR", "ma qr", "MA  QR", "mã\u00a0qr", "ma\u0303 QR", "qr ma"])
def test_words_are_found_with_marks_without_and_in_any_order(lessons, query):
    assert "Trả tiền bằng mã QR" in titles(query)


def test_every_word_must_occur(lessons):
    assert titles("ma qr zalo") == []


def test_titles_with_the_typed_marks_come_before_titles_without_and_before_other_places(lessons):
    assert titles("mã q")[0] == "Trả tiền bằng mã QR"
    assert titles("ma q")[0] == "Ma quy gia danh"
    assert titles("căn cước") == ["Mang căn cước đi làm mức 2", "Ma quy gia danh"]


def test_words_of_steps_are_found_and_markup_is_not(lessons):
    assert titles("nguoi nhan") == ["Trả tiền bằng mã QR"]
    assert titles("<p>") == []


def test_a_lesson_says_which_app_it_belongs_to(lessons):
    results = find("vneid", RequestFactory().get("/")) + find("ma qr", RequestFactory().get("/"))
    assert [(one.title, one.app_title) for one in results] == [("VNeID", ""), ("Trả tiền bằng mã QR", "VNeID")]


def test_drafts_are_not_found(lessons):
    lessons.get_children().first().specific.unpublish()
    assert titles("ma qr") == []


def test_what_lies_behind_a_password_is_not_found(lessons):
    PageViewRestriction.objects.create(page=lessons, restriction_type="login")
    assert titles("vneid") == titles("ma qr") == []


@pytest.mark.parametrize("query", ["%", "_", "'; drop table", "\\", "\u0301", ""])
def test_signs_of_the_database_mean_nothing(lessons, query):
    assert titles(query) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=MAX_QUERY))
def test_no_words_break_the_search(lessons, query):
    find(query, RequestFactory().get("/"))


def test_too_many_characters_are_refused(lessons, client):
    with pytest.raises(QueryTooLong):
        titles("a" * (MAX_QUERY + 1))
    main = client.get(URL, {"q": "a" * 5000}).content.decode().partition("<main")[2].partition("</main>")[0]
    assert 'role="alert"' in main
    assert "a" * (MAX_QUERY + 1) not in main


def test_the_page_shows_results_and_needs_few_queries(lessons, client, django_assert_max_num_queries):
    client.force_login(UserFactory())
    client.get(URL)
    with django_assert_max_num_queries(8):
        html = client.get(URL, {"q": "ma qr"}).content.decode()
    assert "Trả tiền bằng mã QR" in html
    assert reverse("lessons:search") == URL


def test_what_was_typed_comes_back_escaped(lessons, client):
    html = client.get(URL, {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in html


def test_many_results_come_in_pages(course, client):
    app = AppPageFactory(parent=course)
    for n in range(23):
        LessonPageFactory(parent=app, title=f"Bài trang {n}", body=[step("a")])
    first, second = client.get(URL, {"q": "bai trang"}), client.get(URL, {"q": "bai trang", "page": "2"})
    assert first.content.decode().count('<li class="card">') == 20
    assert second.content.decode().count('<li class="card">') == 3
    assert client.get(URL, {"q": "bai trang", "page": "lạ"}).status_code == 200


def test_finding_nothing_says_what_to_do(course, client):
    html = client.get(URL, {"q": "khongcogi"}).content.decode()
    assert f'href="{reverse("home")}"' in html
    assert '<li class="card">' not in html


def test_words_between_and_after_the_steps_are_found(course):
    body = [
        step("a"),
        block("paragraph", "<p>Nên học lúc có sóng tốt</p>"),
        block("note", {"kind": "tip", "text": "<p>Mang theo kính lão</p>"}),
    ]
    LessonPageFactory(title="Bài có lời xen", body=body, after_title="Sau bài", after_text="<p>Hẹn buổi sau</p>")
    for query in ("song tot", "kinh lao", "sau bai", "hen buoi sau"):
        assert titles(query) == ["Bài có lời xen"]
