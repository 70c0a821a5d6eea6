"""/b/<key>/bam-thu/ as a phone without scripts uses it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lessons.models import LessonProgress
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
CEILING = 12
HIDDEN = re.compile(r"<section hidden")


@pytest.fixture
def lesson(course):
    steps = [step("mo", title="Mở kho"), step("doc", title="Đọc màn hình", target=""), step("cai", title="Cài đặt")]
    return LessonPageFactory(key="cai-vneid", title="Cài VNeID", body=steps)


@pytest.fixture
def url(lesson):
    return reverse("lessons:practice", args=[lesson.key])


@pytest.fixture
def member(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def page(client, url, **query):
    return client.get(url, query).content.decode()


def test_the_page_holds_all_screens_and_shows_the_first(client, url):
    html = page(client, url)
    assert html.count("data-stop=") == 3
    assert len(HIDDEN.findall(html)) == 3  # the second, the third and the end
    assert "target" not in re.sub(r'data-stop="[^"]*"', "", html.split("</form>")[0])


def test_a_right_press_shows_the_next_screen_with_praise(client, url):
    html = page(client, url, buoc=1, row="cai")
    assert "Đọc màn hình" in html
    assert html.count("data-stop=") == 1
    assert "data-right><p>" in html


def test_a_wrong_press_names_it_and_what_to_look_for(client, url):
    html = page(client, url, buoc=1, row="tim")
    assert "“<b>Tìm ứng dụng</b>”" in html
    assert "Bấm nút Cài đặt." in html
    assert 'name="sai" value="1"' in html
    assert "<p data-offer hidden>" in html


def test_after_two_wrong_presses_the_place_is_shown_on_request_and_can_still_be_pressed(client, url):
    assert "<p data-offer><button" in page(client, url, buoc=1, row="tim", sai=1)
    html = page(client, url, buoc=1, sai=2, chi=1)
    assert '<button name="row" value="cai" class="r-button target">' in html
    assert html.count('class="tap"') == 1


def test_a_screen_to_read_has_its_words_and_a_way_on(client, url):
    html = page(client, url, buoc=2)
    shown = html[html.index("Đọc màn hình") : html.index("man-3")]
    assert 'name="tiep"' in shown
    assert 'name="row"' not in shown
    assert "Cài đặt" in page(client, url, buoc=2, tiep=1)


def test_a_stranger_finishes_without_a_form_that_writes_and_nothing_is_kept(client, url):
    assert "csrfmiddlewaretoken" not in page(client, url)
    html = page(client, url, buoc=3, row="cai")
    assert 'id="xong"' in html
    assert "data-stop=" not in html
    assert not LessonProgress.objects.exists()
    assert not client.cookies


def test_the_last_press_of_a_member_is_kept(member, client, url, lesson):
    assert len(re.findall("csrfmiddlewaretoken", page(client, url))) >= 1
    response = client.post(url, {"buoc": 3, "row": "cai"})
    assert response["Location"] == f"{url}?xong=1"
    assert 'id="xong"' in page(client, url, xong=1)
    progress = LessonProgress.objects.get(member=member, lesson_key=lesson.key)
    assert progress.practised_at
    assert progress.completed_at is None


def test_looking_at_the_end_or_pressing_wrong_keeps_nothing(member, client, url):
    client.get(url, {"xong": 1})
    client.get(url, {"buoc": 3, "row": "cai"})
    assert client.post(url, {"buoc": 3, "row": "tim"}).status_code == 200
    assert not LessonProgress.objects.exists()


def test_the_last_press_wants_a_token(member, url):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert strict.post(url, {"buoc": 3, "row": "cai"}).status_code == 403


def test_practising_again_keeps_what_was_learned(member, client, url, lesson):
    day = timezone.now()
    LessonProgress.objects.create(
        member=member, lesson_key=lesson.key, edition=1, started_at=day, seen_at=day, completed_at=day
    )
    client.post(url, {"buoc": 3, "row": "cai"})
    progress = LessonProgress.objects.get()
    assert progress.practised_at >= progress.completed_at == day


def test_practised_is_told_where_one_learns(member, client, url, lesson, course):
    places = [lesson.url, lesson.app.url, reverse("lessons:my_learning")]
    before = [client.get(place).content.decode() for place in places]
    client.post(url, {"buoc": 3, "row": "cai"})
    after = [client.get(place).content.decode() for place in places]
    assert f'href="{url}"' in before[0]
    assert all(len(new) > len(old) for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize("query", ["buoc=x", "buoc=-1", "buoc=99999", "buoc=²", "row=%00", "sai=1e9&row=tim", "buoc="])
def test_strange_addresses_show_a_screen(client, url, query):
    assert "data-stop=" in client.get(f"{url}?{query}").content.decode()


def test_what_is_sent_is_never_drawn_as_it_came(client, url):
    assert "<script>x" not in page(client, url, buoc=1, row="<script>x")


def test_a_lesson_with_nothing_to_press_leads_back_to_itself(client, course):
    lesson = LessonPageFactory(body=[step("doc", target="")])
    url = reverse("lessons:practice", args=[lesson.key])
    assert client.get(url)["Location"] == lesson.url
    assert url not in client.get(lesson.url).content.decode()


def test_a_lesson_one_may_not_read_cannot_be_practised(client, url, lesson):
    PageViewRestriction.objects.create(page=lesson, restriction_type="password", password="mau")
    assert client.get(url).status_code == 404
    lesson.unpublish()
    assert client.get(url).status_code == 404


def test_the_page_and_its_script_are_small(client, course):
    lesson = LessonPageFactory(body=[step(f"s{n}") for n in range(8)])
    html = client.get(reverse("lessons:practice", args=[lesson.key])).content
    script = Path(finders.find("lessons/practice.js")).read_bytes()
    assert len(gzip.compress(script)) <= 2_000
    assert len(gzip.compress(html)) <= 10_000


def test_practice_needs_few_queries_signed_in(member, client, course, django_assert_max_num_queries):
    lesson = LessonPageFactory(body=[step(f"s{n}") for n in range(12)])
    url = reverse("lessons:practice", args=[lesson.key])
    client.get(url)
    with django_assert_max_num_queries(CEILING):
        client.get(url)
