"""What a phone is told to fetch, and how much it weighs."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from lessons.models import AppPage
from lessons.offline.fetching import Fetcher
from lessons.offline.packing import add_up, pack_of
from lessons.offline.stored import stored
from lms.shared.keepable import keepable_pages, register_keepable
from tests.factories.lessons import AppPageFactory, LessonPageFactory, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def app(course):
    app = AppPageFactory(key="vneid", title="VNeID")
    LessonPageFactory(parent=app, key="bai-mau", body=[step("mo-kho"), step("tim")])
    return app


@pytest.fixture(autouse=True)
def forget(settings, tmp_path):
    from django.core.cache import cache

    cache.clear()
    settings.STATIC_ROOT = tmp_path  # nothing was collected


def packed(app):
    return add_up(AppPage.objects.get(pk=app.pk), host="testserver", secure=False)


def test_an_app_is_kept_with_its_lessons_their_practice_and_the_door(app):
    lesson = app.get_children().get()
    assert keepable_pages("vneid")[:4] == [app.url, lesson.url, "/b/bai-mau/bam-thu/", "/b/bai-mau/tai-cua/"]
    assert keepable_pages("khong-co") == []


def test_a_part_registers_once_and_each_address_is_kept_once(app):
    def again(app_key):
        return [app.url] if app_key == "vneid" else []

    from lms.shared import keepable

    try:
        register_keepable(again)
        register_keepable(again)
        assert keepable._registered.count(again) == 1
        assert keepable_pages("vneid").count(app.url) == 1
    finally:
        keepable._registered.remove(again)


def test_a_lesson_for_members_alone_is_not_kept(app):
    lesson = app.get_children().get()
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert keepable_pages("vneid") == [app.url]


def test_files_that_the_pages_draw_in_are_kept_too(app):
    files = packed(app).files
    assert {"/static/site.css", "/static/reading.js", "/static/practice.js", reverse("lessons:kept")} <= set(files)
    assert len(files) == len(set(files))
    assert all(path.startswith("/") for path in files)


def test_the_weight_is_what_goes_over_the_wire(app):
    pack = packed(app)
    pages = [path for path in pack.files if not path.startswith("/static/")]
    weight = sum(len(Client().get(path, headers={"Accept-Encoding": "gzip"}).content) for path in pages)
    files = sum(stored(path).size for path in pack.files if path.startswith("/static/"))
    assert abs(pack.size - files - weight) < len(pages) * 200  # Django adds up to a hundred random bytes to each


def test_a_file_weighs_what_was_laid_down_compressed_beside_it(settings, tmp_path):
    (tmp_path / "one.js").write_bytes(b"x" * 500)
    assert stored("/static/one.js").size == 500
    (tmp_path / "one.js.gz").write_bytes(b"x" * 50)
    assert stored("/static/one.js").size == 50
    (tmp_path / "one.js.br").write_bytes(b"x" * 40)
    assert stored("/static/one.js").size == 40


@pytest.mark.parametrize("path", ["/static/khong-co.js", "/static/../khong-co", "/media/khong-co.png", "/media/../x"])
def test_a_file_that_is_not_ours_is_not_kept(path):
    assert stored(path) is None


def test_an_uploaded_picture_is_kept(settings):
    name = default_storage.save("anh.png", ContentFile(b"x" * 70))
    assert stored(f"/media/{name}").size == 70


def test_the_digest_is_the_same_until_something_is_published(app):
    before = packed(app)
    assert packed(app).digest == before.digest
    lesson = app.get_children().get().specific
    lesson.title = "Bài đã sửa"
    lesson.save_revision().publish()
    assert packed(app).digest != before.digest


def test_it_is_added_up_once_and_again_after_publishing(app, monkeypatch):
    made = []
    monkeypatch.setattr("lessons.offline.packing.add_up", lambda app, **where: made.append(app) or add_up(app, **where))
    for _ in range(3):
        pack_of(app, host="testserver", secure=False)
    assert len(made) == 1
    lesson = app.get_children().get().specific
    lesson.save_revision().publish()
    pack_of(app, host="testserver", secure=False)
    assert len(made) == 2


def test_the_phone_gets_what_a_stranger_gets_in_the_usual_language(app):
    with translation.override("en"):
        one = Fetcher(host="testserver", secure=False).fetch(app.url)
        assert translation.get_language() == "en"
    assert b'<html lang="vi"' in one.body
    assert b"csrfmiddlewaretoken" not in one.body
    assert one.is_page
    assert one.size < len(one.body)


def test_what_is_not_there_is_not_kept(app):
    assert Fetcher(host="testserver", secure=False).fetch("/khong-co/") is None


def test_pages_that_are_kept_give_no_cookie(app):
    for path in keepable_pages("vneid"):
        assert not Client().get(path).cookies, path
