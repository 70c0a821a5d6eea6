"""The picture of a link: its size, what it shows of each kind of page, long words and tall screens."""

import io
from dataclasses import asdict

import pytest
from PIL import Image

from lessons.printing.documents import SHARE, ShareDocument
from lessons.printing.share import share
from lms.shared.pdf import Overflow, render_png
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, PosterPageFactory, step
from tests.lessons.printing.samples import drawn, field

pytestmark = pytest.mark.django_db


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.size


def picture_of(**changes) -> bytes:
    values = {"site_name": "Kỹ năng số cộng đồng", "title": "Cài VNeID đúng chỗ", "lede": "Mở kho, tìm, cài."}
    return render_png(SHARE.path, asdict(ShareDocument(**{**values, **changes})), short_side=630, pages=1)[0]


def test_the_picture_has_1200_by_630_pixels():
    assert size_of(picture_of()) == (1200, 630)


def test_a_lesson_shows_its_first_screen():
    lesson = LessonPageFactory(title="Cài ứng dụng", summary="Mở kho, tìm, cài.", body=[step("mot"), step("hai")])
    document = share(lesson).document
    assert (document.title, document.lede, document.target) == ("Cài ứng dụng", "Mở kho, tìm, cài.", "cai")
    assert document.screen == next(lesson.steps())["screen"].spec().model_dump()


def test_an_app_shows_the_first_screen_of_its_first_lesson():
    app = AppPageFactory()
    first = LessonPageFactory(parent=app)
    LessonPageFactory(parent=app)
    assert share(app).document.screen == next(first.steps())["screen"].spec().model_dump()
    assert share(app).document.title == app.title


def test_an_app_without_lessons_has_a_picture_too():
    sheet = share(AppPageFactory())
    assert sheet.document.screen is None
    assert size_of(sheet.picture_of_page(1, px=630)) == (1200, 630)


def test_a_poster_shows_its_own_screen_and_last_line():
    poster = PosterPageFactory()
    document = share(poster).document
    assert (document.screen, document.lede) == (poster.screen.spec().model_dump(), poster.foot)


def test_a_course_says_its_first_sentence():
    course = CoursePageFactory(intro="<p>Học từng bước ngắn. Học lúc nào cũng được.</p>")
    assert share(course).document.lede == "Học từng bước ngắn."


def test_a_long_title_takes_the_room_of_the_sentence_and_a_longer_one_is_refused():
    assert picture_of(title="Nộp hồ sơ tại nhà, giữ kỹ mã " * 3) == picture_of(
        title="Nộp hồ sơ tại nhà, giữ kỹ mã " * 3, lede=""
    )
    with pytest.raises(Overflow):
        picture_of(title="Nộp hồ sơ tại nhà, giữ kỹ mã hồ sơ " * 8)


def test_a_tall_screen_is_cut_at_the_lower_edge():
    tall = drawn("Danh sách", *(field(f"Ô số {n}", "một hai ba") for n in range(1, 13)))
    assert size_of(picture_of(screen=tall)) == (1200, 630)
