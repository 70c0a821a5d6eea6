"""What a lesson gives a radio script."""

import pytest

from lessons.broadcast.review import review
from lessons.broadcast.scripts import make_draft, parts_of
from lessons.following.making import LONGEST_LINE, MOST_WARNINGS, given_by, template
from lessons.models import RadioScriptPage
from lessons.radio.parts import CueKind
from lessons.radio.slots import SLOTS, slots_in
from tests.factories.lessons import AppPageFactory, LessonPageFactory, block, step
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def lesson_of(*steps, **values):
    app = AppPageFactory(
        what="<p>Một ứng dụng mẫu. Ai cũng dùng được. Câu thứ ba.</p>",
        warnings=[block("warning", "Chỉ cài từ kho ứng dụng.")],
    )
    return LessonPageFactory(parent=app, summary="Tự cài được ở nhà", body=list(steps) or [step("mo-kho")], **values)


def test_it_says_why_it_matters_in_two_sentences_of_the_app_and_the_summary():
    lines = given_by(lesson_of())[CueKind.CONTENT]
    assert lines[:3] == ("Một ứng dụng mẫu.", "Ai cũng dùng được.", "Tự cài được ở nhà.")


def test_the_greeting_names_the_lesson_and_leaves_room_for_the_station():
    lines = given_by(lesson_of(title="Cài đúng chỗ"))[CueKind.GREETING]
    assert slots_in(lines[0]) == ("lời chào",)
    assert "Cài đúng chỗ." in lines[-1]


def test_must_be_said_what_the_app_warns_of_and_where_a_step_says_to_stop():
    lesson = lesson_of(
        step("mot", warning="<p>Không đưa máy cho người lạ. Còn nữa.</p>"),
        step("hai", stop="<p><b>Dừng lại.</b> Máy hỏi mật khẩu thì bấm hủy. Rồi gọi tổ.</p>"),
    )
    assert given_by(lesson)[CueKind.WARNING] == (
        "Chỉ cài từ kho ứng dụng.",
        "Dừng lại. Máy hỏi mật khẩu thì bấm hủy.",
        "Không đưa máy cho người lạ.",
    )


def test_the_same_warning_is_said_once():
    lesson = lesson_of(step("mot", stop="<p>Chỉ cài từ kho ứng dụng</p>"))
    assert given_by(lesson)[CueKind.WARNING] == ("Chỉ cài từ kho ứng dụng.",)


def test_warnings_are_no_more_than_can_be_said_in_a_short_cut():
    steps = [step(f"b-{n}", stop=f"<p>Không làm điều thứ {n} khi ở nhà.</p>") for n in range(9)]
    assert len(given_by(lesson_of(*steps))[CueKind.WARNING]) == MOST_WARNINGS


def test_the_step_on_the_pocket_card_is_repeated():
    lesson = lesson_of(step("mot", say="Bà con mở kho", card=True), step("hai", say="Bà con bấm cài"))
    assert given_by(lesson)[CueKind.REPEAT] == ("Xin nhắc lại, bà con mở kho.",)


def test_without_a_pocket_card_the_last_step_is_repeated():
    lesson = lesson_of(step("mot", say="Bà con mở kho"), step("hai", say="Bà con bấm cài"))
    assert given_by(lesson)[CueKind.REPEAT] == ("Xin nhắc lại, bà con bấm cài.",)


def test_it_is_repeated_as_it_was_said_and_not_as_it_stands_on_paper():
    lesson = lesson_of(step("mot", say="Mật khẩu thì bà con tự đặt.", short="Tự đặt, tự nhớ."))
    assert given_by(lesson)[CueKind.REPEAT] == ("Xin nhắc lại, mật khẩu thì bà con tự đặt.",)


def test_an_abbreviation_keeps_its_capitals_where_the_repeat_begins_with_it():
    lesson = lesson_of(step("mot", say="OTP thì bà con tự nhập."))
    assert given_by(lesson)[CueKind.REPEAT] == ("Xin nhắc lại, OTP thì bà con tự nhập.",)


def test_a_line_never_is_longer_than_the_editor_allows():
    lesson = lesson_of(step("mot", stop=f"<p>{'chữ ' * 300}</p>"))
    assert max(len(line) for lines in given_by(lesson).values() for line in lines) <= LONGEST_LINE


def test_a_lesson_that_is_not_published_gives_nothing():
    lesson = lesson_of()
    lesson.unpublish()
    assert given_by(lesson) == {}


def test_every_slot_in_the_template_is_one_that_stations_fill():
    used = {slot for lines in template().values() for line in lines for slot in slots_in(line)}
    assert used <= set(SLOTS)
    assert sum(line.count("{") for lines in template().values() for line in lines) == len(used)


def test_a_draft_beside_the_lesson_has_every_part_in_the_order_of_the_air():
    lesson, user = lesson_of(), UserFactory()
    page = RadioScriptPage.objects.get(pk=make_draft(lesson=lesson, by=user).pk)
    assert (page.live, page.source, page.get_parent().specific, page.owner) == (False, lesson, lesson.app, user)
    assert [part.kind for part in parts_of(page)] == [
        CueKind.MUSIC_IN,
        CueKind.GREETING,
        CueKind.CONTENT,
        CueKind.CONTENT,
        CueKind.WARNING,
        CueKind.REPEAT,
        CueKind.CLOSING,
        CueKind.MUSIC_OUT,
    ]
    assert [part.whole for part in parts_of(page)].index(True) == 3


def test_a_draft_is_ready_for_air_once_its_words_are():
    page = make_draft(lesson=lesson_of(), by=UserFactory())
    assert not review(page).problems


def test_two_drafts_of_one_lesson_have_addresses_of_their_own():
    lesson = lesson_of()
    first, second = (make_draft(lesson=lesson, by=UserFactory()) for _ in range(2))
    assert first.slug != second.slug
    assert first.key != second.key
