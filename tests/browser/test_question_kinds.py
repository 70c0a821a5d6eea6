"""Questions of every kind in a real browser: nothing axe finds, nothing wider than a small phone, presses that land."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from quizzes.attempts import start
from quizzes.models import Answer, QuizItem
from tests.factories.members import UserFactory
from tests.factories.quizzes import PICTURE, PICTURE_TAP, SPECS, QuestionVersionFactory, QuizFactory

from .test_accessibility import sign_in

KINDS = [*SPECS.items(), ("tap", PICTURE_TAP)]
SCREEN_AT, PICTURE_AT = len(KINDS) - 1, len(KINDS)


@pytest.fixture
def attempt(transactional_db):
    quiz = QuizFactory(questions=0, shuffle=False)
    for position, (kind, spec) in enumerate(KINDS, start=1):
        version = QuestionVersionFactory(kind=kind, spec=spec)
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    picture = io.BytesIO()
    Image.new("RGB", (PICTURE["width"], PICTURE["height"]), "#9cf").save(picture, "WEBP")
    default_storage.delete(PICTURE["src"])
    default_storage.save(PICTURE["src"], picture)
    yield start(member=UserFactory(), quiz=quiz, now=timezone.now())
    default_storage.delete(PICTURE["src"])


def at(attempt, position):
    return reverse("quizzes:question", args=[attempt.pk, position])


def saved(attempt, position):
    return Answer.objects.get(item__attempt=attempt, item__position=position).response


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_question(open_page, attempt, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(bypass_csp=True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(page, attempt.member)
    found = {}
    for position in range(1, len(KINDS) + 1):
        page.goto(at(attempt, position))
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        results = axe.run(page)
        if results.violations_count:
            found[position] = results.generate_report()
    assert not found, "\n\n".join(f"{KINDS[position - 1][0]}\n{report}" for position, report in found.items())


def test_no_question_is_wider_than_a_small_phone_nor_hard_to_press(open_page, attempt):
    page = open_page(scripts=False, width=320)
    sign_in(page, attempt.member)
    for position in range(1, len(KINDS) + 1):
        page.goto(at(attempt, position))
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        for control in page.query_selector_all(
            "fieldset :is(button, select, summary, .form-check-label, .form-control)"
        ):
            box = control.bounding_box()
            assert box is None or (box["height"] >= 44 and box["width"] >= 44)


def test_a_press_on_a_row_of_the_screen_saves_and_goes_on(open_page, attempt):
    page = open_page(scripts=False, width=360)
    sign_in(page, attempt.member)
    page.goto(at(attempt, SCREEN_AT))
    page.click(".screen button:has-text('Wi-Fi')")
    assert page.url.endswith(at(attempt, PICTURE_AT))
    assert saved(attempt, SCREEN_AT) == {"target": "wifi"}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_press_on_a_picture_lands_where_the_finger_was(open_page, attempt, width):
    page = open_page(scripts=False, width=width)
    sign_in(page, attempt.member)
    page.goto(at(attempt, PICTURE_AT))
    picture = page.query_selector("input[type=image]")
    box = picture.bounding_box()
    mark = PICTURE["marks"][1]
    corner = {"x": box["width"] * (mark["x"] + 1) / 100, "y": box["height"] * (mark["y"] + 1) / 100}
    picture.click(position=corner)
    assert saved(attempt, PICTURE_AT) == {"target": mark["id"]}
    page.goto(at(attempt, PICTURE_AT))
    outside = {"x": corner["x"] - box["width"] * 0.02, "y": corner["y"]}
    page.query_selector("input[type=image]").click(position=outside)
    assert saved(attempt, PICTURE_AT) == {"target": None}


def test_enter_in_a_written_answer_goes_on(open_page, attempt):
    page = open_page(scripts=False, width=360)
    sign_in(page, attempt.member)
    position = [kind for kind, _spec in KINDS].index("short") + 1
    page.goto(at(attempt, position))
    page.fill("input[name=text]", "mã OTP")
    page.press("input[name=text]", "Enter")
    assert page.url.endswith(at(attempt, position + 1))
    assert saved(attempt, position) == {"text": "mã OTP"}
