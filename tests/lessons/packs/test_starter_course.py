"""The starter course as a whole: loaded once, then every output is drawn from it."""

import io
import shutil
import subprocess

import pytest
from PIL import Image

from lessons.broadcast.review import review
from lessons.broadcast.scripts import parts_of, script_of, timed
from lessons.models import AppPage, CoursePage, LessonPage, PosterPage, RadioScriptPage
from lessons.packs.loader import STARTER, load, load_terms
from lessons.printing import content, sheets
from lessons.printing.catalogue import KINDS
from lessons.printing.documents import HandoutStep
from lessons.printing.handouts import handout
from lessons.printing.share import share
from lessons.radio.docx import as_docx
from lessons.radio.slots import fill
from lessons.radio.textfile import as_text
from lms.shared.screens.words import describe
from quizzes.models import Quiz
from tests.shared.pdf import checks

pytestmark = pytest.mark.django_db
APPS = ("vneid", "cong-dich-vu-cong", "tra-tien-qr")


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    """Loading takes seconds, so the module does it once, in a transaction that ends with it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_terms()
        load(STARTER)
        yield
        transaction.set_rollback(True)


def page_of(model, app):
    return model.objects.child_of(AppPage.objects.get(key=app)).live().get()


@pytest.mark.parametrize("app", APPS)
def test_each_app_has_two_lessons_of_five_to_eight_steps_each_with_a_screen(app):
    lessons = content.lessons_of(AppPage.objects.get(key=app))
    assert [5 <= len(list(lesson.steps())) <= 8 for lesson in lessons] == [True, True]
    assert all(describe(step["screen"].spec(), step["target"]) for lesson in lessons for step in lesson.steps())


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_sheet_of_each_app_fits_without_duplex_and_without_colour(kind, app):
    """The variant of a commune's office; every variant is tried by the next test."""
    sheet = kind.make(AppPage.objects.get(key=app))
    variant = "office" if "office" in sheet.layout.variants else "mono"
    assert all(checks.pages(sheet.pdf(variant, run)) >= 1 for run in sheet.layout.runs(variant))


@pytest.mark.all_sheets
@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_sheet_of_each_app_fits_in_every_variant(kind, app):
    sheet = kind.make(AppPage.objects.get(key=app))
    for variant in sheet.layout.variants:
        assert all(checks.pages(sheet.pdf(variant, run)) >= 1 for run in sheet.layout.runs(variant))


@pytest.mark.parametrize("app", APPS)
def test_each_leaflet_has_six_steps_and_each_card_five_lines(app):
    page = AppPage.objects.get(key=app)
    assert (len(sheets.leaflet(page).document.steps), len(sheets.card(page).document.lines)) == (6, 5)


@pytest.mark.parametrize("app", APPS)
def test_each_handout_has_every_step_of_the_app(app):
    page = AppPage.objects.get(key=app)
    steps = [
        part for lesson in handout(page).document.lessons for part in lesson.parts if isinstance(part, HandoutStep)
    ]
    assert len(steps) == sum(len(list(lesson.steps())) for lesson in content.lessons_of(page))


@pytest.mark.all_sheets
def test_every_page_has_its_picture_for_a_link():
    pages = [page for model in (CoursePage, AppPage, LessonPage, PosterPage) for page in model.objects.live()]
    assert len(pages) >= 13
    drawn = [share(page).picture_of_page(1, px=630) for page in pages]
    assert {Image.open(io.BytesIO(picture)).size for picture in drawn} == {(1200, 630)}


@pytest.mark.parametrize("app", APPS)
def test_each_script_is_ready_for_air_and_lasts_one_to_four_minutes(app):
    page = page_of(RadioScriptPage, app)
    script = script_of(page)
    assert script.ready, script.unknown
    assert 60 <= script.seconds <= 240
    assert all(line.syllables <= 30 for line in script.lines)
    assert as_text(script)
    assert as_docx(script, created=page.last_published_at)


@pytest.mark.parametrize("app", APPS)
def test_nothing_in_a_script_is_hard_on_the_ear_and_every_cut_holds(app):
    found = review(page_of(RadioScriptPage, app))
    assert not found.problems
    assert not found.ear
    assert not any(cut.over for cut in found.cuts)
    assert not found.cuts[-1].dropped


@pytest.mark.parametrize("app", APPS)
def test_a_station_that_fills_every_slot_still_fits_three_minutes(app):
    page = page_of(RadioScriptPage, app)
    words = {
        "lời chào": "Đài truyền thanh xã Mẫu xin kính chào quý vị và bà con",
        "nơi gặp": "nhà văn hóa ấp Mẫu",
        "giờ gặp": "sáng thứ bảy hằng tuần",
        "liên hệ": "tổ công nghệ số cộng đồng",
    }
    filled = fill(parts_of(page), words)
    assert not filled.dropped
    script = timed(page, filled.parts)
    assert script.ready
    assert script.seconds <= 180


@pytest.mark.parametrize("app", APPS)
def test_each_quiz_asks_ten_questions_that_point_at_steps_that_exist(app):
    quiz = Quiz.objects.get(key=app)
    steps = {(lesson.key, step["key"]) for lesson in LessonPage.objects.all() for step in lesson.steps()}
    versions = [item.question.versions.first() for item in quiz.items.all()]
    assert len(versions) == 10
    assert all((version.teaches_lesson, version.teaches_step) in steps for version in versions)
    assert all(version.feedback for version in versions)


def test_no_two_apps_share_a_screen_list_that_differs_only_in_names():
    def shape(app):
        lessons = content.lessons_of(AppPage.objects.get(key=app))
        return [[row["type"] for row in step["screen"].rows.raw_data] for le in lessons for step in le.steps()]

    shapes = [shape(app) for app in APPS]
    assert all(shapes[a] != shapes[b] for a in range(3) for b in range(a))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (apt-get install poppler-utils)")
@pytest.mark.parametrize("app", APPS)
def test_the_text_of_each_leaflet_comes_back_from_the_pdf(app):
    sheet = sheets.leaflet(AppPage.objects.get(key=app))
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=sheet.pdf(), capture_output=True, check=True).stdout
    words = " ".join(out.decode().split())
    for expected in (sheet.document.cover, *(step.short for step in sheet.document.steps), *sheet.document.warnings):
        assert " ".join(expected.split()) in words
