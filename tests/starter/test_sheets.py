"""Every sheet of every topic of the starter course is drawn, and nothing overflows."""

import io
import shutil
import subprocess

import pytest
from PIL import Image

from lessons.models import AppPage, CoursePage, LessonPage, PosterPage
from lessons.printing import content, sheets
from lessons.printing.catalogue import KINDS
from lessons.printing.documents import HandoutStep
from lessons.printing.handouts import handout
from lessons.printing.share import share
from tests.lessons.packs.starter import APPS
from tests.shared.pdf import checks

from .pages import app_page


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_sheet_of_each_topic_fits_without_duplex_and_without_colour(kind, app):
    """The variant of a commune's office, its first run; every variant and run is tried by the next test."""
    sheet = kind.make(app_page(app))
    variant = "office" if "office" in sheet.layout.variants else "mono"
    assert checks.pages(sheet.pdf(variant, sheet.layout.runs(variant)[0])) >= 1


@pytest.mark.all_sheets
@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_sheet_of_each_topic_fits_in_every_variant(kind, app):
    sheet = kind.make(app_page(app))
    for variant in sheet.layout.variants:
        assert all(checks.pages(sheet.pdf(variant, run)) >= 1 for run in sheet.layout.runs(variant))


@pytest.mark.parametrize("app", APPS)
def test_each_leaflet_has_six_steps_and_each_card_five_lines(app):
    page = app_page(app)
    assert (len(sheets.leaflet(page).document.steps), len(sheets.card(page).document.lines)) == (6, 5)


@pytest.mark.parametrize("app", APPS)
def test_each_handout_has_every_step_of_the_topic(app):
    page = app_page(app)
    drawn = [
        part for lesson in handout(page).document.lessons for part in lesson.parts if isinstance(part, HandoutStep)
    ]
    assert len(drawn) == sum(len(list(lesson.steps())) for lesson in content.lessons_of(page))


@pytest.mark.all_sheets
def test_every_page_has_its_picture_for_a_link():
    pages = [page for model in (CoursePage, AppPage, LessonPage, PosterPage) for page in model.objects.live()]
    assert len(pages) >= 1 + 3 * len(APPS)
    drawn = [share(page).picture_of_page(1, px=630) for page in pages]
    assert {Image.open(io.BytesIO(picture)).size for picture in drawn} == {(1200, 630)}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (apt-get install poppler-utils)")
@pytest.mark.parametrize("app", APPS)
def test_the_text_of_each_leaflet_comes_back_from_the_pdf(app):
    sheet = sheets.leaflet(app_page(app))
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=sheet.pdf(), capture_output=True, check=True).stdout
    words = " ".join(out.decode().split())
    for expected in (sheet.document.cover, *(step.short for step in sheet.document.steps), *sheet.document.warnings):
        assert " ".join(expected.split()) in words
