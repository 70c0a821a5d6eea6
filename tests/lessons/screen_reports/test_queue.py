"""The trainers' list of screens that were told to differ."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from lessons.models import LessonPage, ScreenCheck, ScreenReport
from lessons.screen_reports.selectors import queue
from lessons.screen_reports.services import check, report
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
URL = "/quan-tri/screens/different/"
CEILING = 30  # queries of an admin page; 25 rows are shown


@pytest.fixture
def lesson(course):
    return LessonPageFactory(key="cai-vneid", title="Cài VNeID", body=[step("mo-kho"), step("tim")])


@pytest.fixture
def trainer(client, db):
    user = UserFactory()
    for name in ("access_admin", "change_screen"):
        user.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(user)
    return user


def tell(lesson, step_key="tim", times=1, day=TODAY, kind=""):
    for _ in range(times):
        report(lesson=lesson, step_key=step_key, kind=kind, day=day)


def listed(day=TODAY):
    return [(row["step_key"], row["recent"], row["total"]) for row in queue(day)]


def test_the_step_told_most_in_thirty_days_comes_first(lesson):
    tell(lesson, "mo-kho", 5, TODAY - dt.timedelta(days=30))
    tell(lesson, "tim", 2)
    tell(lesson, "tim", 1, TODAY - dt.timedelta(days=29), kind="words")
    assert listed() == [("tim", 3, 3), ("mo-kho", 0, 5)]


def test_a_step_without_a_screen_or_an_unknown_kind_is_refused(lesson):
    with pytest.raises(ValueError, match="khong-co"):
        tell(lesson, "khong-co")
    with pytest.raises(ValueError, match="la"):
        tell(lesson, kind="la")
    assert not ScreenReport.objects.exists()


def test_a_checked_step_leaves_the_list_with_its_note_and_comes_back_when_told_again(lesson):
    tell(lesson, times=3)
    tell(lesson, "mo-kho")
    done = check(lesson_key=lesson.key, step_key="tim", note="  Nút nay  tên “Nhận” ", now=NOW)
    assert (done.reports, done.note) == (3, "Nút nay tên “Nhận”")
    assert listed() == [("mo-kho", 1, 1)]
    tell(lesson)
    assert ("tim", 1, 1) in listed()


def test_a_step_is_checked_once(lesson):
    tell(lesson)
    for _ in range(2):
        check(lesson_key=lesson.key, step_key="tim", note="", now=NOW)
    assert ScreenCheck.objects.count() == 1


def test_a_new_edition_takes_the_steps_it_changed_off_the_list(lesson):
    tell(lesson, "mo-kho")
    tell(lesson, "tim")
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    raw[1]["value"]["title"] = "Tìm bằng tên"
    page.body = raw
    page.save_revision().publish()
    assert listed() == [("mo-kho", 1, 1)]


def test_drawing_the_screen_anew_takes_the_step_off_the_list(lesson):
    tell(lesson, "tim")
    screen = list(lesson.steps())[1]["screen"]
    screen.bar_title = "Chợ ứng dụng"
    screen.save()
    assert listed() == []


def test_the_list_leads_to_lesson_and_screen_and_marks_as_checked(client, trainer, lesson):
    tell(lesson, day=timezone.localdate(), kind="place")
    html = client.get(URL).content.decode()
    screen = list(lesson.steps())[1]["screen"]
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in html
    assert reverse("wagtailsnippets_shared_screen:edit", args=[screen.pk]) in html
    assert "Bước tim" in html
    client.post(URL, {"lesson": lesson.key, "step": "tim", "note": "Đã vẽ lại"})
    assert "Đã vẽ lại" in client.get(URL).content.decode()
    assert not queue(TODAY).exists()


def test_a_lesson_that_is_gone_is_listed_by_its_key(client, trainer, lesson):
    tell(lesson, day=timezone.localdate())
    LessonPage.objects.get(pk=lesson.pk).delete()
    assert "cai-vneid" in client.get(URL).content.decode()


def test_only_who_may_change_screens_sees_the_list_and_its_menu(client, lesson):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.post(URL, {"lesson": lesson.key, "step": "tim"}).status_code in (302, 403)
    assert URL not in client.get(reverse("wagtailadmin_home"), follow=True).content.decode()


def test_the_menu_leads_to_the_list(client, trainer):
    assert URL in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_long_list_has_pages_and_few_queries(client, trainer, course, django_assert_max_num_queries):
    lessons = [LessonPageFactory(body=[step(f"s{n}") for n in range(10)]) for _ in range(3)]
    for lesson in lessons:
        for n in range(10):
            tell(lesson, f"s{n}", day=timezone.localdate())
    client.get(URL)
    with django_assert_max_num_queries(CEILING):
        first = client.get(URL).content.decode()
    assert first.count('name="note"') == 25
    assert client.get(URL, {"p": 2}).content.decode().count('name="note"') == 5
    assert client.get(URL, {"p": "x"}).status_code == 200
