"""What a change makes old: what it shows in, and nothing else."""

from __future__ import annotations

import pytest

from lessons.broadcast.withdrawal import withdraw
from lessons.models import GlossaryTerm, LessonPage, ScriptVersion
from lessons.progress import reading
from lms.pagecache.receivers import all_at_once
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    block,
    step,
)
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory
from tests.factories.screens import ScreenFactory
from tests.page_cache import is_kept, read, switch_on

pytestmark = pytest.mark.django_db
NAMES = ("course", "app", "lesson", "sibling", "poster", "script", "other_app", "other_lesson", "search", "help")


class Site:
    """Two apps; the first has two lessons, and a poster and a script drawn from the first lesson."""

    def __init__(self, course) -> None:
        self.course = course
        self.screen = ScreenFactory()
        self.app = AppPageFactory(parent=course, quiz=QuizFactory())
        self.lesson = LessonPageFactory(parent=self.app, body=[step("mo-kho", screen=self.screen, say="", text="")])
        self.sibling = LessonPageFactory(parent=self.app)
        drawn = {"lesson": self.lesson.pk, "keys": ["mo-kho"]}
        column = block("drawn", {"heading": "Nên làm", "steps": drawn})
        self.poster = PosterPageFactory(parent=self.app, columns=[column])
        self.script = RadioScriptPageFactory(parent=self.app, source=self.lesson, cues=[block("steps", drawn)])
        self.other_app = AppPageFactory(parent=course)
        self.other_lesson = LessonPageFactory(parent=self.other_app)
        self.addresses = {name: "/tim/" if name == "search" else "/tro-giup/" for name in NAMES[-2:]}
        self.addresses |= {name: getattr(self, name).url for name in NAMES[:-2]}

    def read_all(self) -> None:
        for address in self.addresses.values():
            read(address)

    def old(self) -> set[str]:
        """The pages that are drawn anew."""
        return {name for name, address in self.addresses.items() if not is_kept(address)}


@pytest.fixture
def site(course, settings, tmp_path):
    site = Site(course)
    switch_on(settings, tmp_path)
    site.read_all()
    return site


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def publish(page, **changes):
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_all_are_kept_to_begin_with(site):
    assert site.old() == set()


def test_a_lesson_published_with_other_words(site, committed):
    with committed():
        publish(site.lesson, summary="Đã sửa.")
    assert site.old() == {"course", "app", "lesson", "poster", "script"}
    assert "Đã sửa." in read(site.lesson.url).content.decode()


def test_a_lesson_with_another_title_shows_on_its_neighbours_too(site, committed):
    with committed():
        publish(site.lesson, title="Tên mới")
    assert site.old() == {"course", "app", "lesson", "sibling", "poster", "script"}


def test_a_draft_makes_nothing_old(site, committed):
    with committed():
        site.lesson.title = "Nháp"
        site.lesson.save_revision()
    assert site.old() == set()


def test_a_lesson_taken_down(site, committed):
    with committed():
        LessonPage.objects.get(pk=site.sibling.pk).unpublish()
    assert site.old() == {"course", "app", "lesson", "sibling"}
    assert read(site.sibling.url).status_code == 404


def test_a_lesson_deleted(site, committed):
    address, title = site.lesson.url, site.lesson.title
    with committed():
        LessonPage.objects.get(pk=site.lesson.pk).delete()
    assert site.old() >= {"course", "app", "lesson", "sibling", "poster", "script"}
    assert not site.old() & {"other_app", "other_lesson", "help"}
    assert read(address).status_code == 404
    assert title not in read(site.app.url).content.decode()


def test_a_new_lesson(site, committed):
    with committed():
        LessonPageFactory(parent=site.app)
    assert site.old() == {"course", "app", "lesson", "sibling"}


def test_lessons_in_another_order(site, committed):
    with committed():
        LessonPage.objects.get(pk=site.sibling.pk).move(site.lesson, "left")
    assert site.old() == {"course", "app", "lesson", "sibling"}


def test_a_lesson_moved_to_another_app(site, committed):
    with committed():
        LessonPage.objects.get(pk=site.sibling.pk).move(site.other_app, "last-child")
    assert site.old() == {"course", "app", "lesson", "sibling", "other_app", "other_lesson"}
    assert read(site.addresses["sibling"]).status_code == 301


def test_apps_in_another_order(site, committed):
    with committed():
        site.other_app.move(site.app, "left")
    assert "course" in site.old()


def test_an_app_published_with_other_words(site, committed):
    with committed():
        publish(site.app, title="Ứng dụng khác")
    assert site.old() == {"course", "app", "lesson", "sibling", "poster", "script"}


def test_the_course_published_with_other_words(site, committed):
    with committed():
        publish(site.course, intro="<p>Chào bạn.</p>")
    assert site.old() == {"course", "app", "other_app"}  # apps name the skill they belong to


def test_a_poster_published(site, committed):
    with committed():
        publish(site.poster, foot="Hỏi tổ công nghệ số.")
    assert site.old() == {"course", "app", "poster"}


def test_a_screen_saved(site, committed):
    with committed():
        site.screen.bar_title = "Kho mới"
        site.screen.save()
    assert site.old() == {"lesson", "poster", "script"}
    assert "Kho mới" in read(site.lesson.url).content.decode()


def test_the_reading_of_a_term_saved_and_deleted(site, committed):
    with committed():
        term = GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")
    assert site.old() == {"script"}
    with committed():
        term.delete()
    assert site.old() == {"script"}


def test_a_script_withdrawn(site, committed):
    version = ScriptVersion.objects.filter(script_key=site.script.key).last() or pytest.fail("no version")
    with committed():
        withdraw(version=version, reason="Sai số điện thoại.", by=UserFactory(), now=version.published_at)
    assert site.old() == {"script"}
    assert "Sai số điện thoại." in read(site.script.url).content.decode()


def test_a_quiz_saved(site, committed):
    """Any app may tell of it by now: it may have become one for practice."""
    with committed():
        site.app.quiz.save()
    assert site.old() == {"app", "other_app"}


def test_a_link_to_a_page_whose_address_changes(site, committed):
    with committed():
        link = f'<p><a linktype="page" id="{site.lesson.pk}">Bài trước</a></p>'
        publish(site.other_lesson, after_title="Xem thêm", after_text=link)
    site.read_all()
    with committed():
        publish(site.lesson, slug="dia-chi-moi")
    assert "other_lesson" in site.old()
    assert "/dia-chi-moi/" in read(site.other_lesson.url).content.decode()


def test_a_link_to_a_lesson_whose_app_has_another_address(site, committed):
    with committed():
        link = f'<p><a linktype="page" id="{site.lesson.pk}">Bài trước</a></p>'
        publish(site.other_lesson, after_title="Xem thêm", after_text=link)
    site.read_all()
    with committed():
        publish(site.app, slug="ten-khac")
    assert "/ten-khac/" in read(site.other_lesson.url).content.decode()


def test_an_app_with_another_address_leaves_no_page_at_the_old_one(site, committed):
    with committed():
        publish(site.app, slug="ten-khac")
    assert read(site.addresses["lesson"])["Location"].startswith("/ten-khac/")
    assert "/ten-khac/" in read("/").content.decode()


def test_much_that_is_saved_together_makes_everything_old_at_its_end(site, committed):
    with committed(), all_at_once():
        publish(site.lesson, summary="Đã sửa.")
        publish(site.other_lesson, summary="Đã sửa.")
        assert site.old() == set()
    assert site.old() == set(NAMES) - {"help"}


def test_nothing_saved_together_makes_nothing_old(site, committed):
    with committed(), all_at_once():
        pass
    assert site.old() == set()


def test_nothing_is_told_of_what_is_rolled_back(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        publish(site.lesson, summary="Chưa ghi.")
    assert callbacks
    assert site.old() == set()


def test_a_page_that_is_published_while_it_is_drawn_is_not_kept(site, committed, monkeypatch):
    with committed():
        publish(site.lesson, summary="Trước.")
    drawn = reading.reading_of

    def publish_meanwhile(*args):
        monkeypatch.setattr("lessons.templatetags.reading.reading_of", drawn)
        with committed():
            publish(site.lesson, after_title="Sau")
        return drawn(*args)

    monkeypatch.setattr("lessons.templatetags.reading.reading_of", publish_meanwhile)
    old = read(site.lesson.url)
    assert "ETag" not in old
    assert "Sau" not in old.content.decode()
    assert "Sau" in read(site.lesson.url).content.decode()
