"""A practice sheet in a real browser: checked at once, sent once, readable without a script."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from quizzes.kinds.base import opaque_key
from quizzes.models import Attempt, QuizItem
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, step
from tests.factories.members import UserFactory
from tests.factories.quizzes import PICTURE, PICTURE_TAP, SPECS, QuestionVersionFactory, QuizFactory

from .test_accessibility import sign_in
from .test_offline import SENT, keep

KINDS = [*SPECS.items(), ("tap", PICTURE_TAP)]
NUMBER = {kind: n for n, (kind, _spec) in reversed(list(enumerate(KINDS, start=1)))}
PICTURE_AT = len(KINDS)


@pytest.fixture
def quiz(transactional_db):
    quiz = QuizFactory(questions=0, shuffle=False, practice=True)
    for position, (kind, spec) in enumerate(KINDS, start=1):
        version = QuestionVersionFactory(kind=kind, spec=spec)
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    picture = io.BytesIO()
    Image.new("RGB", (PICTURE["width"], PICTURE["height"]), "#9cf").save(picture, "WEBP")
    default_storage.delete(PICTURE["src"])
    default_storage.save(PICTURE["src"], picture)
    yield quiz
    default_storage.delete(PICTURE["src"])


def at(quiz):
    return reverse("quizzes:practice", args=[quiz.key])


def press(page, number, selector):
    page.click(f"#cau-{number} {selector}")


def check(page, kind):
    press(page, NUMBER[kind], "form > p button")


def said(page, number):
    return page.inner_text(f"#cau-{number} [role=status]")


def answer_all(page):
    """Everything right but: half of the multiple choice, a short answer that earns half, a wrong tap."""
    press(page, NUMBER["single"], "label:has-text('CH Play')")
    check(page, "single")
    press(page, NUMBER["multiple"], "label:has-text('Xem số tiền')")
    check(page, "multiple")
    press(page, NUMBER["true_false"], "label >> nth=1")
    check(page, "true_false")
    for pair in SPECS["matching"]["pairs"]:
        page.select_option(f"#cau-{NUMBER['matching']} [name=pair-{pair['key']}]", label=pair["right"])
    check(page, "matching")
    for place, text in enumerate(SPECS["ordering"]["items"], start=1):
        page.select_option(f"#cau-{NUMBER['ordering']} [name=place-{opaque_key(text)}]", str(place))
    check(page, "ordering")
    page.fill("[name=text]", "mã sô")
    page.press("[name=text]", "Enter")
    page.fill("[name=number]", "50 nghìn đồng")
    check(page, "number")
    press(page, NUMBER["tap"], ".screen button:has-text('Thông báo')")
    box = page.query_selector("input[type=image]").bounding_box()
    mark = PICTURE["marks"][1]
    corner = {"x": box["width"] * (mark["x"] + 1) / 100, "y": box["height"] * (mark["y"] + 1) / 100}
    page.query_selector("input[type=image]").click(position=corner)


def test_answers_given_without_a_signal_are_checked_at_once_and_sent_once(open_page, quiz):
    member = UserFactory()
    page = open_page()
    sign_in(page, member)
    page.goto(at(quiz))
    page.context.set_offline(True)
    answer_all(page)
    assert "✓" in said(page, NUMBER["single"])
    assert "Xem lại" not in said(page, NUMBER["single"])
    assert "Mã ấy có tên riêng." in said(page, NUMBER["short"])
    wrong = said(page, NUMBER["tap"])
    assert "Thông báo" in wrong
    assert "Đó là nơi xem thông báo." in wrong
    assert page.inner_text("#practised [data-score]") == "7/9"
    assert page.is_visible("#practised [data-kept]")
    assert not Attempt.objects.exists()
    page.context.set_offline(False)
    page.wait_for_selector("#practised [data-sent] a", state="visible")
    page.reload()
    attempt = Attempt.objects.get()
    assert (attempt.member, attempt.mark, attempt.max_mark, attempt.practice) == (member, 7, 9, True)
    assert page.goto(reverse("quizzes:result", args=[attempt.pk])).status == 200


def test_a_kept_app_has_its_practice_quiz_in_flight_mode(open_page, transactional_db):
    CoursePageFactory()
    app = AppPageFactory(key="vneid", title="VNeID")
    lesson = LessonPageFactory(parent=app, key="bai-mau", title="Bài mẫu", body=[step("mo-kho")])
    quiz = QuizFactory(questions=1, questions__teaches_lesson=lesson.key, practice=True)
    member = UserFactory()
    page = open_page()
    sign_in(page, member)
    keep(page, app)
    page.context.set_offline(True)
    page.goto(app.get_url())
    page.click(f"a[href='{at(quiz)}']")
    assert page.is_visible(".kept-copy")
    page.click("label:has-text('Đường dẫn trong tin nhắn')")
    page.click("#cau-1 form > p button")
    assert page.is_visible("#practised [data-kept]")
    page.click("#cau-1 .alert a")
    assert page.inner_text("h1") == "Bài mẫu"
    page.context.set_offline(False)
    page.wait_for_function(SENT)
    assert (Attempt.objects.get().member, Attempt.objects.get().mark) == (member, 0)


def test_what_cannot_be_graded_is_asked_for_again(open_page, quiz):
    page = open_page()
    page.goto(at(quiz))
    for kind in ("single", "ordering", "short", "number", "tap"):
        check(page, kind)
        assert page.is_visible(f"#cau-{NUMBER[kind]} .alert-danger")
    page.fill("[name=number]", "rất nhiều")
    check(page, "number")
    first = said(page, NUMBER["number"])
    for text in SPECS["ordering"]["items"]:
        page.select_option(f"#cau-{NUMBER['ordering']} [name=place-{opaque_key(text)}]", "1")
    check(page, "ordering")
    assert len({first, said(page, NUMBER["ordering"]), said(page, NUMBER["single"])}) == 3
    assert page.is_enabled("[name=number]")


def test_an_answer_that_was_opened_counts_as_none_and_nobody_unknown_is_kept(open_page, quiz):
    page = open_page()
    page.goto(at(quiz))
    for number in range(1, len(KINDS) + 1):
        press(page, number, "> details > summary")
        page.wait_for_selector(f"#cau-{number} .alert")
    assert page.inner_text("#practised [data-score]") == "0/9"
    assert page.is_visible("#practised [data-unkept]")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('unsent:'))") == []
    page.click("#practised [data-again]")
    page.wait_for_selector("#cau-1 input:not([disabled])")
    assert not page.is_visible("#practised")


def test_without_a_script_the_answers_open_and_no_button_leads_away(open_page, quiz):
    page = open_page(scripts=False)
    page.goto(at(quiz))
    press(page, NUMBER["tap"], ".screen button:has-text('Wi-Fi')")
    page.fill("[name=text]", "mã OTP")
    page.press("[name=text]", "Enter")
    assert page.url.endswith(at(quiz))
    for number in range(1, len(KINDS) + 1):
        press(page, number, "> details > summary")
    assert page.locator("text=Chỉ cài từ kho ứng dụng").count() == len(KINDS)
    assert page.locator(".steps > li form > p >> visible=true").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_answering(open_page, quiz, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(bypass_csp=True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(at(quiz))
    for act in (lambda: None, lambda: answer_all(page)):
        act()
        results = axe.run(page)
        assert not results.violations_count, results.generate_report()


def test_it_is_no_wider_than_a_small_phone_nor_hard_to_press(open_page, quiz):
    page = open_page(width=320)
    page.goto(at(quiz))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for control in page.query_selector_all(
        "main :is(button:not(.visually-hidden), select, summary, .form-check-label)"
    ):
        box = control.bounding_box()
        assert box is None or (box["height"] >= 44 and box["width"] >= 44), control.inner_text()
    answer_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_it_takes_four_requests(open_page, transactional_db):
    """Their bytes are counted in tests/quizzes/offline/test_views.py, compressed as they are sent."""
    page = open_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(at(QuizFactory(questions=10, practice=True)), wait_until="networkidle")
    assert len(requests) <= 4, requests
