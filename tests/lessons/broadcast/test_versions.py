"""Versions of scripts: when they are recorded, and what is offered."""

import pytest
from django.utils import timezone

from lessons.broadcast import versions
from lessons.broadcast.versions import current, newest, record, record_missing
from lessons.broadcast.withdrawal import withdraw
from lessons.models import ScriptVersion
from lessons.packs.loader import load
from tests.factories.lessons import AppPageFactory, LessonPageFactory, RadioScriptPageFactory, block, step
from tests.factories.members import UserFactory
from tests.lessons.packs.tiny import write_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def scripted(**values):
    """A lesson and a script that draws its steps."""
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="Bà con mở máy.")])
    cues = [block("steps", {"lesson": lesson.pk, "keys": []}), block("warning", {"lines": ["Không đọc mã cho ai."]})]
    return lesson, RadioScriptPageFactory(parent=app, cues=cues, **values)


def rewrite(lesson, say="Bà con bật máy."):
    lesson.body = [step("mot", say=say)]
    lesson.save_revision().publish()


def said(version):
    return [line for part in version.parts for line in part.get("lines", [])]


def test_publishing_a_script_records_its_first_version():
    _lesson, page = scripted()
    version = current(page.key)
    assert (version.number, version.title, version.app_key) == (1, page.title, page.get_parent().specific.key)
    assert said(version) == ["Bà con mở máy.", "Không đọc mã cho ai."]


def test_a_version_names_the_editions_of_its_lessons():
    lesson, page = scripted()
    assert current(page.key).lessons == [{"key": lesson.key, "edition": 1}]


def test_publishing_the_same_words_again_records_nothing():
    _lesson, page = scripted()
    page.save_revision().publish()
    assert ScriptVersion.objects.filter(script_key=page.key).count() == 1


def test_a_draft_records_nothing():
    _lesson, page = scripted()
    page.cues = [block("content", {"lines": ["Bản nháp."]})]
    page.save_revision()
    assert current(page.key).number == 1


def test_a_changed_lesson_makes_a_new_version_of_the_script(committed):
    lesson, page = scripted()
    with committed():
        rewrite(lesson)
    assert current(page.key).number == 2
    assert "Bà con bật máy." in said(current(page.key))
    assert current(page.key).lessons == [{"key": lesson.key, "edition": 1}]  # `say` is nothing that is learned


def test_of_two_changes_at_once_one_version_is_made(committed):
    lesson, page = scripted()
    with committed():
        rewrite(lesson, "Một.")
        rewrite(lesson, "Hai.")
    assert current(page.key).number == 2


def test_steps_of_a_lesson_that_is_taken_down_are_offered_no_more(committed):
    lesson, page = scripted()
    with committed():
        lesson.unpublish()
    assert said(current(page.key)) == ["Không đọc mã cho ai."]


def test_the_warnings_of_the_app_reach_a_script_that_follows_them(committed):
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app)
    page = RadioScriptPageFactory(parent=app, source=lesson, cues=[block("warning", {"lines": []})])
    app.warnings = [block("warning", "Không quét mã lạ.")]
    with committed():
        app.save_revision().publish()
    assert said(current(page.key)) == ["Không quét mã lạ."]


def test_a_screen_that_says_a_step_makes_a_new_version(committed):
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="", title="Cài ứng dụng")])
    page = RadioScriptPageFactory(parent=app, cues=[block("steps", {"lesson": lesson.pk, "keys": []})])
    screen = next(lesson.steps())["screen"]
    rows = list(screen.rows.raw_data)
    for row in rows:
        if row["value"].get("label") == "Cài đặt":
            row["value"]["label"] = "Tải về"
    screen.rows = rows
    with committed():
        screen.save()
    assert "Tải về" in " ".join(said(current(page.key)))


def test_nothing_is_offered_of_a_page_that_was_taken_down():
    _lesson, page = scripted()
    page.unpublish()
    assert current(page.key) is None


def test_nothing_is_offered_of_a_page_that_was_deleted_with_its_app():
    _lesson, page = scripted()
    page.get_parent().delete()
    assert current(page.key) is None
    assert newest(page.key).number == 1


def test_a_page_that_comes_back_unchanged_has_its_version_again():
    _lesson, page = scripted()
    page.unpublish()
    page.refresh_from_db()
    page.save_revision().publish()
    assert current(page.key).number == 1


def test_a_version_that_was_withdrawn_stays_so_until_the_words_change():
    _lesson, page = scripted()
    ScriptVersion.objects.update(is_current=False, withdrawn_at=page.last_published_at, withdrawn_reason="Sai số.")
    record(page=page)
    assert current(page.key) is None
    page.cues = [block("content", {"lines": ["Lời mới."]})]
    page.save_revision().publish()
    assert current(page.key).number == 2


def test_a_version_withdrawn_while_its_page_comes_back_stays_withdrawn(monkeypatch):
    _lesson, page = scripted()
    page.unpublish()
    before = newest(page.key)
    withdraw(version=before, reason="Số điện thoại đã đổi.", by=UserFactory(), now=timezone.now())
    monkeypatch.setattr(versions, "newest", lambda _key: before)  # read a moment before
    assert record(page=page) is None
    assert current(page.key) is None


def test_scripts_from_before_there_were_versions_get_their_first_one_once():
    _lesson, page = scripted()
    ScriptVersion.objects.all().delete()
    assert [version.script_key for version in record_missing()] == [page.key]
    assert current(page.key).published_at == page.last_published_at
    assert record_missing() == []


def test_a_course_pack_records_versions_and_a_pack_that_changes_all_lessons_one_more(tmp_path, committed):
    with committed():
        load(write_pack(tmp_path))
    assert current("phat-thanh-mau").number == 1
    changed = ("mau/lesson-1-cai.yaml", "say: Mình bấm cài đặt.", "say: Mình bấm nút cài đặt.")
    with committed():
        load(write_pack(tmp_path, changed, ("mau/radio.yaml", "Kính thưa bà con.", "Kính chào bà con.")))
    assert current("phat-thanh-mau").number == 2
    assert "Mình bấm nút cài đặt." in said(current("phat-thanh-mau"))
