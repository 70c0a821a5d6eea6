"""The page for the door and practice are other looks at a lesson: kept as it is, and old when it is."""

import pytest
from django.urls import reverse

from tests.page_cache import is_kept, read, switch_on
from tests.test_page_cache_changes import Site, publish

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("look", ["lessons:door", "lessons:practice"])]


@pytest.fixture
def site(course, settings, tmp_path):
    site = Site(course)
    switch_on(settings, tmp_path)
    return site


def at(look, lesson):
    return reverse(look, args=[lesson.key])


def reword(site):
    publish(site.lesson, title="Tên khác")


def redraw(site):
    site.screen.title = "Màn hình khác"
    site.screen.save()


def warn(site):
    publish(site.app, summary="Lời khác")


def withdraw(site):
    site.lesson.unpublish()


def test_it_takes_no_query_the_second_time(look, site):
    first, again = read(at(look, site.lesson)), read(at(look, site.lesson))
    assert (first.status_code, again.queries, again.content) == (200, 0, first.content)


def test_a_browser_that_has_it_is_sent_nothing(look, site):
    answer = read(at(look, site.lesson))
    assert read(at(look, site.lesson), if_none_match=answer["ETag"]).status_code == 304


@pytest.mark.parametrize("change", [reword, redraw, warn, withdraw])
def test_it_is_old_once_the_lesson_its_screens_or_its_app_changed(
    look, change, site, django_capture_on_commit_callbacks
):
    read(at(look, site.lesson))
    with django_capture_on_commit_callbacks(execute=True):
        change(site)
    assert read(at(look, site.lesson)).queries > 0


def test_a_change_of_another_app_leaves_it(look, site, django_capture_on_commit_callbacks):
    read(at(look, site.lesson))
    with django_capture_on_commit_callbacks(execute=True):
        publish(site.other_lesson, title="Tên khác")
    assert is_kept(at(look, site.lesson))
