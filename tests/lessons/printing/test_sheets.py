"""Pages to sheets: what stands on paper is what stands in the lesson."""

import datetime as dt
import io
import shutil
import subprocess

import pikepdf
import pytest
from PIL import Image
from wagtail.models import PageViewRestriction

from lessons.editions import current
from lessons.models import LessonEdition
from lessons.printing import content, sheets
from lms.shared.pdf import BadPicture
from lms.shared.screens.models import Screen
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, block, step
from tests.factories.screens import ScreenFactory

pytestmark = pytest.mark.django_db
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="needs pdftotext (apt-get install poppler-utils)"
)


def text_of(pdf: bytes) -> str:
    words = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(words.split())


def picture_screen() -> Screen:
    out = io.BytesIO()
    Image.new("RGB", (180, 320), (220, 230, 225)).save(out, "WEBP")
    screen = Screen(key="mau/anh", title="Ảnh", kind="picture", alt="Trang chủ của ứng dụng", marks=[
        {"id": "nut", "label": "Nút gửi", "x": 10, "y": 70, "w": 80, "h": 12}
    ])  # fmt: skip
    from django.core.files.base import ContentFile

    screen.picture = ContentFile(out.getvalue(), name="mau.webp")
    screen.save()
    return screen


def test_a_leaflet_shows_the_marked_steps_of_all_lessons_in_their_order():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title="Một"), step("an", title="Ẩn", leaflet=False)])
    LessonPageFactory(parent=app, body=[step("hai", title="Hai")])
    assert [s.title for s in sheets.leaflet(app).document.steps] == ["Một", "Hai"]


def test_a_leaflet_leaves_out_lessons_that_are_not_published():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title="Một")])
    LessonPageFactory(parent=app, body=[step("hai", title="Hai")]).unpublish()
    assert [s.title for s in sheets.leaflet(app).document.steps] == ["Một"]


def test_a_preview_shows_the_lesson_that_is_being_edited():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", title="Đã lưu")])
    lesson.body = [step("mot", title="Chưa lưu")]
    sheet = sheets.leaflet(app, overrides={lesson.pk: lesson})
    assert sheet.document.steps[0].title == "Chưa lưu"


def test_the_qr_code_holds_the_lesson_and_its_edition():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, key="cai-vneid")
    document = sheets.leaflet(app).document
    assert document.url == f"https://kynangso.example/b/cai-vneid/?e={current(lesson.key).number}"
    assert document.address == "kynangso.example/b/cai-vneid"


def test_of_several_editions_each_says_of_which_lesson_it_is():
    app = AppPageFactory(checked_on=dt.date(2026, 11, 22))
    _, second = (LessonPageFactory(parent=app, key=f"bai-{n}", body=[step("mot")]) for n in (1, 2))
    assert sheets.leaflet(app).document.edition_note == "Bài học phiên bản 1, kiểm tra ngày 22/11/2026."
    LessonEdition.objects.filter(lesson_key=second.key).update(number=3)
    assert sheets.leaflet(app).document.edition_note == "Bài 1 bản 1, bài 2 bản 3, kiểm tra ngày 22/11/2026."


def test_a_poster_names_a_lesson_of_another_app_without_its_place():
    app, other = AppPageFactory(), AppPageFactory()
    own, foreign = LessonPageFactory(parent=app, key="cua-minh"), LessonPageFactory(parent=other, key="noi-khac")
    LessonEdition.objects.filter(lesson_key=foreign.key).update(number=2)
    note = content.printed(app, [own, foreign], content.lessons_of(app)).edition_note
    assert note.startswith("Bài 1 bản 1, bài khác bản 2")


def test_more_than_six_marked_steps_are_refused():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step(f"buoc-{n}") for n in range(7)])
    with pytest.raises(ValueError, match="1 to 6"):
        sheets.leaflet(app)


@needs_poppler
def test_the_leaflet_prints_two_pages_with_every_title_and_warning():
    app = AppPageFactory(warnings=[block("warning", "Không đọc mã OTP cho ai, kể cả người tự xưng là cán bộ.")])
    LessonPageFactory(parent=app, body=[step("mot", title="Gõ đủ năm chữ"), step("hai", title="Ẫ Ộ ữ ặ ễ")])
    pdf = sheets.leaflet(app).pdf()
    words = text_of(pdf)
    for expected in ("Gõ đủ năm chữ", "Ẫ Ộ ữ ặ ễ", "kể cả người tự xưng là cán bộ", "kynangso.example/b/"):
        assert expected in words
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2
        assert str(opened.Root.Lang) == "vi"


@needs_poppler
def test_markup_in_a_lesson_is_printed_literally():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title='#read("/etc/passwd")', short="*bold* $x^2$ @ref")])
    words = text_of(sheets.leaflet(app).pdf())
    assert '#read("/etc/passwd")' in words
    assert "*bold* $x^2$ @ref" in words


def test_a_real_screenshot_is_printed():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", screen=picture_screen(), target="nut")])
    with pikepdf.open(io.BytesIO(sheets.leaflet(app).pdf())) as opened:
        pictures = [image for page in opened.pages for image in page.get_images().values()]
    assert pictures


def test_the_same_pages_give_the_same_bytes(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    page = PosterPageFactory()
    assert sheets.poster(page).pdf() == sheets.poster(page).pdf()


def test_a_changed_word_changes_the_digest():
    page = PosterPageFactory()
    before = sheets.poster(page).digest("plain")
    page.foot = "Hỏi tổ công nghệ số cộng đồng trong ấp."
    assert sheets.poster(page).digest("plain") != before


def test_poster_columns_can_be_drawn_from_a_lesson():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", short="Mở kho ứng dụng."), step("hai", short="Đọc tên.")])
    value = {"heading": "Ba bước", "steps": {"lesson": lesson.pk, "keys": ["hai"]}}
    page = PosterPageFactory(parent=app, columns=[block("drawn", value)])
    assert sheets.poster(page).document.posters[0].columns == (("Ba bước", ("Đọc tên.",)),)


def test_a_leaflet_costs_few_queries(django_assert_max_num_queries):
    app = AppPageFactory()
    for n in range(2):
        LessonPageFactory(parent=app, body=[step(f"buoc-{n}{m}", screen=ScreenFactory()) for m in range(3)])
    app = type(app).objects.get(pk=app.pk)
    with django_assert_max_num_queries(6):
        sheets.leaflet(app)


def test_a_step_whose_screen_was_deleted_is_printed_with_its_words():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", title="Một"), step("hai", title="Hai")])
    next(lesson.steps())["screen"].delete()
    sheet = sheets.leaflet(app)
    assert [(one.title, one.screen is None) for one in sheet.document.steps] == [("Một", True), ("Hai", False)]
    assert sheet.pdf().startswith(b"%PDF")


def test_a_place_that_the_screen_has_lost_is_printed_without_a_ring():
    app, screen = AppPageFactory(), ScreenFactory()
    LessonPageFactory(parent=app, body=[step("mot", screen=screen)])
    poster = PosterPageFactory(parent=app, screen=screen)
    screen.rows = [block("text", {"text": "Màn hình mới"})]
    screen.save()
    poster = type(poster).objects.get(pk=poster.pk)
    for sheet in (sheets.leaflet(app), sheets.poster(poster)):
        assert sheet.pdf().startswith(b"%PDF")


def test_a_screenshot_that_is_missing_on_disk_refuses_the_sheet():
    app, screen = AppPageFactory(), picture_screen()
    LessonPageFactory(parent=app, body=[step("mot", screen=screen, target="nut")])
    screen.picture.storage.delete(screen.picture.name)
    with pytest.raises(BadPicture, match="cannot be read"):
        sheets.leaflet(app).pdf()


def test_a_lesson_for_some_readers_only_is_not_on_the_leaflet():
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title="Cho mọi người")])
    closed = LessonPageFactory(parent=app, body=[step("hai", title="Cho vài người")])
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert [one.title for one in sheets.leaflet(app).document.steps] == ["Cho mọi người"]


def test_a_poster_shows_nothing_of_a_lesson_that_is_no_longer_published():
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step("mot", short="Mở kho ứng dụng.")])
    value = {"heading": "Ba bước", "steps": {"lesson": lesson.pk, "keys": []}}
    page = PosterPageFactory(parent=app, columns=[block("drawn", value)])
    lesson.unpublish()
    page = type(page).objects.get(pk=page.pk)
    assert sheets.poster(page).document.posters[0].columns == (("Ba bước", ()),)
    assert sheets.poster(page).pdf().startswith(b"%PDF")
