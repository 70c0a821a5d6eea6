"""Editions: when one is made, what it says, what has changed since."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons import editions
from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import LONGEST_REASON, Importance
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.screens import ScreenFactory

pytestmark = pytest.mark.django_db


def since_the_first(key):
    """What differs between the first edition and the newest, in the order of the lesson."""
    rows = list(LessonEdition.objects.filter(lesson_key=key).order_by("number"))
    order = [one["key"] for one in LessonPage.objects.get(key=key).steps()]
    return editions.changes_between(rows[0], rows[-1], order)


@pytest.fixture
def lesson(course):
    return LessonPageFactory(key="cai-vneid", body=[step("mo-kho"), step("tim"), step("cai-dat")])


def change(lesson, key, **values):
    """Publishes `lesson` with other values in the step `key`."""
    raw = copy.deepcopy(list(lesson.body.raw_data))
    next(one for one in raw if one["value"]["key"] == key)["value"].update(values)
    return republish(lesson, body=raw)


def republish(lesson, **values):
    page = lesson.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def test_the_first_publishing_makes_edition_one(lesson):
    edition = editions.current("cai-vneid")
    assert (edition.number, edition.importance) == (1, Importance.MINOR)
    assert edition.step_titles == {"mo-kho": "Bước mo-kho", "tim": "Bước tim", "cai-dat": "Bước cai-dat"}


def test_publishing_the_same_again_makes_none(lesson):
    republish(lesson)
    assert LessonEdition.objects.count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Tên khác"},
        {"text": "<p>Chữ khác</p>"},
        {"target": "tim"},
        {"warning": "<p>Coi chừng</p>"},
        {"stop": "<p>Dừng</p>"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_change_of_what_is_taught_makes_the_next_edition(lesson, values):
    change(lesson, "tim", **values)
    assert editions.current("cai-vneid").number == 2
    assert [(one.key, one.kind) for one in since_the_first("cai-vneid")] == [("tim", "changed")]


@pytest.mark.parametrize(
    "values",
    [
        {"tip": "<p>Mẹo</p>"},
        {"short": "Ngắn"},
        {"say": "Nói khác"},
        {"leaflet": False},
        {"text": "<p><b>Mở</b> kho ứng dụng có sẵn trên máy.</p>"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_tips_spoken_words_print_and_bold_type_make_none(lesson, values):
    change(lesson, "tim", **values)
    assert editions.current("cai-vneid").number == 1


def test_added_changed_and_removed_steps_are_told_apart(lesson):
    raw = copy.deepcopy(list(lesson.body.raw_data))
    raw[1]["value"]["title"] = "Tìm cho đúng"
    republish(lesson, body=[raw[1], step("moi", title="Bước mới"), raw[2]])
    assert [(one.kind, one.key, one.title) for one in since_the_first("cai-vneid")] == [
        ("changed", "tim", "Tìm cho đúng"),
        ("added", "moi", "Bước mới"),
        ("removed", "mo-kho", "Bước mo-kho"),
    ]


def test_what_the_trainer_said_goes_into_the_edition_and_is_emptied(lesson):
    said = {"change_importance": Importance.IMPORTANT, "change_reason": "Nút bấm đổi chỗ."}
    raw = copy.deepcopy(list(lesson.body.raw_data))
    raw[0]["value"]["title"] = "Tên khác"
    page = republish(lesson, body=raw, **said)
    edition = editions.current("cai-vneid")
    assert (edition.importance, edition.reason) == (Importance.IMPORTANT, "Nút bấm đổi chỗ.")
    for state in (page, page.get_latest_revision_as_object()):
        assert (state.change_importance, state.change_reason) == (Importance.MINOR, "")


def test_a_reason_waits_until_there_is_an_edition_to_carry_it(lesson):
    page = republish(lesson, change_reason="Sửa lỗi gõ")
    assert editions.current("cai-vneid").number == 1
    assert page.change_reason == "Sửa lỗi gõ"


def test_a_change_called_important_is_recorded_though_no_step_differs(lesson):
    republish(lesson, change_importance=Importance.IMPORTANT, change_reason="Luật mới.")
    assert editions.current("cai-vneid").number == 2


def test_a_changed_screen_makes_an_edition_of_every_live_lesson_that_shows_it(lesson):
    screen = ScreenFactory(title="Kho ứng dụng")
    using = LessonPageFactory(key="dung", body=[step("a"), step("b", screen=screen), step("c", screen=screen)])
    draft = LessonPageFactory(key="nhap", body=[step("a", screen=screen)])
    draft.unpublish()
    assert [(page.key, [one.key for one in steps]) for page, steps in editions.lessons_using(screen)] == [
        ("dung", ["b", "c"])
    ]
    screen.bar_title = "Cửa hàng"
    screen.save()
    assert [one.key for one in since_the_first("dung")] == ["b", "c"]
    assert "Kho ứng dụng" in editions.current("dung").reason
    assert editions.current("nhap").number == editions.current(lesson.key).number == 1
    assert using.change_reason == ""


def test_screens_that_change_together_make_one_edition_that_names_them(lesson):
    screens = [ScreenFactory(title="Kho ứng dụng"), ScreenFactory(title="Đăng nhập")]
    LessonPageFactory(key="dung", body=[step("a", screen=screens[0]), step("b", screen=screens[1])])
    with editions.one_edition_each():
        for screen in screens:
            screen.bar_title = "Khác"
            screen.save()
        assert editions.current("dung").number == 1
    newest = editions.current("dung")
    assert (newest.number, newest.reason) == (2, "Các màn hình này đã đổi: “Kho ứng dụng”, “Đăng nhập”.")
    assert [one.key for one in since_the_first("dung")] == ["a", "b"]


def test_a_reason_that_names_very_many_screens_still_fits(lesson):
    screens = [ScreenFactory(title=f"Màn hình thứ {n} " + "x" * 70) for n in range(6)]
    assert len(editions.screen_reason(*screens)) <= LONGEST_REASON


def test_after_a_failure_among_them_screens_are_recorded_one_by_one_again(lesson):
    screen = next(lesson.steps())["screen"]
    with pytest.raises(RuntimeError), editions.one_edition_each():
        raise RuntimeError
    screen.bar_title = "Khác"
    screen.save()
    assert editions.current(lesson.key).number == 2


def test_saving_a_screen_unchanged_makes_no_edition(lesson):
    next(lesson.steps())["screen"].save()
    assert LessonEdition.objects.count() == 1


def test_a_screen_change_leaves_alone_what_a_trainer_has_begun_to_say(lesson):
    page = republish(lesson, change_reason="Đang viết dở")
    screen = next(page.steps())["screen"]
    screen.bar_title = "Khác"
    screen.save()
    assert LessonPage.objects.get(pk=lesson.pk).change_reason == "Đang viết dở"


def test_current_numbers_come_in_one_query(lesson, django_assert_num_queries):
    change(lesson, "tim", title="Khác")
    LessonPageFactory(key="bai-hai")
    with django_assert_num_queries(1):
        numbers = editions.current_numbers(["cai-vneid", "bai-hai", "khong-co"])
    assert numbers == {"cai-vneid": 2, "bai-hai": 1}


HASHES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from("123"))


@given(HASHES, HASHES)
def test_changes_between_two_editions_are_all_and_only_the_differences(old, new):
    def edition(hashes):
        return LessonEdition(step_hashes=hashes, step_titles={key: key for key in hashes})

    found = {one.key: one.kind for one in editions.changes_between(edition(old), edition(new), [])}
    assert found.keys() == {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    assert all((kind == "removed") == (key not in new) for key, kind in found.items())
    assert all((kind == "added") == (key not in old) for key, kind in found.items())


def test_an_edition_records_the_lesson_as_it_stands_and_not_as_it_was_read_before(lesson):
    """Two screens of one lesson saved at once: the second waits for the first, then must see both."""
    first = next(lesson.steps())["screen"]
    read_before = LessonPage.objects.get(pk=lesson.pk)
    assert len(list(read_before.steps())) == 3
    first.bar_title = "Khác"
    first.save()
    edition = editions.record(lesson=read_before, reason="Màn hình khác")
    assert edition is None
