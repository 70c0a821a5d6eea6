"""Who is given a finished page, and who is not."""

from __future__ import annotations

import datetime as dt
import gzip

import brotli
import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lms.pagecache.middleware import _until
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
)
from tests.factories.members import UserFactory
from tests.page_cache import is_kept, read, switch_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(course, settings, tmp_path):
    lesson = LessonPageFactory(parent=AppPageFactory(parent=course))
    switch_on(settings, tmp_path)
    return lesson


@pytest.fixture
def pages(lesson):
    app = lesson.get_parent()
    poster, script = PosterPageFactory(parent=app), RadioScriptPageFactory(parent=app)
    return [page.url for page in (app.get_parent(), app, lesson, poster, script)]


def test_every_page_that_anyone_may_read_takes_no_query_the_second_time(pages):
    for address in (*pages, "/tim/", "/tro-giup/", "/quyen-rieng-tu/"):
        first, again = read(address), read(address)
        assert (first.status_code, again.queries, again.content) == (200, 0, first.content), address


@pytest.mark.parametrize("address", ["/dang-nhap/", "/kt/", "/tim/?q=vneid", "/viec-hoc/", "/robots.txt", "/khong-co/"])
def test_other_addresses_are_answered_anew(lesson, address):
    read(address)
    assert "ETag" not in read(address)


def test_a_finished_page_has_the_headers_of_a_fresh_one(lesson):
    fresh, kept = read(lesson.url), read(lesson.url)
    assert dict(fresh.headers) == dict(kept.headers)
    assert "default-src 'none'" in kept["Content-Security-Policy"]
    assert (kept["X-Frame-Options"], kept["Content-Language"]) == ("SAMEORIGIN", "vi")
    assert kept["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepts", "coding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("", None, bytes),
        ("zstd", None, bytes),
    ],
)
def test_a_page_comes_as_the_browser_takes_it(lesson, accepts, coding, unpack):
    plain = read(lesson.url).content
    answer = read(lesson.url, accept_encoding=accepts)
    assert answer.get("Content-Encoding") == coding
    assert unpack(answer.content) == plain
    assert int(answer["Content-Length"]) == len(answer.content)
    assert {"Cookie", "Accept-Encoding"} <= set(answer["Vary"].replace(" ", "").split(","))


def test_an_unchanged_page_is_not_sent_again(lesson):
    etag = read(lesson.url, accept_encoding="br")["ETag"]
    answer = read(lesson.url, accept_encoding="br", if_none_match=etag)
    assert (answer.status_code, answer.content, answer["ETag"], answer.queries) == (304, b"", etag, 0)


def test_each_coding_has_an_etag_of_its_own(lesson):
    etags = {read(lesson.url, accept_encoding=coding)["ETag"] for coding in ("br", "gzip", "")}
    assert len(etags) == 3
    other = read(lesson.url, accept_encoding="gzip")["ETag"]
    assert read(lesson.url, accept_encoding="br", if_none_match=other).status_code == 200


def test_head_is_answered_from_what_is_kept(lesson):
    read(lesson.url)
    answer = Client().head(lesson.url)
    assert (answer.status_code, answer.content, "ETag" in answer) == (200, b"", True)


def test_a_member_is_given_a_page_of_their_own(lesson):
    read(lesson.url)
    client = Client()
    client.force_login(UserFactory())
    answer = client.get(lesson.url)
    assert "ETag" not in answer
    assert b"csrfmiddlewaretoken" in answer.content
    assert b"csrfmiddlewaretoken" not in read(lesson.url).content


def test_a_message_is_shown_to_its_reader_alone(lesson):
    words = CookieStorage(None)._encode([])
    assert "ETag" not in read(lesson.url, cookies={"messages": words})
    assert not is_kept(lesson.url)


def test_each_language_has_a_page_of_its_own(lesson):
    assert read(lesson.url)["Content-Language"] == "vi"
    assert read(lesson.url, cookies={"ngon_ngu": "en"})["Content-Language"] == "en"
    assert read(lesson.url)["Content-Language"] == "vi"


def test_a_language_we_do_not_have_shares_the_page_of_our_own(lesson):
    read(lesson.url)
    assert read(lesson.url, cookies={"ngon_ngu": "xx"}).queries == 0


def test_pages_differ_by_the_named_cookies_and_functions(lesson, settings):
    settings.LMS_PAGE_VARIANT_COOKIES = ["co_chu"]
    settings.LMS_PAGE_VARIANTS = ["tests.test_page_cache.variant"]
    read(lesson.url)
    assert read(lesson.url, cookies={"co_chu": "to"}).queries > 0
    assert read(lesson.url, cookies={"co_chu": "to"}).queries == 0
    assert read(lesson.url, x_kind="b").queries > 0
    assert read(lesson.url, x_kind="b").queries == 0
    assert is_kept(lesson.url)


def variant(request):
    return request.headers.get("X-Kind", "")


def test_a_cookie_with_a_long_value_keeps_nothing(lesson, settings):
    settings.LMS_PAGE_VARIANT_COOKIES = ["co_chu"]
    assert "ETag" not in read(lesson.url, cookies={"co_chu": "x" * 21})


@pytest.mark.parametrize("query", ["?a=1", "?e=1234", "?e=1&s=bai:2", "?e=x"])
def test_endless_queries_are_not_kept(lesson, query):
    assert "ETag" not in read(f"{lesson.url}{query}")


def test_the_edition_of_a_printed_code_is_kept_apart(lesson):
    read(lesson.url)
    assert read(f"{lesson.url}?e=1").queries > 0
    assert read(f"{lesson.url}?e=1").queries == 0


def test_every_host_has_pages_of_its_own(lesson):
    read(lesson.url)
    assert read(lesson.url, host="127.0.0.1").queries > 0


def test_a_wrong_host_is_refused_though_the_page_is_kept(lesson):
    read(lesson.url)
    assert read(lesson.url, host="evil.example").status_code == 400


def test_a_preview_is_neither_kept_nor_answered_from_what_is_kept(lesson):
    lesson.title = "Chưa xuất bản"
    assert "Chưa xuất bản" in lesson.make_preview_request().content.decode()
    assert "Chưa xuất bản" not in read(lesson.url).content.decode()
    assert "Chưa xuất bản" in lesson.make_preview_request().content.decode()


def test_a_page_behind_a_password_is_not_kept(lesson, django_capture_on_commit_callbacks):
    assert not is_kept(lesson.url)
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=lesson, restriction_type="password", password="mo-ra")
    for _time in range(2):
        answer = read(lesson.url)
        assert "ETag" not in answer
        assert b"Kho" not in answer.content


def test_a_page_is_drawn_anew_once_its_time_is_over(lesson, settings):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    read(lesson.url)
    assert not is_kept(lesson.url)


def test_no_page_outlives_the_day(lesson, monkeypatch):
    evening = dt.datetime(2026, 11, 22, 23, 59, 30, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: evening)
    assert _until() <= (evening + dt.timedelta(seconds=30)).timestamp()


def test_pages_that_other_code_drew_are_not_given_out(lesson, monkeypatch):
    read(lesson.url)
    monkeypatch.setattr("lms.pagecache.middleware.build_id", lambda: "another")
    assert not is_kept(lesson.url)


def test_a_folder_that_cannot_be_written_stops_no_page(lesson, settings, tmp_path):
    (tmp_path / "file").write_text("x")
    settings.LMS_PAGE_FOLDER = tmp_path / "file"
    assert [read(lesson.url).status_code for _time in range(2)] == [200, 200]


def test_switched_off_nothing_is_kept(lesson, settings, tmp_path):
    settings.LMS_PAGE_CACHE = False
    read(lesson.url)
    assert not is_kept(lesson.url)
    assert not list(tmp_path.iterdir())
