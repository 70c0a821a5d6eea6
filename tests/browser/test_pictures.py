"""Which of its widths a browser takes of a screenshot."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from lms.shared.screens import pictures
from lms.shared.screens.models import Screen
from tests.factories.lessons import CoursePageFactory, LessonPageFactory, step


@pytest.fixture
def lesson(transactional_db):
    pictures._shown.cache_clear()
    file = io.BytesIO()
    Image.linear_gradient("L").resize((1080, 1920)).convert("RGB").save(file, "WEBP")
    screen = Screen.objects.create(
        key="mau/anh", title="Ảnh", kind="picture", alt="Ảnh mẫu", picture=ContentFile(file.getvalue(), "mau.webp"),
        marks=[{"id": "nut", "label": "Nút", "x": 10, "y": 10, "w": 50, "h": 10}],
    )  # fmt: skip
    CoursePageFactory()
    return LessonPageFactory(key="bai-mau", body=[step("mot"), step("hai", screen=screen, target="nut")])


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_screenshot_is_loaded_when_it_is_reached_and_no_wider_than_it_is_shown(open_page, lesson, width):
    page = open_page(width=width)
    page.goto(lesson.url)
    picture = page.locator(".photo img")
    tall = picture.bounding_box()["height"]
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.photo img').complete")
    assert picture.evaluate("one => one.currentSrc").endswith(".w320.avif")
    box = picture.bounding_box()
    assert box["width"] <= 320
    assert box["height"] == pytest.approx(tall)
