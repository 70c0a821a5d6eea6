"""“What changed since you learned this”: on my learning, on the lesson's page, and when one has looked."""

from __future__ import annotations

import copy
import datetime as dt
import re

import pytest
from django.urls import reverse

from lessons.editions import current, keep_missing_words
from lessons.models import LessonEdition, LessonPage, LessonProgress
from lessons.models.editions import Importance
from lessons.progress.services import finished, looked_through, opened
from quizzes.models import Milestone
from tests.factories.lessons import AppPageFactory, LessonPageFactory, step
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory
from tests.factories.screens import ScreenFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=9)
MARK, NEW, BEFORE = "Changed lately", "New here", "What this step said before"
NOTICE, SECTION = "This lesson has changed since you learned it", "Lessons that changed since you learned them"
PAGE_CEILING = 12


@pytest.fixture
def member(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def lesson(course):
    return LessonPageFactory(key="cai-vneid", title="Cài VNeID", body=[step("mo-kho"), step("tim"), step("cai-dat")])


def change(lesson, key="tim", *, important="", **values):
    """Publishes the lesson with other values in one step."""
    raw = copy.deepcopy(list(lesson.body.raw_data))
    next(one for one in raw if one["value"]["key"] == key)["value"].update(values)
    return publish(lesson, raw, important)


def publish(lesson, body, important=""):
    page = lesson.get_latest_revision_as_object()
    page.body, page.change_reason = body, important
    page.change_importance = Importance.IMPORTANT if important else Importance.MINOR
    page.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def read(client, url):
    client.cookies["ngon_ngu"] = "en"
    return " ".join(client.get(url).content.decode().split())


def mine(client):
    return read(client, reverse("lessons:my_learning"))


def part(html, key):
    """One step of the page."""
    start = html.index(f'id="b-{key}"')
    return html[start : html.find('<li class="step', start)]


def look(client, lesson, edition):
    return client.post(reverse("lessons:changes_seen", args=[lesson.key]), {"e": edition})


def test_a_learned_lesson_that_changed_twice_is_told_with_what_differs_now(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(change(lesson, title="Tìm cho đúng"), text="<p>Gõ chữ VNeID.</p>")
    assert current(lesson.key).number == 3
    html = mine(client)
    assert SECTION in html
    assert f'<a href="{lesson.url}#thay-doi"><b>Cài VNeID</b> <span>look at step 2</span>' in html
    html = read(client, lesson.url)
    assert NOTICE in html
    assert 'changed: <a href="#b-tim">step 2, Tìm cho đúng</a> (title, what to do)' in html
    assert html.count(MARK) == 1
    changed = part(html, "tim")
    assert MARK in changed
    was = changed[changed.index(BEFORE) : changed.index("</details>")]
    assert "<strong>Title:</strong></p> <p>Bước tim</p>" in was
    assert "<p>Mở kho ứng dụng có sẵn trên máy.</p>" in was


def test_a_lesson_changed_and_changed_back_is_not_told(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(change(lesson, title="Tìm cho đúng"), title="Bước tim")
    assert current(lesson.key).number == 3
    assert SECTION not in mine(client)
    assert NOTICE not in read(client, lesson.url)


def test_a_new_name_of_a_row_is_nothing_to_look_at(client, member, course):
    screen = ScreenFactory()
    lesson = LessonPageFactory(body=[step("tim", screen=screen)])
    finished(member=member, lesson=lesson, now=NOW)
    screen.rows = [{**row, "value": {**row["value"], "id": f"moi-{n}"}} for n, row in enumerate(screen.rows.raw_data)]
    screen.save()
    lesson = change(LessonPage.objects.get(pk=lesson.pk), target="moi-3")
    assert current(lesson.key).number == 3
    assert SECTION not in mine(client)
    assert NOTICE not in read(client, lesson.url)


def test_a_changed_screen_is_told_with_the_words_it_had(client, member, course):
    screen = ScreenFactory(title="Kho ứng dụng")
    lesson = LessonPageFactory(body=[step("tim", screen=screen)])
    finished(member=member, lesson=lesson, now=NOW)
    screen.bar_title = "Cửa hàng"
    screen.save()
    html = read(client, lesson.url)
    assert "Màn hình “Kho ứng dụng” đã thay đổi." in html
    assert "(screen)" in html
    assert "<strong>Screen:</strong></p> <p>Màn hình Kho ứng dụng." in part(html, "tim")


def test_new_steps_are_marked_and_removed_ones_say_what_they_said(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    first, _second, third = copy.deepcopy(list(lesson.body.raw_data))
    lesson = publish(lesson, [first, step("doc", title="Đọc tên"), third])
    html = read(client, lesson.url)
    notice = html[html.index('id="thay-doi"') : html.index('class="steps"')]
    assert 'new: <a href="#b-doc">step 2, Đọc tên</a>' in notice
    assert "taken out: Bước tim<details><summary>What this step said</summary>" in notice
    assert "Mở kho ứng dụng có sẵn trên máy." in notice
    assert NEW in part(html, "doc")
    assert BEFORE not in html
    assert "look at step 2</span><span>taken out: Bước tim</span>" in mine(client)


def test_a_warning_that_was_not_there_before_is_told_as_new(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    html = read(client, change(lesson, warning="<p>Không đọc mã OTP.</p>").url)
    assert "<strong>Warning:</strong> new, it was not there before." in html


def test_an_important_change_is_told_first_and_asks_to_read_again(client, member, lesson):
    minor = LessonPageFactory(parent=AppPageFactory(), title="Bài nhỏ", body=[step("tim")])
    lesson.get_parent().move(minor.get_parent(), pos="right")  # the important one stands after the other
    lesson = LessonPage.objects.get(pk=lesson.pk)
    for one in (minor, lesson):
        finished(member=member, lesson=one, now=NOW)
    change(minor, title="Tìm cho đúng")
    lesson = change(lesson, title="Tìm cho đúng", important="Nút bấm đổi chỗ.")
    html = read(client, lesson.url)
    assert "Nút bấm đổi chỗ." in html
    assert "Read these steps again, then press the button." in html
    html = mine(client)
    changed = html[html.index(SECTION) :]
    assert changed.index("Cài VNeID") < changed.index("important: learn it again") < changed.index("Bài nhỏ")


def test_words_that_were_never_kept_are_told_as_such(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    LessonEdition.objects.update(step_words={})
    html = read(client, change(lesson, title="Tìm cho đúng").url)
    assert 'changed: <a href="#b-tim">step 2, Tìm cho đúng</a></li>' in html
    assert "The words of old were not kept." in part(html, "tim")


def test_words_of_the_newest_edition_are_kept_later_if_the_lesson_still_reads_so(lesson):
    change(lesson, title="Tìm cho đúng")
    kept = current(lesson.key).step_words
    LessonEdition.objects.update(step_words={})
    assert (keep_missing_words(), keep_missing_words()) == (1, 0)
    assert current(lesson.key).step_words == kept
    assert kept["tim"]["title"] == ["Tìm cho đúng"]
    assert LessonEdition.objects.get(number=1).step_words == {}


@pytest.mark.parametrize("state", ["nobody", "reading", "knows"])
def test_who_has_not_learned_it_or_knows_it_is_told_nothing(client, lesson, state):
    user = UserFactory()
    changed = change(lesson, title="Tìm cho đúng")
    if state != "nobody":
        client.force_login(user)
    if state == "reading":
        opened(member=user, lesson=lesson, step_key="tim", now=NOW)
    if state == "knows":
        finished(member=user, lesson=changed, now=NOW)
    html = read(client, changed.url)
    assert "thay-doi" not in html
    assert MARK not in html
    if state != "nobody":
        assert SECTION not in mine(client)


def test_what_stood_in_the_lesson_is_words_and_never_markup(client, member, lesson):
    lesson = change(lesson, title="<b>Tìm</b>", text="<p>a &lt;img src=x&gt; b</p>")
    finished(member=member, lesson=lesson, now=NOW)
    html = read(client, change(lesson, title="Tìm", text="<p>Gõ</p>").url)
    assert "<b>Tìm</b>" not in html
    assert "&lt;img src=x&gt;" in part(html, "tim")
    assert "<img src=x" not in html


def test_one_button_notes_the_edition_and_the_lesson_stays_learned(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(lesson, title="Tìm cho đúng")
    html = read(client, lesson.url)
    form = html[html.index("da-xem-thay-doi/") :]
    shown = re.search(r'name="e" value="(\d+)"', form)[1]
    for _ in range(2):
        assert look(client, lesson, shown)["Location"] == lesson.url
    progress = LessonProgress.objects.get()
    assert (progress.edition, progress.completed_at) == (2, NOW)
    assert Milestone.objects.count() == 1
    assert NOTICE not in read(client, lesson.url)
    assert SECTION not in mine(client)


def test_a_change_takes_no_learned_mark_away(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    change(change(lesson, title="Tìm cho đúng"), title="Khác", important="Luật mới.")
    assert mine(client).count('class="house done"') == 1


def test_what_came_out_while_one_looked_is_still_to_be_looked_at(client, member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(change(lesson, title="Tìm cho đúng"), key="mo-kho", title="Mở")
    look(client, lesson, 2)
    html = read(client, lesson.url)
    assert 'href="#b-mo-kho"' in html
    assert 'href="#b-tim"' not in html


def test_an_older_edition_takes_nothing_back(member, lesson):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(lesson, title="Tìm cho đúng")
    looked_through(member=member, lesson=lesson, edition=2, now=LATER)
    progress = looked_through(member=member, lesson=lesson, edition=1, now=LATER + dt.timedelta(days=1))
    assert (progress.edition, progress.seen_at) == (2, LATER)


def test_looking_is_noted_only_for_who_has_learned_the_lesson(client, member, lesson):
    assert look(client, lesson, 1).status_code == 302
    opened(member=member, lesson=lesson, now=NOW)
    lesson = change(lesson, title="Tìm cho đúng")
    look(client, lesson, 2)
    progress = LessonProgress.objects.get()
    assert (progress.edition, progress.completed_at) == (1, None)


@pytest.mark.parametrize("edition", ["", "0", "3", "-1", "1e3", "99999999999", "²"])
def test_an_edition_that_is_not_out_is_refused_in_words(client, member, lesson, edition):
    finished(member=member, lesson=lesson, now=NOW)
    lesson = change(lesson, title="Tìm cho đúng")
    response = look(client, lesson, edition)
    assert (response.status_code, bool(response.content)) == (400, True)
    assert LessonProgress.objects.get().edition == 1


def test_a_stranger_is_asked_to_sign_in_and_an_address_alone_notes_nothing(client, lesson):
    assert look(client, lesson, 1)["Location"].startswith(reverse("members:sign_in"))
    assert client.get(reverse("lessons:changes_seen", args=[lesson.key]))["Location"] == lesson.url
    assert client.get(reverse("lessons:changes_seen", args=["khong-co"])).status_code == 404
    assert not LessonProgress.objects.exists()


def test_the_page_of_a_changed_lesson_costs_twelve_queries_at_most(
    client, member, course, django_assert_max_num_queries
):
    lesson = LessonPageFactory(parent=AppPageFactory(quiz=QuizFactory()), body=[step(f"b{n}") for n in range(6)])
    finished(member=member, lesson=lesson, now=NOW)
    for n in range(4):
        lesson = change(lesson, f"b{n}", title=f"Bước mới {n}")
    client.get(lesson.url)
    with django_assert_max_num_queries(PAGE_CEILING):
        html = read(client, lesson.url)
    assert html.count(MARK) == 4


def test_my_learning_costs_the_same_for_two_changed_lessons_and_for_thirty(
    client, member, course, django_assert_max_num_queries
):
    app = AppPageFactory()
    lessons = [LessonPageFactory(parent=app, body=[step("mo-kho")]) for _ in range(30)]
    for lesson in lessons:
        finished(member=member, lesson=lesson, now=NOW)
    for lesson in lessons[:2]:
        change(lesson, "mo-kho", title="Khác")
    mine(client)
    with django_assert_max_num_queries(40) as few:
        mine(client)
    for lesson in lessons[2:]:
        change(lesson, "mo-kho", title="Khác")
    with django_assert_max_num_queries(len(few)):
        html = mine(client)
    assert html.count("look at step 1") == 30
