"""A trainer writes a radio script: made from a lesson, kept in step with it, told about before and after publishing."""

import pytest
from django.contrib.messages import WARNING, get_messages
from django.urls import reverse

from lessons.broadcast.scripts import make_draft, parts_of
from lessons.models import RadioScriptPage
from lessons.radio.parts import digest
from tests.factories.lessons import AppPageFactory, LessonPageFactory, RadioScriptPageFactory, block, step
from tests.factories.members import UserFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client, course):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def made(**values):
    lesson = LessonPageFactory(parent=AppPageFactory(), summary="Cũ.", body=[step("mot")], **values)
    return lesson, make_draft(lesson=lesson, by=UserFactory(is_superuser=True))


def summarised(lesson, words):
    lesson.summary = words
    lesson.save_revision().publish()


def fresh(page):
    return RadioScriptPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def content_of(page):
    return next(block for block in fresh(page).cues if block.block_type == "content")


def read_aloud(page):
    return [line for part in parts_of(fresh(page)) for line in part.lines]


def press(client, page, action="", cues=None, **more):
    data = editor_data(client, fresh(page), **({"cues": cues} if cues is not None else {}))
    data.update({action: "1"} if action else {})
    for name, value in more.items():
        data.setlist(name, value)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def with_lines(page, kind, lines):
    raw = list(fresh(page).cues.raw_data)
    for one in raw:
        if one["type"] == kind:
            one["value"]["lines"] = lines
    return raw


def panel(client, page):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return html.split('class="script-review"')[1].split("data-field-wrapper")[0]


def warnings_in(response):
    return [str(one) for one in get_messages(response.wsgi_request) if one.level == WARNING]


# --- made from a lesson -----------------------------------------------------------------------------


def test_a_lesson_offers_to_make_a_script(client, trainer):
    lesson = LessonPageFactory()
    url = reverse("lessons_make_script", args=[lesson.pk])
    assert url in client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert url in client.get(reverse("wagtailadmin_explore", args=[lesson.get_parent().pk])).content.decode()


def test_the_button_makes_a_draft_and_opens_it(client, trainer):
    lesson = LessonPageFactory()
    response = client.post(reverse("lessons_make_script", args=[lesson.pk]))
    page = RadioScriptPage.objects.get(source=lesson)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live


def test_the_button_pressed_twice_makes_one_draft(client, trainer):
    lesson = LessonPageFactory()
    urls = {client.post(reverse("lessons_make_script", args=[lesson.pk])).url for _ in range(2)}
    assert (len(urls), RadioScriptPage.objects.count()) == (1, 1)


def test_to_look_at_the_button_makes_nothing_and_names_what_was_made(client, trainer):
    lesson, page = made()
    html = client.get(reverse("lessons_make_script", args=[lesson.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert RadioScriptPage.objects.count() == 1


def test_who_may_add_no_page_makes_no_script(client):
    client.force_login(UserFactory())
    lesson = LessonPageFactory()
    assert client.post(reverse("lessons_make_script", args=[lesson.pk])).status_code in (302, 403)
    assert not RadioScriptPage.objects.exists()


# --- in step ----------------------------------------------------------------------------------------


def test_a_part_left_alone_follows_the_lesson_through_the_editor(client, trainer):
    lesson, page = made()
    summarised(lesson, "Mới.")
    press(client, page)
    assert "Mới." in list(content_of(page).value["lines"])
    assert "Cũ." not in read_aloud(page)


def test_a_rewritten_part_stays_and_is_told_to_be_stale(client, trainer):
    lesson, page = made()
    press(client, page, cues=with_lines(page, "content", ["Của tôi."]))
    assert "in_step" not in panel(client, page)
    summarised(lesson, "Mới.")
    told = panel(client, page)
    assert "Mới." in told
    assert f'value="{content_of(page).id}"' in told
    assert "Của tôi." in read_aloud(page)


def test_a_tick_puts_a_rewritten_part_in_step(client, trainer):
    lesson, page = made()
    press(client, page, cues=with_lines(page, "content", ["Của tôi."]))
    summarised(lesson, "Mới.")
    press(client, page, in_step=[content_of(page).id])
    assert "in_step" not in panel(client, page)
    assert "Của tôi." in read_aloud(page)


def test_an_emptied_part_returns_to_the_lesson(client, trainer):
    _lesson, page = made()
    press(client, page, cues=with_lines(page, "content", ["Của tôi."]))
    press(client, page, cues=with_lines(page, "content", []))
    assert "Cũ." in read_aloud(page)


def test_an_empty_part_without_a_lesson_is_not_published(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Một câu."]})])
    response = press(client, page, "action-publish", cues=with_lines(page, "content", []))
    assert response.status_code == 200
    assert RadioScriptPage.objects.get(pk=page.pk).cues[0].value["lines"][0] == "Một câu."


def test_an_empty_part_without_a_lesson_may_lie_in_a_draft(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Một câu."]})])
    assert press(client, page, cues=with_lines(page, "content", [])).status_code == 302


def test_a_translation_remembers_which_text_it_translates(client, trainer):
    _lesson, page = made()
    data = editor_data(client, fresh(page), translations=[block("translation", {"language": "khm", "text": "Một."})])
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    before = digest(parts_of(fresh(page)))
    assert fresh(page).translations[0].value["of"] == before
    press(client, page, cues=with_lines(page, "content", ["Của tôi."]))
    assert fresh(page).translations[0].value["of"] == before != digest(parts_of(fresh(page)))


# --- the panel --------------------------------------------------------------------------------------


def test_the_panel_tells_how_long_it_takes_and_what_falls_out(client, trainer):
    lines = [f"Câu thứ {number} nói về cách mở máy thật chậm rãi." for number in range(12)]
    page = RadioScriptPageFactory(
        cues=[block("content", {"lines": lines}), block("warning", {"lines": ["Không đọc mã cho ai."]})]
    )
    told = panel(client, page)
    assert all(rate in told for rate in ("150", "180", "220"))
    assert told.count("<details>") == 1  # of 30 seconds; all fits in 60
    assert "Không đọc mã cho ai." not in told.split("<details>")[1].split("</details>")[0]


def test_the_panel_shows_the_sentence_that_is_hard_on_the_ear(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Mở máy (nút bên phải) ra."]})])
    assert "<q>Mở máy (nút bên phải) ra.</q>" in panel(client, page)


def test_the_panel_says_what_keeps_a_script_off_the_air(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Hỏi XYZT ở {nơi lạ}."]})])
    told = panel(client, page)
    assert "XYZT" in told
    assert "nơi lạ" in told


def test_the_panel_names_the_slots(client, trainer):
    page = RadioScriptPageFactory(cues=[block("closing", {"lines": ["Mời đến {nơi gặp}."]})])
    assert "<code>{nơi gặp}</code>" in panel(client, page)


def test_a_new_page_has_a_panel_without_figures(client, trainer):
    app = AppPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["lessons", "radioscriptpage", app.pk])
    assert client.get(url).status_code == 200


def test_the_panel_costs_few_queries(client, trainer, django_assert_max_num_queries):
    _lesson, page = made()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(url)
    with django_assert_max_num_queries(90):
        client.get(url)


# --- after publishing -------------------------------------------------------------------------------


def test_a_script_that_cannot_go_on_air_is_published_with_a_warning(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Hỏi XYZT."]})])
    (warning,) = [words for words in warnings_in(press(client, page, "action-publish")) if "XYZT" in words]
    assert page.title in warning


def test_what_is_hard_on_the_ear_is_told_after_publishing(client, trainer):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Mở máy (nút bên phải) ra."]})])
    assert any("(nút bên phải)" in words for words in warnings_in(press(client, page, "action-publish")))


def test_a_sound_script_is_published_without_a_word(client, trainer):
    page = RadioScriptPageFactory(
        cues=[
            block("content", {"lines": ["Bà con mở kho ứng dụng."]}),
            block("repeat", {"lines": ["Xin nhắc lại, bà con mở kho ứng dụng."]}),
        ]
    )
    assert warnings_in(press(client, page, "action-publish")) == []


def test_publishing_a_lesson_names_scripts_with_stale_parts(client, trainer):
    lesson, page = made()
    press(client, page, "action-publish", cues=with_lines(page, "content", ["Của tôi."]))
    data = editor_data(client, lesson)
    data.update({"summary": "Mới.", "action-publish": "1"})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert any(edit in words for words in warnings_in(response))
