"""Blocks: what they refuse, what they keep, how they show themselves."""

from __future__ import annotations

import copy

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation
from wagtail import blocks
from wagtail.rich_text import RichText

from lessons.blocks.base import FoldedGroup, RichBlock
from lessons.blocks.steps import StepBlock
from lessons.blocks.streams import (
    CuesBlock,
    LessonBodyBlock,
    PosterColumnsBlock,
    SourcesBlock,
    WarningsBlock,
)
from lessons.models import LessonPage, PosterPage
from tests.factories.lessons import AppPageFactory, LessonPageFactory, block, step
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db
STREAMS = (LessonBodyBlock, WarningsBlock, SourcesBlock, PosterColumnsBlock, CuesBlock)
BLOCKS = [(name, child) for stream in STREAMS for name, child in stream().child_blocks.items()]


def body(*children):
    return LessonBodyBlock().to_python([copy.deepcopy(child) for child in children])


def fault(stream, place=0):
    """The messages of the first faulty field of block number `place`."""
    with pytest.raises(blocks.StreamBlockValidationError) as caught:
        LessonBodyBlock().clean(stream)
    return caught.value.block_errors[place].block_errors


@pytest.mark.parametrize(("name", "one"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_every_block_has_words_an_icon_a_template_and_a_preview(name, one, course):
    LessonPageFactory()
    assert one.label
    assert one.get_description()
    assert one.meta.icon != "placeholder"
    assert get_template(one.meta.template)
    assert one.is_previewable
    value = one.get_preview_value()
    context = one.get_preview_context(value, {"bound_block": one.bind(value), "request": RequestFactory().get("/")})
    assert len(one.bind(value).render(context)) > 5


def test_a_step_without_a_screen_keeps_no_place_to_tap():
    cleaned = LessonBodyBlock().clean(body(block("step", step()["value"] | {"screen": None, "target": "cai"})))
    assert cleaned[0].value["target"] == ""


def test_a_folded_group_tells_what_is_said_and_nothing_of_a_file_that_was_not_chosen():
    """Wagtail says "null" there."""
    folded = [group.label_format for group in StepBlock().meta.form_layout.children if isinstance(group, FoldedGroup)]
    assert folded == ["{tip} {warning} {stop}", "{say} {short}"]


def test_a_target_that_the_screen_lacks_is_answered_with_its_rows():
    message = str(fault(body(step(target="khong-co")))["target"].message)
    for words in ("khong-co", "tim (Tìm ứng dụng)", "cai (Cài đặt)", "muc/1 (Trò chơi)"):
        assert words in message


def test_a_lesson_without_a_step_is_refused():
    with translation.override("en"), pytest.raises(blocks.StreamBlockValidationError) as caught:
        LessonBodyBlock().clean(body(block("paragraph", "<p>Chỉ có chữ</p>")))
    assert "at least one step" in str(caught.value.non_block_errors)


def test_a_draft_may_still_lack_steps_and_screens():
    LessonBodyBlock().clean_deferred(body())
    draft = LessonBodyBlock().clean_deferred(body(block("step", step()["value"] | {"screen": None})))
    assert draft[0].value["key"] == "mo-kho"


def test_a_step_keeps_its_key_when_its_title_changes():
    assert LessonBodyBlock().clean(body(step("mo-kho", title="Tên khác hẳn")))[0].value["key"] == "mo-kho"


def test_a_new_step_gets_a_key_from_its_title():
    assert LessonBodyBlock().clean(body(step("", title="Đọc tên nhà phát hành")))[0].value["key"] == (
        "doc-ten-nha-phat-hanh"
    )


def test_a_duplicated_step_gets_a_key_of_its_own():
    cleaned = LessonBodyBlock().clean(body(step("tim"), step("tim"), step("tim")))
    assert [child.value["key"] for child in cleaned] == ["tim", "tim-2", "tim-3"]


def test_a_tampered_key_becomes_a_sound_one():
    assert LessonBodyBlock().clean(body(step('"><b>Tìm')))[0].value["key"] == "b-tim"


def test_more_than_twelve_steps_are_refused():
    with pytest.raises(ValidationError):
        LessonBodyBlock().clean(body(*[step(f"s{n}") for n in range(13)]))


def test_words_are_normalised_and_rich_text_is_cleaned_when_saved():
    dirty = step(title=" Mở\u00a0 kho ", text='<p onclick="x">Đọc <script>x</script><b>kỹ</b></p>', tip="<p> </p>")
    value = LessonBodyBlock().clean(body(dirty))[0].value
    assert value["title"] == "Mở kho"
    assert value["text"].source == "<p>Đọc <b>kỹ</b></p>"
    assert not value["tip"]


def test_a_required_text_of_blanks_counts_as_missing():
    assert "text" in fault(body(step(text="<p>&nbsp;</p>")))


def test_rich_text_from_elsewhere_is_cleaned_when_shown():
    assert str(RichBlock().normalize(RichText("<p>a<script>b</script></p>"))) == "<p>a</p>"


def test_a_search_finds_title_text_and_warnings_of_a_step_but_not_its_key():
    value = body(step("khoa-kin", title="Mở kho", text="<p>đọc kỹ</p>", warning="<p>coi chừng</p>"))
    words = " ".join(map(str, LessonBodyBlock().get_searchable_content(value)))
    assert all(part in words for part in ("Mở kho", "đọc kỹ", "coi chừng"))
    assert "khoa-kin" not in words


def test_steps_drawn_from_a_lesson_come_in_the_order_of_the_keys(course):
    lesson = LessonPageFactory(body=[step("a"), step("b"), step("c")])
    drawn = CuesBlock().child_blocks["steps"]
    value = drawn.to_python({"lesson": lesson.pk, "keys": ["c", "a"]})
    assert [one["key"] for one in value.chosen()] == ["c", "a"]
    assert [one["key"] for one in drawn.to_python({"lesson": lesson.pk, "keys": []}).chosen()] == ["a", "b", "c"]


def test_a_step_that_the_lesson_lacks_is_answered_with_its_steps(course):
    lesson = LessonPageFactory(body=[step("mo-kho", title="Mở kho")])
    drawn = CuesBlock().child_blocks["steps"]
    with pytest.raises(blocks.StructBlockValidationError) as caught:
        drawn.clean(drawn.to_python({"lesson": lesson.pk, "keys": ["tim"]}))
    assert "mo-kho (Mở kho)" in str(caught.value.non_block_errors)


def test_a_step_with_all_boxes_shows_each(course):
    screen = ScreenFactory()
    value = body(step(screen=screen, tip="<p>t1</p>", warning="<p>w1</p>", stop="<p>s1</p>", say="nói thế này"))
    html = value[0].render({"number": 4})
    for words in ('id="buoc-4"', "note tip", "note warn", "note stop", "nói thế này", "<details>", "Kho ứng dụng"):
        assert words in html


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def publish(client, lesson, **streams):
    data = editor_data(client, lesson, **streams)
    data["action-publish"] = "1"
    return client.post(f"/quan-tri/pages/{lesson.pk}/edit/", data)


def test_the_editor_publishes_a_lesson_and_keeps_the_step_keys(client, editor, course):
    lesson = LessonPageFactory(body=[step("mo-kho"), step("tim")])
    raw = copy.deepcopy(list(lesson.body.raw_data))
    raw[0]["value"]["title"] = "Mở kho có sẵn"
    assert publish(client, lesson, body=raw).status_code == 302
    assert [(one.key, one.title) for one in LessonPage.objects.get().numbered_steps()] == [
        ("mo-kho", "Mở kho có sẵn"),
        ("tim", "Bước tim"),
    ]


def test_the_editor_says_that_a_lesson_lacks_a_step_or_a_title_and_publishes_nothing(client, editor, course):
    lesson = LessonPageFactory(parent=AppPageFactory(), body=[step("mo-kho")])
    bare = copy.deepcopy(list(lesson.body.raw_data))
    bare[0]["value"]["title"] = ""
    for streams, key in (({"body": []}, "messages"), ({"body": bare}, "blockErrors")):
        response = publish(client, lesson, **streams)
        assert response.status_code == 200
        errors = response.context["form"].errors.as_data()["body"][0].as_json_data()
        assert errors[key]
    assert len(list(LessonPage.objects.get().steps())) == 1


def test_a_poster_is_found_by_the_words_of_its_columns():
    assert "columns" in {field.field_name for field in PosterPage.get_search_fields()}
