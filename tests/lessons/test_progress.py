"""How far a member is: kept while reading, marked when learned, shown in the lane."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from lessons import links
from lessons.models import LessonPage, LessonProgress
from lessons.models.editions import Importance
from lessons.progress.lanes import lane_of_app, lanes_of_course, next_lesson
from lessons.progress.services import finished, opened
from quizzes.models import Milestone
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def member(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def lesson(course):
    return LessonPageFactory(key="cai-vneid", title="Cài VNeID")


def request_of(member=None):
    request = RequestFactory().get("/")
    if member:
        request.user = member
    return request


def change(lesson, importance=Importance.MINOR, reason=""):
    """Publishes the lesson with another title on its first step."""
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    raw[0]["value"]["title"] += " mới"
    page.body, page.change_importance, page.change_reason = raw, importance, reason
    page.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


# --- services ---------------------------------------------------------------------------------------


def test_reading_keeps_the_last_step_and_the_edition(member, lesson):
    opened(member=member, lesson=lesson, step_key="tim", now=NOW)
    progress = opened(member=member, lesson=lesson, step_key="cai-dat", now=NOW + dt.timedelta(minutes=2))
    assert (progress.step_key, progress.edition, progress.completed_at) == ("cai-dat", 1, None)
    assert progress.seen_at - progress.started_at == dt.timedelta(minutes=2)
    assert LessonProgress.objects.count() == 1


def test_a_step_that_is_not_in_the_lesson_is_refused_and_nothing_is_written(member, lesson):
    with pytest.raises(ValueError, match="khong-co"):
        opened(member=member, lesson=lesson, step_key="khong-co")
    assert not LessonProgress.objects.exists()


def test_finishing_marks_the_lesson_and_tells_certification_once(member, lesson):
    for _ in range(2):
        finished(member=member, lesson=lesson, now=NOW)
    progress = LessonProgress.objects.get()
    assert (progress.completed_at, progress.edition, progress.step_key) == (NOW, 1, "")
    assert list(Milestone.objects.values_list("member", "key", "label")) == [
        (member.pk, "lesson:cai-vneid", "Cài VNeID")
    ]


def test_learning_the_same_edition_again_keeps_the_first_day(member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    assert finished(member=member, lesson=lesson, now=NOW + dt.timedelta(days=9)).completed_at == NOW


def test_learning_a_newer_edition_counts_from_that_day(member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    later = NOW + dt.timedelta(days=9)
    progress = finished(member=member, lesson=change(lesson), now=later)
    assert (progress.completed_at, progress.edition) == (later, 2)


def test_looking_again_at_a_learned_lesson_keeps_the_edition_that_was_learned(member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    assert opened(member=member, lesson=change(lesson), step_key="tim").edition == 1


def test_a_clock_that_goes_back_breaks_nothing(member, lesson):
    opened(member=member, lesson=lesson, now=NOW)
    progress = finished(member=member, lesson=lesson, now=NOW - dt.timedelta(hours=1))
    assert progress.completed_at == progress.seen_at == NOW


# --- lanes ------------------------------------------------------------------------------------------


def test_a_lane_lights_what_is_learned_and_raises_what_comes_next(member, course):
    app = AppPageFactory(parent=course)
    first, _second, _third = (LessonPageFactory(parent=app) for _ in range(3))
    assert lane_of_app(app, request_of(member)).states == ["todo", "todo", "todo"]
    finished(member=member, lesson=first)
    lane = lane_of_app(app, request_of(member))
    assert (lane.states, lane.done, lane.next.number) == (["done", "now", "todo"], 1, 2)


def test_a_reader_without_a_name_has_a_lane_without_progress(member, course):
    lesson = LessonPageFactory()
    finished(member=member, lesson=lesson)
    lane = lane_of_app(lesson.app, request_of())
    assert (lane.states, lane.signed_in) == (["todo"], False)


def test_one_goes_on_in_the_app_that_was_read_last(member, course):
    one, two = AppPageFactory(parent=course), AppPageFactory(parent=course)
    lessons = [LessonPageFactory(parent=app) for app in (one, one, two, two)]
    assert next_lesson(lanes_of_course(course, request_of(member))).key == lessons[0].key
    finished(member=member, lesson=lessons[0], now=NOW)
    finished(member=member, lesson=lessons[2], now=NOW + dt.timedelta(hours=1))
    assert next_lesson(lanes_of_course(course, request_of(member))).key == lessons[3].key
    finished(member=member, lesson=lessons[3], now=NOW + dt.timedelta(hours=2))
    assert next_lesson(lanes_of_course(course, request_of(member))).key == lessons[1].key
    finished(member=member, lesson=lessons[1], now=NOW + dt.timedelta(hours=3))
    assert next_lesson(lanes_of_course(course, request_of(member))) is None


def test_a_course_is_read_in_four_queries_however_many_apps_it_has(member, course, django_assert_max_num_queries):
    for _ in range(4):
        LessonPageFactory(parent=AppPageFactory(parent=course))
    request = request_of(member)
    lanes_of_course(course, request)
    with django_assert_max_num_queries(4):
        groups = lanes_of_course(course, request)
    assert sum(len(group.lanes) for group in groups) == 4


# --- what the page sends ----------------------------------------------------------------------------


def test_the_script_of_the_page_saves_a_step(client, member, lesson):
    response = client.post(reverse("lessons:lesson_read", args=[lesson.key]), {"step": "tim"})
    assert response.status_code == 204
    assert LessonProgress.objects.get(member=member).step_key == "tim"


@pytest.mark.parametrize("step_key", ["khong-co", "x" * 500])
def test_a_step_that_is_not_there_is_gone(client, member, lesson, step_key):
    assert client.post(reverse("lessons:lesson_read", args=[lesson.key]), {"step": step_key}).status_code == 410
    assert not LessonProgress.objects.exists()


def test_reading_is_kept_for_members_only_and_by_post_only(client, lesson):
    url = reverse("lessons:lesson_read", args=[lesson.key])
    assert client.post(url, {"step": "tim"}).status_code == 403
    assert client.get(url).status_code == 405


def test_opening_a_lesson_writes_nothing(client, member, lesson):
    client.get(lesson.url)
    assert not LessonProgress.objects.exists()


def test_the_button_marks_the_lesson_and_goes_on_to_the_next(client, member, course):
    app = AppPageFactory(parent=course)
    first, second = LessonPageFactory(parent=app), LessonPageFactory(parent=app)
    response = client.post(reverse("lessons:lesson_done", args=[first.key]))
    assert response["Location"] == second.url
    assert LessonProgress.objects.get(member=member, lesson_key=first.key).completed_at
    assert "alert-success" in client.get(second.url).content.decode()


def test_after_the_last_lesson_the_button_goes_back_to_the_app(client, member, course):
    app = AppPageFactory(parent=course)
    lesson = LessonPageFactory(parent=app)
    assert client.post(reverse("lessons:lesson_done", args=[lesson.key]))["Location"] == app.url


def test_the_button_sends_a_stranger_to_sign_in_and_back_to_the_lesson(client, lesson):
    response = client.post(reverse("lessons:lesson_done", args=[lesson.key]))
    assert response["Location"].startswith(reverse("members:sign_in"))
    assert lesson.url.strip("/") in response["Location"]
    assert client.get(reverse("lessons:lesson_done", args=[lesson.key]))["Location"] == lesson.url


def test_one_who_learned_an_older_edition_is_told_what_important_has_changed(client, member, lesson):
    finished(member=member, lesson=lesson)
    page = change(lesson)
    assert "Nút đổi chỗ" not in client.get(page.url).content.decode()
    page = change(page, Importance.IMPORTANT, "Nút đổi chỗ.")
    html = client.get(page.url).content.decode()
    assert "Nút đổi chỗ." in html
    assert 'href="#b-mo-kho"' in html
    finished(member=member, lesson=page)
    assert "Nút đổi chỗ." not in client.get(page.url).content.decode()


# --- short links ------------------------------------------------------------------------------------


def test_a_short_link_leads_to_the_page_and_keeps_the_edition_of_the_sheet(client, lesson):
    url = reverse("lessons:short", args=[lesson.key])
    assert url == "/b/cai-vneid/"
    door = reverse("lessons:door", args=[lesson.key])
    assert client.get(url)["Location"] == door
    assert client.get(f"{url}?e=3")["Location"] == f"{door}?e=3"
    assert client.get("/b/CAI-VNEID/")["Location"] == door
    assert client.get(reverse("lessons:short", args=[lesson.app.key]))["Location"] == lesson.app.url


def test_an_unknown_short_link_is_answered_in_plain_words(client, lesson):
    response = client.get("/b/khong-co-bai-nay/")
    assert response.status_code == 404
    assert "khong-co-bai-nay" in response.content.decode()


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 40, "²", "1.5", "<b>"])
def test_a_strange_edition_in_the_address_is_passed_over(client, lesson, edition):
    door = reverse("lessons:door", args=[lesson.key])
    assert client.get(reverse("lessons:short", args=[lesson.key]), {"e": edition})["Location"] == door
    assert client.get(lesson.url, {"e": edition}).status_code == 200


def test_an_old_sheet_is_told_to_be_old_with_the_steps_that_changed(client, lesson):
    page = change(lesson)
    old, new = client.get(f"{page.url}?e=1"), client.get(f"{page.url}?e=2")
    assert 'href="#b-mo-kho"' in old.content.decode()
    assert 'href="#b-mo-kho"' not in new.content.decode()


def test_the_address_of_a_step_needs_no_query_and_leads_to_the_lesson(client, lesson, django_assert_num_queries):
    with django_assert_num_queries(0):
        address = links.step_url("cai-vneid", "tim")
    assert address == "/b/cai-vneid/bai-hoc/#b-tim"
    assert client.get(address.partition("#")[0])["Location"] == lesson.url


def test_editions_are_told_with_the_titles_of_their_lessons(lesson):
    change(lesson)
    assert links.editions_of(["cai-vneid", "khong-co"]) == [{"key": "cai-vneid", "lesson": "Cài VNeID", "edition": 2}]


# --- who may, and how ---------------------------------------------------------------------------------


def test_a_lesson_one_may_not_read_can_neither_be_marked_nor_followed(client, member, lesson):
    PageViewRestriction.objects.create(page=lesson, restriction_type="password", password="mau")
    for name, status in (("lesson_read", 410), ("lesson_done", 404)):
        assert client.post(reverse(f"lessons:{name}", args=[lesson.key])).status_code == status
    assert not LessonProgress.objects.exists()


def test_a_lesson_for_members_is_marked_by_a_member(client, member, lesson):
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    client.post(reverse("lessons:lesson_done", args=[lesson.key]))
    assert LessonProgress.objects.get().completed_at


def test_a_short_link_with_signs_that_no_text_holds_is_not_found(client, course):
    assert client.get("/b/bai%00hoc/").status_code == 404


def test_marking_a_lesson_wants_no_other_method(client, member, lesson):
    assert client.put(reverse("lessons:lesson_done", args=[lesson.key])).status_code == 405
