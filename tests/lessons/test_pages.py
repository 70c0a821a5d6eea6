"""The pages people read: course, app, lesson."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from lessons.models import AppPage, CoursePage, LessonPage, PosterPage, RadioScriptPage, Skill
from lessons.progress.services import finished, opened
from tests.factories.lessons import (
    AppPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    block,
    step,
)
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory
from tests.lessons.page_case import PageTestCase

CEILING = 12  # queries of a page, signed in


class TestEveryPageType(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.course = CoursePageFactory()
        cls.app = AppPageFactory(parent=cls.course)
        cls.lesson = LessonPageFactory(parent=cls.app)
        drawn = {"lesson": cls.lesson.pk, "keys": ["mo-kho"]}
        column = block("drawn", {"heading": "Nên làm", "steps": drawn})
        cls.poster = PosterPageFactory(parent=cls.app, columns=[column])
        cls.script = RadioScriptPageFactory(parent=cls.app, cues=[block("steps", drawn)])
        cls.pages = (cls.course, cls.app, cls.lesson, cls.poster, cls.script)

    def test_all_are_routable_and_renderable(self):
        for page in self.pages:
            with self.subTest(page=page):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)

    def test_all_open_in_the_editor_and_save(self):
        for page in self.pages:
            with self.subTest(page=page):
                self.assertEditable(page)

    def test_all_can_be_previewed(self):
        for page in self.pages:
            with self.subTest(page=page):
                self.assertPreviewable(page)

    def test_the_tree_is_course_then_apps_then_what_belongs_to_an_app(self):
        self.assertAllowedSubpageTypes(CoursePage, [AppPage])
        self.assertAllowedSubpageTypes(AppPage, [LessonPage, PosterPage, RadioScriptPage])
        self.assertAllowedParentPageTypes(LessonPage, [AppPage])
        self.assertAllowedSubpageTypes(LessonPage, [])

    def test_a_new_lesson_can_be_previewed_before_it_is_saved(self):
        lesson = LessonPage(title="Bài chưa lưu", slug="chua-luu", body=[])
        lesson.path, lesson.depth = Page._get_children_path_interval(self.app.path)[1], self.app.depth + 1
        lesson.set_url_path(self.app)
        assert lesson.make_preview_request().status_code == 200


@pytest.fixture
def member(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def whole_app(course, **values):
    """An app with a skill, quiz, two lessons of eight steps, a poster and a radio script."""
    skill = Skill.objects.create(course=course, key="dich-vu-cong", title="Dịch vụ công")
    app = AppPageFactory(parent=course, skill=skill, quiz=QuizFactory(), **values)
    LessonPageFactory(parent=app, body=[step(f"a-{n}") for n in range(8)])
    LessonPageFactory(parent=app, body=[step(f"b-{n}") for n in range(8)])
    PosterPageFactory(parent=app)
    RadioScriptPageFactory(parent=app)
    return app


@pytest.mark.parametrize("which", ["course", "app", "lesson"])
def test_a_page_needs_few_queries_signed_in(which, course, client, member, django_assert_max_num_queries):
    apps = [whole_app(course), AppPageFactory(parent=course)]
    lesson = apps[0].get_children().type(LessonPage).last().specific
    opened(member=member, lesson=lesson, step_key="b-3")
    url = {"course": course, "app": apps[0], "lesson": lesson}[which].url
    client.get(url)
    with django_assert_max_num_queries(CEILING):
        assert client.get(url).status_code == 200


def test_a_lesson_that_was_learned_and_changed_stays_within_the_ceiling(
    course, client, member, django_assert_max_num_queries
):
    lesson = whole_app(course).get_children().type(LessonPage).first().specific
    finished(member=member, lesson=lesson)
    client.get(lesson.url)
    with django_assert_max_num_queries(CEILING):
        client.get(f"{lesson.url}?e=1")


def test_steps_are_numbered_without_the_blocks_between_them(course, client):
    note = block("note", {"kind": "stop", "text": "<p>Dừng lại.</p>"})
    lesson = LessonPageFactory(body=[step("a"), note, step("b"), block("paragraph", "<p>Xen giữa</p>"), step("c")])
    assert [(one.number, one.key) for one in lesson.numbered_steps()] == [(1, "a"), (2, "b"), (3, "c")]
    html = client.get(lesson.url).content.decode()
    order = [html.index(words) for words in ('id="buoc-1"', "Dừng lại", 'id="buoc-2"', "Xen giữa", 'id="buoc-3"')]
    assert order == sorted(order)


def test_a_step_can_be_linked_by_number_and_by_key(course, client):
    html = client.get(LessonPageFactory(body=[step("mo-kho"), step("tim")]).url).content.decode()
    assert 'id="buoc-2"' in html
    assert 'id="b-tim"' in html


def test_the_minutes_of_a_lesson_count_its_words_and_its_screens(course):
    lesson = LessonPageFactory(body=[step(f"s{n}", text="<p>" + "từ " * 38 + "</p>") for n in range(6)])
    assert lesson.minutes() == 4  # 240 words at 120 a minute, and six screens of 20 seconds


def test_a_reader_who_is_not_signed_in_is_offered_to_sign_in_and_gets_no_form(course, client):
    html = client.get(LessonPageFactory().url).content.decode()
    assert reverse("members:sign_in") in html
    assert "lesson_done" not in html
    assert "da-hoc" not in html
    assert "lesson.js" not in html


def test_one_who_stopped_at_step_three_is_led_back_there(course, client, member):
    lesson = LessonPageFactory()
    opened(member=member, lesson=lesson, step_key="cai-dat")
    assert '<a href="#buoc-3">' in client.get(lesson.url).content.decode()


def test_one_who_stopped_at_the_first_step_is_not_told_so(course, client, member):
    lesson = LessonPageFactory()
    opened(member=member, lesson=lesson, step_key="mo-kho")
    assert 'href="#buoc-1"' not in client.get(lesson.url).content.decode()


def test_previous_and_next_lesson_are_those_of_the_same_app(course, client):
    app = AppPageFactory(parent=course)
    first, second, third = (LessonPageFactory(parent=app) for _ in range(3))
    LessonPageFactory()
    html = client.get(second.url).content.decode()
    assert f'rel="prev" href="{first.url}"' in html
    assert f'rel="next" href="{third.url}"' in html
    assert 'rel="next"' not in client.get(third.url).content.decode()


def test_drafts_stand_in_no_lane_and_no_list(course, client):
    app = AppPageFactory(parent=course)
    shown, hidden = LessonPageFactory(parent=app, title="Bài hiện"), LessonPageFactory(parent=app, title="Bài nháp")
    hidden.unpublish()
    for page in (course, app, shown):
        assert "Bài nháp" not in client.get(page.url).content.decode()
    assert client.get(hidden.url).status_code == 404


def test_an_app_whose_check_has_run_out_says_so(course, client):
    past = timezone.localdate() - dt.timedelta(days=1)
    due = AppPageFactory(parent=course, checked_on=past - dt.timedelta(days=90), check_expires=past)
    fresh = AppPageFactory(parent=course, check_expires=timezone.localdate() + dt.timedelta(days=1))
    assert 'class="tag due"' in client.get(due.url).content.decode()
    assert 'class="tag due"' not in client.get(fresh.url).content.decode()


def test_an_app_shows_its_warnings_facts_and_sources(course, client):
    html = client.get(AppPageFactory(parent=course).url).content.decode()
    for words in ("Chỉ cài từ CH Play hoặc App Store.", "Bộ Công an", "16/11/2026", "16/05/2027", "69/2024/NĐ-CP"):
        assert words in html


def test_an_app_links_all_that_is_taken_along(course, client):
    app = whole_app(course)
    html = client.get(app.url).content.decode()
    poster = app.get_children().type(PosterPage).first().specific
    script = app.get_children().type(RadioScriptPage).first()
    assert reverse("lessons:leaflet", args=[app.key]) in html
    assert reverse("lessons:poster", args=[poster.key]) in html
    assert script.url in html
    assert reverse("quizzes:start", args=[app.quiz.key]) in html


def test_the_course_leads_a_member_to_the_lesson_that_comes_next(course, client, member):
    app = AppPageFactory(parent=course)
    first, second = LessonPageFactory(parent=app), LessonPageFactory(parent=app, title="Bài thứ hai")
    finished(member=member, lesson=first)
    html = client.get(course.url).content.decode()
    assert f'<a class="btn btn-lamp" href="{second.url}">' in html


def test_hostile_rich_text_is_harmless_even_when_it_is_in_the_database(course, client):
    attack = '<p>Đọc <script>alert(1)</script><a href="javascript:alert(1)">kỹ</a></p>'
    lesson = LessonPageFactory(body=[step("a", text=attack, tip=attack)], after_title="Sau", after_text=attack)
    LessonPage.objects.filter(pk=lesson.pk).update(after_text=attack)
    html = client.get(lesson.url).content.decode()
    assert "alert(1)" not in html
    assert "javascript:" not in html


def test_the_words_of_a_page_are_stored_in_one_normal_form(course):
    lesson = LessonPageFactory(title="  Cài  VNeID\u200b ", summary="Ðọc kỹ")
    assert (lesson.title, lesson.summary) == ("Cài VNeID", "Đọc kỹ")


def test_a_page_without_a_slug_gets_one_that_keeps_its_letters(course):
    app = AppPageFactory(parent=course)
    lesson = app.add_child(instance=LessonPage(title="Đăng ký mức 2", live=False))
    assert (lesson.slug, lesson.key) == ("dang-ky-muc-2", "dang-ky-muc-2")


def test_a_key_is_not_given_twice_among_pages_of_all_kinds(course):
    app = AppPageFactory(parent=course, key="vneid")
    lesson = app.add_child(instance=LessonPage(title="VNeID", live=False))
    assert lesson.key.startswith("vneid-")


def test_a_page_called_pack_leaves_the_address_of_the_print_packs_alone(course):
    app = AppPageFactory(parent=course)
    assert app.add_child(instance=LessonPage(title="Gói", live=False)).key.startswith("goi-")


def test_a_step_whose_screen_was_deleted_still_shows_its_words(course, client):
    lesson = LessonPageFactory(body=[step("a", title="Mở kho")])
    next(lesson.steps())["screen"].delete()
    html = client.get(lesson.url).content.decode()
    assert "Mở kho" in html
