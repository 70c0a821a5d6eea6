"""/b/<key>/tai-cua/: what the code on a sheet opens."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from lessons.models import LessonEdition, LessonPage
from tests.factories.lessons import AppPageFactory, LessonPageFactory, block, step
from tests.factories.members import MembershipFactory

pytestmark = pytest.mark.django_db
CEILING = 12
SECTION = re.compile(r'<section[^>]* id="([^"]+)"')


@pytest.fixture
def lesson(course):
    warning = block("warning", "Không đọc mã OTP cho ai.")
    app = AppPageFactory(key="vneid", title="VNeID", warnings=[warning])
    steps = [
        step("mo", title="Mở kho", say="Bác mở kho ứng dụng giúp cháu."),
        block("paragraph", "<p>Chờ máy tải xong.</p>"),
        step("doc", title="Đọc tên", say="", stop="<p>Tên lạ thì dừng.</p>"),
        step("cai", title="Cài đặt"),
    ]
    return LessonPageFactory(parent=app, key="cai-vneid", title="Cài VNeID", body=steps, after_title="Xong rồi")


@pytest.fixture
def url(lesson):
    return reverse("lessons:door", args=[lesson.key])


def page(client, url, **query):
    return client.get(url, query, headers={"Cookie": "ngon_ngu=en"}).content.decode()


def section(html, name):
    return html[html.index(f'id="{name}"') :].split("</section>")[0]


def changed(lesson, title):
    fresh = lesson.get_latest_revision_as_object()
    raw = list(fresh.body.raw_data)
    raw[0]["value"]["title"] = title
    fresh.body = raw
    fresh.save_revision().publish()


def test_the_printed_link_of_a_lesson_opens_it_at_the_door_with_the_age_of_the_sheet(client, lesson, url):
    short = reverse("lessons:short", args=[lesson.key])
    assert client.get(short)["Location"] == url == "/b/cai-vneid/tai-cua/"
    assert client.get(f"{short}?e=2&s=bai-b:3")["Location"] == f"{url}?e=2&s=bai-b:3"


def test_the_warnings_and_each_step_have_a_screen_of_their_own(client, url):
    assert SECTION.findall(page(client, url)) == ["b-mo", "b-doc", "b-cai", "xong", "dau"]


def test_what_is_shown_first_are_the_warnings_and_the_way_into_the_steps(client, url):
    html = page(client, url)
    first = section(html, "dau")
    assert '<section class="first" id="dau"' in html
    assert "Không đọc mã OTP cho ai." in first
    assert 'href="#b-mo"' in first


def test_each_step_leads_to_its_neighbours(client, url):
    html = page(client, url)
    ways = {
        name: re.findall(r'class="btn[^"]*" href="#([^"]+)"', section(html, name)) for name in SECTION.findall(html)
    }
    assert ways == {
        "b-mo": ["dau", "b-doc"],
        "b-doc": ["b-mo", "b-cai"],
        "b-cai": ["b-doc", "xong"],
        "xong": ["dau"],
        "dau": ["b-mo"],
    }


def test_a_step_says_what_to_say_and_shows_its_screen_with_the_place(client, url):
    html = section(page(client, url), "b-mo")
    assert "Bác mở kho ứng dụng giúp cháu." in html
    assert 'class="tap"' in html
    assert "Chờ máy tải xong." in html


def test_words_nobody_wrote_are_made_from_the_screen(client, url):
    assert "“Đọc tên. Bấm nút Cài đặt.”" in section(page(client, url), "b-doc")


def test_a_stop_stands_before_what_to_do(client, url):
    html = section(page(client, url), "b-doc")
    assert html.index("Tên lạ thì dừng.") < html.index("Mở kho ứng dụng có sẵn")


def test_nothing_is_kept_of_a_stranger_and_nothing_runs(client, url):
    response = client.get(f"{url}?e=1")
    html = response.content.decode()
    assert not response.cookies
    assert not Session.objects.exists()
    assert "<script" not in html
    assert "csrfmiddlewaretoken" not in html
    assert "<form" not in html


def test_a_member_gets_the_very_page_of_a_stranger(client, url):
    member = MembershipFactory().user
    client.force_login(member)
    assert page(client, url) == page(Client(), url)


def test_an_old_sheet_is_told_first_and_on_the_steps_that_changed(client, lesson, url):
    changed(lesson, "Mở CH Play")
    html = page(client, url, e=1)
    first = section(html, "dau")
    assert first.index("Your sheet is an old one") < first.index("Không đọc mã OTP")
    assert "this step is another now" in section(html, "b-mo")
    assert "this step is another now" not in section(html, "b-cai")
    assert "old one" not in page(client, url, e=2)


def test_another_lesson_of_the_sheet_that_changed_is_named(client, lesson, url):
    other = LessonPageFactory(parent=lesson.app, key="bai-b", title="Bài B", body=[step("mo")])
    changed(other, "Mở khác")
    assert f'href="{other.url}?e=1"' in page(client, url, e=1, s="bai-b:1")


@pytest.mark.parametrize("words", ["", "x", "-1", "9" * 40, "<b>"])
def test_a_strange_age_is_passed_over(client, url, words):
    assert client.get(url, {"e": words, "s": words}).status_code == 200


def test_a_withdrawn_lesson_says_what_to_do(client, lesson, url):
    lesson.unpublish()
    for address in (url, reverse("lessons:short", args=[lesson.key]), reverse("lessons:lesson", args=[lesson.key])):
        response = client.get(f"{address}?e=1", headers={"Cookie": "ngon_ngu=en"})
        html = response.content.decode()
        assert response.status_code == 404
        assert "Do not follow the sheet any more" in html
        assert "Cài VNeID" in html
        assert f'href="{lesson.app.url}"' in html


def test_a_deleted_lesson_says_what_to_do(client, lesson, url):
    lesson.delete()
    assert LessonEdition.objects.filter(lesson_key="cai-vneid").exists()
    assert "Do not follow the sheet any more" in page(client, url)


def test_a_draft_that_was_never_published_is_as_unknown_as_any_other_word(client, lesson):
    LessonPage.objects.filter(pk=lesson.pk).update(live=False, first_published_at=None)
    LessonEdition.objects.all().delete()
    html = page(client, reverse("lessons:door", args=[lesson.key]))
    assert "cai-vneid" in html
    assert "Cài VNeID" not in html


def test_a_closed_lesson_asks_on_its_own_page_who_is_there(client, lesson, url):
    PageViewRestriction.objects.create(page=lesson.app, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{url}?e=1")["Location"] == f"{lesson.url}?e=1"


def test_the_page_of_a_withdrawn_lesson_of_a_closed_app_names_no_app(client, lesson, url):
    lesson.unpublish()
    PageViewRestriction.objects.create(page=lesson.app, restriction_type=PageViewRestriction.LOGIN)
    assert lesson.app.url not in page(client, url)


def test_the_page_costs_few_queries_and_bytes(client, lesson, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(CEILING):
        html = client.get(f"{url}?e=1").content
    assert len(gzip.compress(html)) < 10_000


def test_the_whole_lesson_is_one_press_away_and_leads_back(client, lesson, url):
    assert f'href="{lesson.url}"' in section(page(client, url), "dau")
    assert f'href="{url}"' in page(client, lesson.url)
