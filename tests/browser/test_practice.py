"""Practice, and telling of a screen that differs, in a real browser: at once, without asking the server."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from lessons.models import ScreenReport
from lms.shared.screens.models import Screen
from tests.factories.lessons import CoursePageFactory, LessonPageFactory, step

HERE = "section:not([hidden])"


def picture_screen() -> Screen:
    """A screenshot of which a press can reach the lower of two marked places."""
    file = io.BytesIO()
    Image.new("RGB", (108, 200), "white").save(file, "PNG")
    marks = [
        {"id": "tren", "label": "Ô trên", "x": 10, "y": 10, "w": 80, "h": 20},
        {"id": "duoi", "label": "Ô dưới", "x": 10, "y": 60, "w": 80, "h": 20},
    ]
    picture = ContentFile(file.getvalue(), "mau.png")
    return Screen.objects.create(
        key="mau/anh", title="Ảnh", kind="picture", alt="Ảnh mẫu", picture=picture, marks=marks
    )


@pytest.fixture
def lesson(transactional_db):
    CoursePageFactory()
    steps = [step("mo-kho"), step("doc", target=""), step("anh", screen=picture_screen(), target="duoi")]
    return LessonPageFactory(key="bai-mau", body=steps)


def test_with_scripts_one_practises_without_any_request(open_page, lesson):
    page = open_page()
    page.goto("/b/bai-mau/bam-thu/")
    pages = []
    page.on("request", lambda request: pages.append(request.url) if "bam-thu" in request.url else None)
    for _ in range(2):
        page.click(f"{HERE} [name=row][value=tim]")
    assert "Tìm ứng dụng" in page.inner_text(f"{HERE} [data-wrong]")
    page.click(f"{HERE} [name=chi]")
    assert page.locator(f"{HERE} .target .tap").count() == 1
    page.focus(f"{HERE} [name=row][value=cai]")
    page.keyboard.press("Enter")
    page.click(f"{HERE} [name=tiep]")
    photo = page.locator(f"{HERE} .photo")
    box = photo.bounding_box()
    photo.click(position={"x": box["width"] / 2, "y": box["height"] * 0.2})
    assert "Ô trên" in page.inner_text(f"{HERE} [data-wrong]")
    photo.click(position={"x": box["width"] / 2, "y": box["height"] * 0.7})
    assert page.locator("#xong").is_visible()
    assert pages == []


def test_without_scripts_the_forms_lead_the_same_way(open_page, lesson):
    page = open_page(scripts=False)
    page.goto("/b/bai-mau/bam-thu/")
    page.click(f"{HERE} [name=row][value=tim]")
    assert "Tìm ứng dụng" in page.inner_text(f"{HERE} [data-wrong]")
    page.click(f"{HERE} [name=row][value=cai]")
    page.click(f"{HERE} [name=tiep]")
    page.click(f"{HERE} [name=row][value=duoi]")
    assert page.locator("#xong").is_visible()


def test_a_screen_that_differs_is_told_with_one_press(open_page, lesson):
    page = open_page()
    page.goto(lesson.url)
    page.locator("a.differs").first.click()
    page.wait_for_selector(".step [role=status]")
    assert page.url.endswith(lesson.url)
    assert list(ScreenReport.objects.values_list("step_key", "count")) == [("mo-kho", 1)]


@pytest.mark.parametrize("voice", [True, False], ids=["a voice", "no voice"])
def test_a_step_can_be_listened_to_only_where_the_phone_has_a_voice(open_page, lesson, voice):
    page = open_page()
    voices = "[{lang: 'vi-VN', localService: true}]" if voice else "[{lang: 'vi-VN', localService: false}]"
    page.add_init_script(
        f"""Object.defineProperty(window, "speechSynthesis", {{ value: {{
          getVoices: () => {voices}, cancel() {{}}, speak(one) {{ window.said = one.text; }}, addEventListener() {{}},
        }} }});
        window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};"""
    )
    page.goto(lesson.url)
    button = page.locator("button[data-say]").first
    assert button.is_visible() is voice
    if voice:
        button.click()
        assert page.evaluate("said") == "Bà con mở kho ứng dụng có sẵn trên máy."
