"""Sheets in the editor's preview: of what stands in the form, saved or not."""

from __future__ import annotations

import base64
import io
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from PIL import Image
from wagtail.models import GroupPagePermission

from lessons.models import LessonPage, PosterPage
from lessons.printing.catalogue import KINDS
from lessons.printing.previews import preview_of, sheet_of
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    step,
)
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory
from tests.lessons.editor import block_data, editor_data

pytestmark = pytest.mark.django_db
PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)"')


@pytest.fixture
def editor(client, course):
    client.force_login(UserFactory(is_superuser=True))


def preview_url(page):
    return reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])


def typed(client, page, mode, *, changes=None, **streams):
    """What the preview shows of `page` once its form holds other values."""
    data = editor_data(client, page, **streams)
    data.update(changes or {})
    assert client.post(preview_url(page), data).json()["is_valid"]
    return client.get(preview_url(page), {"mode": mode, "in_preview_panel": "true"}).content.decode()


def pictures(html):
    return [Image.open(io.BytesIO(base64.b64decode(found))) for found in PICTURE.findall(html)]


def raw(lesson, **values):
    """The body of `lesson` with other values in its first step."""
    blocks = [dict(block) for block in lesson.body.raw_data]
    blocks[0]["value"] = {**blocks[0]["value"], **values}
    return blocks


@pytest.mark.parametrize(
    ("factory", "sheets"),
    [
        (LessonPageFactory, ["leaflet", "leaflet-a5", "card", "handout"]),
        (AppPageFactory, ["leaflet", "leaflet-a5", "card"]),
        (PosterPageFactory, ["poster"]),
        (RadioScriptPageFactory, []),
    ],
)
def test_a_page_is_shown_as_web_page_first_and_then_as_its_sheets(course, factory, sheets):
    assert [name for name, _label in factory().preview_modes] == ["", *sheets]
    assert set(sheets) <= KINDS.keys()


def test_a_leaflet_is_shown_with_both_sides_and_its_text_is_large_enough_to_read(client, editor):
    html = typed(client, LessonPageFactory(), "leaflet")
    outside, inside = pictures(html)
    assert outside.size == inside.size
    assert outside.width / (297 / 25.4) >= 96


@pytest.mark.parametrize("mode", ["leaflet", "card", "handout"])
def test_a_lesson_is_shown_as_it_is_typed_and_not_as_it_is_saved(client, editor, mode):
    lesson = LessonPageFactory()
    saved = typed(client, lesson, mode)
    edited = typed(client, lesson, mode, body=raw(lesson, title="Tên vừa gõ"))
    assert PICTURE.findall(saved) != PICTURE.findall(edited)
    assert LessonPage.objects.get(pk=lesson.pk).numbered_steps()[0].title == "Bước mo-kho"


def test_an_app_is_shown_as_it_is_typed(client, editor):
    lesson = LessonPageFactory()
    saved = typed(client, lesson.app, "leaflet")
    edited = typed(client, lesson.app, "leaflet", changes={"leaflet_title": "Nhan đề vừa gõ"})
    assert PICTURE.findall(saved) != PICTURE.findall(edited)


def test_a_poster_is_shown_as_it_is_typed(client, editor):
    poster = PosterPageFactory()
    saved = typed(client, poster, "poster")
    edited = typed(client, poster, "poster", changes={"title_lines": "Nhan đề vừa gõ"})
    assert len(PICTURE.findall(edited)) == 1
    assert PICTURE.findall(saved) != PICTURE.findall(edited)


def test_the_sheet_of_a_draft_shows_it_among_the_published_lessons_of_its_app(course):
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title="Đã xuất bản")])
    draft = LessonPageFactory(parent=app, body=[step("hai", title="Bản nháp")])
    LessonPageFactory(parent=app, body=[step("ba", title="Bài sau")])
    draft.unpublish()
    draft.title = "Chưa lưu"
    sheet = sheet_of(draft, KINDS["leaflet"])
    assert [one.title for one in sheet.document.steps] == ["Đã xuất bản", "Bản nháp", "Bài sau"]


def test_the_handout_of_a_lesson_is_that_lesson_alone(course):
    app = AppPageFactory()
    LessonPageFactory(parent=app)
    lesson = LessonPageFactory(parent=app)
    lesson.title = "Vừa đổi tên"
    assert [one.title for one in sheet_of(lesson, KINDS["handout"]).document.lessons] == ["Vừa đổi tên"]


def test_the_poster_of_a_page_is_that_poster_alone(course):
    app = AppPageFactory()
    PosterPageFactory(parent=app)
    poster = PosterPageFactory(parent=app, title_lines="Của tôi")
    assert [one.title_lines for one in sheet_of(poster, KINDS["poster"]).document.posters] == [("Của tôi",)]


@pytest.mark.parametrize("mode", ["leaflet", "card", "handout"])
def test_a_lesson_that_was_never_saved_is_shown(client, editor, mode):
    app = LessonPageFactory(body=[step("mot", title="Đã có")]).app
    url = reverse("wagtailadmin_pages:preview_on_add", args=["lessons", "lessonpage", app.pk])
    body = LessonPage.body.field.stream_block
    data = {"title": "Bài mới tinh", "slug": "", "summary": "", "after_title": "", "after_text": "null"}
    data |= {"change_importance": "minor", "change_reason": "", "seo_title": "", "search_description": ""}
    data |= {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    data |= block_data(body, body.to_python([step("moi", title="Bước mới")]), "body")
    assert client.post(url, data).json()["is_valid"]
    html = client.get(url, {"mode": mode}).content.decode()
    assert pictures(html)
    assert not LessonPage.objects.filter(title="Bài mới tinh").exists()


def test_the_code_of_a_lesson_that_was_never_saved_holds_the_key_it_would_get(course):
    app = AppPageFactory()
    lesson = LessonPage(title="Bài mới tinh", body=[step("moi")])
    lesson.path, lesson.depth = f"{app.path}0001", app.depth + 1
    assert sheet_of(lesson, KINDS["leaflet"]).document.address.endswith("/b/bai-moi-tinh")
    assert lesson.pk is None


def test_ten_thousand_letters_in_one_step_are_answered_with_the_name_of_that_step(course):
    lesson = LessonPageFactory(body=[step("mot"), step("hai", title="Bước quá dài", short="chữ " * 2500)])
    for mode in ("leaflet", "leaflet-a5"):
        preview = preview_of(lesson, mode)
        assert not preview.pages
        assert "Bước quá dài" in preview.fault


def test_a_screen_too_tall_is_told_in_the_preview_with_the_name_of_its_step(client, editor):
    tall = ScreenFactory(rows=[{"type": "notice", "value": {"text": "Một thông báo dài. " * 8}} for _ in range(12)])
    lesson = LessonPageFactory()
    html = typed(client, lesson, "leaflet", body=raw(lesson, title="Màn hình cao", screen=tall.pk, target=""))
    assert not PICTURE.findall(html)
    assert 'class="note stop"' in html
    assert "Màn hình cao" in html


def test_a_sign_the_font_lacks_is_named_in_the_preview(client, editor):
    lesson = LessonPageFactory()
    html = typed(client, lesson, "leaflet", body=raw(lesson, title="Chào 🙂 bà con"))
    assert not PICTURE.findall(html)
    assert 'class="note stop"' in html
    assert "“Chào 🙂 bà con”" in html[html.index('class="note stop"') :]


def test_markup_in_a_message_stays_text(course):
    lesson = LessonPageFactory(body=[step("hai", title="<b>đậm</b>", short="chữ " * 2500)])
    html = lesson.make_preview_request(preview_mode="leaflet").content.decode()
    assert "&lt;b&gt;đậm" in html
    assert "<b>đậm" not in html


def test_a_page_with_nothing_to_print_says_what_it_needs(course):
    app = AppPageFactory()
    needs = {mode: preview_of(app, mode).fault for mode in ("leaflet", "card")}
    assert all(needs.values())
    assert needs["leaflet"] != needs["card"]


@pytest.mark.parametrize("mode", ["", "poster"])
def test_a_poster_that_has_no_screen_yet_is_shown_without_one(course, mode):
    poster = PosterPage(title="Mới", title_lines="Nhan đề", foot="")
    app = AppPageFactory()
    poster.path, poster.depth = f"{app.path}0001", app.depth + 1
    response = poster.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    assert 'class="note stop"' not in response.content.decode()


def test_an_invalid_form_keeps_what_was_shown_before(client, editor):
    lesson = LessonPageFactory()
    shown = PICTURE.findall(typed(client, lesson, "leaflet"))
    data = editor_data(client, lesson, body=raw(lesson, title="Dài " * 100))
    assert client.post(preview_url(lesson), data).json() == {"is_valid": False, "is_available": True}
    assert PICTURE.findall(client.get(preview_url(lesson), {"mode": "leaflet"}).content.decode()) == shown


def test_an_unknown_mode_shows_the_web_page(client, editor):
    html = typed(client, LessonPageFactory(), "khong-co")
    assert 'id="buoc-1"' in html


def test_previews_are_for_those_who_may_edit_the_page(client, course):
    lesson = LessonPageFactory()
    group = Group.objects.create(name="Chỉ vào được trang quản trị")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member = UserFactory()
    member.groups.add(group)
    for known in (False, True):
        if known:
            client.force_login(member)
        assert client.get(preview_url(lesson), {"mode": "leaflet"}).status_code == 302
        draft = reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])
        assert client.get(draft, {"mode": "leaflet"}).status_code == 302
    allowed = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=course, permission=allowed)
    assert pictures(client.get(draft, {"mode": "leaflet"}).content.decode())
