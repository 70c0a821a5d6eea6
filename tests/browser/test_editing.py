"""What trainers do in the admin that only a real browser can show."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from lms.shared.screens.models import Screen
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuestionVersionFactory, QuizFactory
from tests.factories.screens import ScreenFactory
from tests.quizzes.taking import take


@pytest.fixture
def trainer(transactional_db):
    return UserFactory(username="quantri", is_superuser=True)


def sign_in(page, after):
    page.goto(f"/dang-nhap/?next={after}")
    page.fill("input[name=username]", "quantri")
    page.fill("input[name=password]", "mat-khau-thu")
    page.click("main form [type=submit]")


def test_a_mask_is_dragged_on_the_picture_before_anything_is_sent(open_page, trainer, tmp_path):
    file = tmp_path / "IMG_2026.png"
    Image.new("RGB", (360, 640), (240, 240, 240)).save(file)
    page = open_page(width=1280, height=1000)
    sign_in(page, reverse("wagtailsnippets_shared_screen:add"))
    page.fill("input[name=title]", "Trang chủ")
    page.select_option("select[name=kind]", "picture")
    page.set_input_files("input[name=picture]", str(file))
    board = page.locator(".places-board")
    board.wait_for()
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4, steps=4)
    page.mouse.up()
    page.select_option("select[name=marks-0-kind]", "mask")
    assert float(page.input_value("input[name=marks-0-w]")) > 20
    page.fill("input[name=alt]", "Trang chủ của ứng dụng")
    page.click("footer button[type=submit], button.action-save")
    page.wait_for_url("**/snippets/shared/screen/**")
    screen = Screen.objects.get()
    stored = Image.open(io.BytesIO(screen.picture.read())).convert("RGB")
    assert stored.getpixel((stored.width // 4, stored.height // 8))[0] < 100
    assert stored.getpixel((stored.width - 5, stored.height - 5))[0] > 200


def test_the_admin_asks_no_other_host_for_anything(open_page, trainer):
    CoursePageFactory()
    lesson = LessonPageFactory(parent=AppPageFactory())
    page = open_page(width=1280, height=900)
    sign_in(page, "/quan-tri/")
    for address in (
        "/quan-tri/",
        "/quan-tri/account/",
        reverse("wagtailadmin_explore", args=[lesson.pk]),
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        reverse("wagtailsnippets_shared_screen:list"),
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("main").count() == 1


def test_the_address_of_a_page_is_made_of_its_title_without_marks(open_page, trainer):
    app = AppPageFactory(parent=CoursePageFactory())
    page = open_page(width=1280, height=900)
    sign_in(page, reverse("wagtailadmin_pages:add", args=["lessons", "lessonpage", app.pk]))
    page.click("input[name=title]")
    page.keyboard.type("Đọc báo điện tử ở Ứng dụng")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('input[name=slug]').value")
    assert page.input_value("input[name=slug]") == "doc-bao-dien-tu-o-ung-dung"


def test_on_a_phone_nothing_of_a_question_to_tap_or_of_a_quiz_in_figures_is_cut_off(open_page, trainer):
    quiz = QuizFactory(questions=2)
    take(UserFactory(), quiz)
    tap = QuestionVersionFactory(kind="tap")
    ScreenFactory(title="Một màn hình có cái tên rất dài để ô chọn không đứng vừa trên một chiếc điện thoại nhỏ")
    page = open_page(width=360)
    sign_in(page, "/quan-tri/")
    for address, parts in (
        (reverse("question_admin:edit", args=[tap.question_id]), "fieldset select, fieldset input[type=text]"),
        (reverse("quiz_admin:statistics", args=[quiz.pk]), ".question > td"),
    ):
        page.goto(address)
        shown = [box for one in page.locator(parts).all() if (box := one.bounding_box())]
        assert shown
        assert max(box["x"] + box["width"] for box in shown) <= 360
