"""Text size and contrast: chosen by links, kept in cookies, shown as classes on every page."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse

from lms.comfort import variant
from tests.factories.lessons import LessonPageFactory

pytestmark = pytest.mark.django_db


def request_with(**cookies: str):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize(
    ("cookies", "classes"),
    [
        ({}, ""),
        ({"co_chu": "lon"}, "chu-lon"),
        ({"co_chu": "rat-lon", "tuong_phan": "cao"}, "chu-rat-lon tuong-phan-cao"),
        ({"co_chu": '"><script>', "tuong_phan": "x" * 5000}, ""),
    ],
)
def test_only_what_can_be_chosen_reaches_the_page(cookies, classes):
    assert variant(request_with(**cookies)) == classes


def test_a_choice_is_kept_and_shown_on_the_next_page(client, course):
    lesson = LessonPageFactory()
    url = reverse("choose_comfort", args=["co-chu", "lon"])
    assert url == "/doc/co-chu/lon/"
    assert client.get(url, {"next": lesson.url})["Location"] == lesson.url
    client.get(reverse("choose_comfort", args=["tuong-phan", "cao"]))
    for page in (lesson.url, reverse("quizzes:check"), reverse("members:sign_in"), "/khong-co/"):
        assert '<html lang="vi" class="chu-lon tuong-phan-cao">' in client.get(page).content.decode()


def test_the_usual_page_has_no_class_and_no_cookie(client, course):
    html = client.get(course.url).content.decode()
    assert '<html lang="vi">' in html
    assert not client.cookies


def test_going_back_to_the_usual_takes_the_cookie_away(client, course):
    client.get(reverse("choose_comfort", args=["co-chu", "rat-lon"]))
    client.get(reverse("choose_comfort", args=["co-chu", "thuong"]))
    assert client.cookies["co_chu"].value == ""
    assert '<html lang="vi">' in client.get(course.url).content.decode()


def test_the_footer_links_what_is_not_chosen_and_the_header_the_next_size(client, course):
    client.get(reverse("choose_comfort", args=["co-chu", "rat-lon"]))
    html = client.get(course.url).content.decode()
    header, footer = html.split("</header>")[0], html.split("<footer")[1]
    assert "/doc/co-chu/thuong/" in header
    assert "/doc/co-chu/lon/" in footer
    assert "/doc/co-chu/rat-lon/" not in footer
    assert footer.count('aria-current="true"') == 2


@pytest.mark.parametrize("path", ["co-chu/khong-lo", "mau/do", "co-chu/cao"])
def test_what_cannot_be_chosen_is_not_found(client, course, path):
    assert client.get(f"/doc/{path}/").status_code == 404


@pytest.mark.parametrize("back", ["https://la.example/", "//la.example", "home", "javascript:alert(1)"])
def test_one_is_led_back_to_our_own_pages_only(client, back):
    assert client.get(reverse("choose_comfort", args=["co-chu", "lon"]), {"next": back})["Location"] == "/"
