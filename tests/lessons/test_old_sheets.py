"""A QR code that knows how old its sheet is: what has changed since, over all lessons the sheet was printed from."""

from __future__ import annotations

import copy
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from lessons.models import LessonPage
from lessons.printing import sheets
from lessons.progress.changes import ranges, steps_in_words
from lessons.progress.old_sheets import MAX_OTHERS
from lessons.progress.services import finished
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, block, step
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
CEILING = 12  # queries of a page, signed in, without a sheet's age
MORE = 2  # with one


@pytest.fixture
def app(course):
    return AppPageFactory(key="vneid", quiz=QuizFactory())


@pytest.fixture
def first(app):
    return LessonPageFactory(parent=app, key="bai-a", title="Bài A", body=[step(f"a{n}") for n in range(1, 7)])


@pytest.fixture
def second(app, first):
    return LessonPageFactory(parent=app, key="bai-b", title="Bài B", body=[step(f"b{n}") for n in range(1, 7)])


def change(lesson, *numbers, **values):
    """Publishes `lesson` with another title in the steps `numbers`; without any, other values of the page."""
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    for number in numbers:
        raw[number - 1]["value"]["title"] += " mới"
    page.body = raw
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def take_out(lesson, number):
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    del raw[number - 1]
    page.body = raw
    page.save_revision().publish()


def read(client, page, **age):
    return " ".join(client.get(page.url, age, headers={"Cookie": "ngon_ngu=en"}).content.decode().split())


def scanned(client, url):
    """The page a code leads to."""
    parts = urlsplit(url)
    response = client.get(parts.path, parse_qs(parts.query), follow=True, headers={"Cookie": "ngon_ngu=en"})
    return " ".join(response.content.decode().split())


# --- steps, read aloud ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([2], "step 2"),
        ([3, 4], "steps 3–4"),
        ([6, 2, 5], "step 2 and steps 5–6"),
        ([1, 3, 5, 6, 7, 3], "step 1, step 3 and steps 5–7"),
    ],
)
def test_numbers_of_steps_are_read_as_ranges(numbers, words):
    with translation.override("en"):
        assert steps_in_words(numbers) == words


@given(st.lists(st.integers(1, 60)))
def test_ranges_hold_all_numbers_and_no_other_and_never_touch(numbers):
    runs = ranges(numbers)
    assert sorted(set(numbers)) == [n for low, high in runs for n in range(low, high + 1)]
    assert all(after[0] > before[1] + 1 for before, after in pairwise(runs))


# --- the way from the code to the page --------------------------------------------------------------


def test_a_short_link_carries_the_age_of_all_lessons_on(client, first):
    url = reverse("lessons:short", args=["bai-a"])
    door = reverse("lessons:door", args=["bai-a"])
    assert client.get(f"{url}?e=2&s=bai-b:3&s=bai-c:1")["Location"] == f"{door}?e=2&s=bai-b:3&s=bai-c:1"
    assert client.get(f"{url}?s=bai-b:3")["Location"] == f"{door}?s=bai-b:3"


@pytest.mark.parametrize(
    "words",
    ["", "x", "bai-b", "bai-b:", ":3", "bai-b:-1", "bai-b:100000", "bai-b:²", "bài-b:1", "bai b:1", "a:1:2",
     "<b>:1", "bai-b:1\n", f"{'a' * 61}:1", "//host/:1", "%00:1"],
)  # fmt: skip
def test_a_strange_lesson_in_the_address_is_passed_over(client, first, words):
    door = reverse("lessons:door", args=["bai-a"])
    assert client.get(reverse("lessons:short", args=["bai-a"]), {"s": words})["Location"] == door
    assert client.get(first.url, {"s": words}).status_code == 200
    assert client.get(first.app.url, {"s": words}).status_code == 200


def test_no_more_lessons_are_carried_on_than_a_sheet_can_hold(client, first):
    asked = {"s": [f"bai-{n}:1" for n in range(MAX_OTHERS + 30)]}
    location = client.get(reverse("lessons:short", args=["bai-a"]), asked)["Location"]
    assert parse_qs(urlsplit(location).query)["s"] == asked["s"][:MAX_OTHERS]


# --- what the page of a lesson says -----------------------------------------------------------------


def test_a_fresh_sheet_is_left_in_peace(client, first, second):
    for age in ({}, {"e": 1, "s": "bai-b:1"}, {"e": 99, "s": "bai-b:99"}, {"s": "khong-co:1"}):
        assert "old one" not in read(client, first, **age)


def test_an_old_sheet_is_told_which_steps_changed_and_where_the_new_one_is(client, first):
    html = read(client, change(first, 3, 4), e=1)
    assert "steps 3–4" in html
    assert f'href="{reverse("lessons:leaflet", args=["vneid"])}"' in html


def test_a_step_that_was_taken_out_is_told_by_its_title(client, first, second):
    take_out(second, 2)
    html = read(client, first, e=1, s="bai-b:1")
    assert "taken out: Bước b2" in html


def test_the_page_of_a_lesson_names_the_other_lessons_that_changed(client, first, second):
    second = change(second, 2, 5, 6)
    html = read(client, first, e=1, s="bai-b:1")
    assert f'<a href="{second.url}?e=1">Bài B</a>: step 2 and steps 5–6' in html
    assert "It was printed from edition" not in html


def test_the_places_of_steps_are_those_of_the_lesson_as_it_stands_now(client, first, second):
    take_out(second, 1)
    change(second, 2)
    assert "step 2" in read(client, first, s="bai-b:1")


def test_a_lesson_that_is_not_published_is_not_named(client, first, second):
    change(second, 2).unpublish()
    assert "Bài B" not in read(client, first, s="bai-b:1").partition("</main>")[0]


def test_a_lesson_that_is_closed_to_readers_is_not_named_on_another_page(client, first):
    hidden = LessonPageFactory(parent=AppPageFactory(), key="kin", title="Bài kín")
    change(hidden, 1)
    assert "Bài kín" in read(client, first, s="kin:1")
    PageViewRestriction.objects.create(page=hidden.get_parent(), restriction_type="login")
    assert "Bài kín" not in read(client, first, s="kin:1")


def test_the_code_of_an_old_leaflet_leads_to_what_changed_in_each_of_its_lessons(client, app):
    one = LessonPageFactory(parent=app, title="Bài một", body=[step("a"), step("b")])
    two = LessonPageFactory(parent=app, title="Bài hai", body=[step("c"), step("d")])
    url = sheets.leaflet(app).document.url
    assert "old one" not in scanned(client, url)
    change(one, 2)
    change(two, 1, 2)
    html = scanned(client, url)
    assert "What changed: step 2." in html
    assert "Bài hai</a>: steps 1–2" in html


# --- what the page of an app says -------------------------------------------------------------------


def test_the_code_of_an_old_poster_leads_to_what_changed_and_to_the_new_poster(client, first, second):
    drawn = [block("drawn", {"heading": one.title, "steps": {"lesson": one.pk, "keys": []}}) for one in (first, second)]
    poster = PosterPageFactory(parent=first.app, columns=drawn)
    url = sheets.poster(poster).document.url
    assert "old one" not in scanned(client, url)
    change(second, 5, 6)
    html = scanned(client, url)
    assert "Bài B</a>: steps 5–6" in html
    notice = html[html.index("old one") : html.index("Bài B</a>") + 600]
    assert reverse("lessons:poster", args=[poster.key]) in notice


# --- what it costs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["lesson", "app"])
def test_the_age_of_a_sheet_costs_two_queries_at_most(client, first, second, which, django_assert_max_num_queries):
    for n in range(MAX_OTHERS):
        change(LessonPageFactory(parent=first.app, key=f"bai-{n}", body=[step(f"x{n}")]), 1)
    PosterPageFactory(parent=first.app)
    member = UserFactory()
    client.force_login(member)
    finished(member=member, lesson=first)
    first = change(first, 1)
    url = first.url if which == "lesson" else first.app.url
    age = {"e": 1, "s": [f"bai-{n}:1" for n in range(MAX_OTHERS)]}
    client.get(url)
    with django_assert_max_num_queries(CEILING) as plain:
        client.get(url)
    with django_assert_max_num_queries(len(plain) + MORE):
        html = client.get(url, age).content.decode()
    assert html.count("?e=1") >= MAX_OTHERS
