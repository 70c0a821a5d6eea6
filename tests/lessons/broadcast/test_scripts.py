"""A radio page as a timed script."""

import datetime as dt

import pytest

from lessons.broadcast.scripts import script_of
from lessons.models import GlossaryTerm
from tests.factories.lessons import AppPageFactory, LessonPageFactory, RadioScriptPageFactory, block, step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _readings():
    GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")
    GlossaryTerm.objects.create(term="VNeID", say_as="vi en ai đi")


def spoken(page):
    return [line.spoken for line in script_of(page).lines]


def drawn(lesson, keys=()):
    return block("steps", {"lesson": lesson.pk, "keys": list(keys)})


def test_the_steps_of_a_script_are_drawn_from_the_lesson():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="Bà con mở máy."), step("hai", say="Bà con gõ tên.")])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson, ["hai", "mot"])])
    assert spoken(page) == ["Bà con gõ tên.", "Bà con mở máy."]


def test_a_changed_lesson_changes_the_script():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="Bà con mở máy.")])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson)])
    lesson.body = [step("mot", say="Bà con bật máy.")]
    lesson.save_revision().publish()
    assert spoken(page) == ["Bà con bật máy."]


def test_a_step_without_its_own_sentence_is_said_from_its_screen():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="", title="Cài ứng dụng", target="cai")])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson)])
    assert "Cài đặt" in " ".join(spoken(page))


def test_the_safety_warning_must_be_said_and_is_read_by_the_glossary():
    script = script_of(RadioScriptPageFactory())
    warning = next(line for line in script.lines if line.must_say)
    assert warning.spoken == "Không đọc mã ô tê pê cho ai."


def test_a_term_without_a_reading_keeps_the_script_off_the_air():
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Mở CNSCĐ ra."]})])
    script = script_of(page)
    assert not script.ready
    assert script.unknown == ("CNSCĐ",)


def test_numbers_are_said_in_the_words_of_the_region(settings):
    settings.LMS_RADIO_WORDS = ["ngàn", "bốn"]
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Xã có 2.024 hộ."]})])
    assert spoken(page) == ["Xã có hai ngàn không trăm hai mươi bốn hộ."]


def test_an_impossible_day_keeps_the_script_off_the_air_and_the_page_tells_it(client):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Họp ngày 31/02."]})])
    assert not script_of(page).ready
    assert "31/02" in client.get(page.url).content.decode().split("split radio")[1].split("<details")[0]


def test_a_slower_rate_takes_longer():
    page = RadioScriptPageFactory()
    assert script_of(page, rate=150).seconds > script_of(page, rate=220).seconds


def test_a_script_costs_few_queries(django_assert_max_num_queries):
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step(f"buoc-{n}") for n in range(8)])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson), drawn(lesson)])
    page = type(page).objects.get(pk=page.pk)
    with django_assert_max_num_queries(6):
        script_of(page)


def test_content_and_steps_that_follow_each_other_are_one_part():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="Bà con mở máy.")])
    cues = [block("content", {"lines": ["Trước hết."]}), drawn(lesson), block("warning", {"lines": ["Cẩn thận."]})]
    script = script_of(RadioScriptPageFactory(parent=app, cues=cues))
    assert [cue.heading for cue in script.cues] == ["Nội dung", "Điều phải nhớ"]
    assert [line.spoken for line in script.cues[0].lines] == ["Trước hết.", "Bà con mở máy."]


@pytest.mark.parametrize("target", ["", "da-mat"])
def test_a_step_with_nothing_to_tap_is_said_by_its_title(target):
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="", title="Đọc kỹ màn hình", target=target)])
    assert spoken(RadioScriptPageFactory(parent=app, cues=[drawn(lesson)])) == ["Đọc kỹ màn hình."]


def test_a_step_whose_screen_was_deleted_is_said_by_its_title():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="", title="Cài ứng dụng", target="cai")])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson)])
    next(lesson.steps())["screen"].delete()
    assert spoken(type(page).objects.get(pk=page.pk)) == ["Cài ứng dụng."]


def test_nothing_is_said_of_a_lesson_that_is_no_longer_published():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", say="Bà con mở máy.")])
    page = RadioScriptPageFactory(parent=app, cues=[drawn(lesson)])
    lesson.unpublish()
    assert spoken(type(page).objects.get(pk=page.pk)) == []


def test_the_day_of_a_script_is_the_day_here_and_not_in_greenwich():
    page = RadioScriptPageFactory()
    page.last_published_at = dt.datetime(2026, 11, 21, 18, 30, tzinfo=dt.UTC)
    assert script_of(page).edition_words == "Bản ngày 22/11/2026"
