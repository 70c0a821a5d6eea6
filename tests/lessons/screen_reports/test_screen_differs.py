"""“The screen looks different”: one press of anybody, counted once a day."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lessons.models import ScreenReport
from tests.factories.lessons import LessonPageFactory, step

pytestmark = pytest.mark.django_db
PAGE = {"HTTP_ACCEPT": "text/html"}


@pytest.fixture
def lesson(course):
    return LessonPageFactory(key="cai-vneid", body=[step("mo-kho"), step("tim")])


@pytest.fixture
def url(lesson):
    return reverse("lessons:screen_differs", args=[lesson.key, "tim"])


def counts():
    return dict(ScreenReport.objects.filter(count__gt=0).values_list("kind", "count"))


def test_every_step_of_a_lesson_leads_there(client, lesson, url):
    html = client.get(lesson.url).content.decode()
    assert html.count("man-hinh-khac/") == 2
    assert f'href="{url}"' in html


def test_a_press_of_a_stranger_without_a_token_is_counted_with_step_screen_and_edition(lesson, url):
    client = Client(enforce_csrf_checks=True)
    response = client.post(url, {"kind": "place"}, **PAGE)
    assert response["Location"] == f"{url}?cam-on=1"
    row = ScreenReport.objects.get()
    screen = list(lesson.steps())[1]["screen"]
    assert (row.lesson_key, row.step_key, row.screen_key, row.edition) == ("cai-vneid", "tim", screen.key, 1)
    assert (row.day, row.kind, row.count) == (timezone.localdate(), "place", 1)
    assert not client.cookies


def test_the_page_asks_what_differs_and_says_thanks_afterwards(client, url):
    html = client.get(url).content.decode()
    assert html.count('name="kind"') == 4
    assert "csrfmiddlewaretoken" not in html
    assert 'name="kind"' not in client.get(url, {"cam-on": 1}).content.decode()


def test_a_caller_counts_once_a_day_for_a_step(client, lesson, url):
    for _ in range(3):
        assert client.post(url, {"kind": "words"}).status_code == 204
    assert counts() == {"words": 1}
    client.post(reverse("lessons:screen_differs", args=[lesson.key, "mo-kho"]), {"kind": "words"})
    assert ScreenReport.objects.count() == 2


def test_another_phone_behind_the_same_address_counts_too(client, url):
    client.post(url, {"kind": "words"}, HTTP_USER_AGENT="Phone A")
    client.post(url, {"kind": "words"}, HTTP_USER_AGENT="Phone B")
    assert counts() == {"words": 2}


def test_who_has_pressed_may_still_say_what_differs_and_counts_once(client, url):
    client.post(url)
    assert counts() == {"": 1}
    client.post(url, {"kind": "gone"})
    client.post(url, {"kind": "place"})
    client.post(url)
    assert counts() == {"gone": 1}


def test_a_flood_from_one_address_is_refused_in_words(client, url, settings):
    settings.LMS_SCREEN_REPORTS_PER_HOUR = 2
    codes = [client.post(url, HTTP_USER_AGENT=f"Phone {n}").status_code for n in range(3)]
    assert codes == [204, 204, 429]
    assert counts() == {"": 2}


def test_another_site_cannot_make_its_readers_press(client, url):
    assert client.post(url, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert client.post(url, HTTP_SEC_FETCH_SITE="same-origin").status_code == 204


def test_an_unknown_kind_is_counted_as_not_said(client, url):
    client.post(url, {"kind": "<b>\x00"})
    assert counts() == {"": 1}


@pytest.mark.parametrize("step_key", ["khong-co", "%00", "b" * 300])
def test_a_step_that_is_not_there_is_not_found(client, lesson, step_key):
    assert client.post(f"/b/{lesson.key}/man-hinh-khac/{step_key}/").status_code == 404
    assert not ScreenReport.objects.exists()


def test_a_step_whose_screen_is_gone_cannot_be_told_of(client, lesson, url):
    list(lesson.steps())[1]["screen"].delete()
    assert client.get(url).status_code == 404
    assert url not in client.get(lesson.url).content.decode()


def test_a_lesson_one_may_not_read_cannot_be_told_of(client, lesson, url):
    PageViewRestriction.objects.create(page=lesson, restriction_type="password", password="mau")
    assert client.post(url).status_code == 404
