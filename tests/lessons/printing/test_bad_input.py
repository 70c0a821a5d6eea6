"""What must never become a wrong sheet: a clear refusal that names the fault, or a correct sheet."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from lessons.printing import content, sheets
from lessons.printing.documents import LEAFLET, POSTER
from lms.shared.pdf import BadPicture, Imprint, MissingGlyph, Overflow, Sheet, SheetError, render_pdf
from lms.shared.screens.models import Screen
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.lessons import step as step_block
from tests.lessons.printing.samples import leaflet, poster, step
from tests.shared.pdf.checks import text


def pdf_of(document: Any) -> bytes:
    layout = LEAFLET if hasattr(document, "steps") else POSTER
    return render_pdf(layout.path, asdict(document), pages=layout.pages)


def test_ten_thousand_characters_in_a_step_name_the_step() -> None:
    long = step(3, short="Đọc kỹ dòng chữ trên máy. " * 400)
    with pytest.raises(Overflow, match="bước 3: Kiểm tra tên nhà phát hành"):
        pdf_of(leaflet(steps=(step(1), step(2), long)))


def test_ten_thousand_characters_without_a_space_name_the_step() -> None:
    with pytest.raises(Overflow, match="bước 1"):
        pdf_of(leaflet(steps=(step(1, short="a" * 10_000),)))


def test_more_text_than_any_sheet_holds_is_refused_before_drawing() -> None:
    with pytest.raises(SheetError, match="more than 100000"):
        pdf_of(leaflet(warnings=("Chỉ cài từ kho ứng dụng. " * 5000,)))


@pytest.mark.parametrize("sign", ["😀", "中", "✓"])
def test_a_sign_the_font_lacks_is_named(sign: str) -> None:
    with pytest.raises(MissingGlyph) as caught:
        pdf_of(leaflet(lede=f"Sáu bước {sign}"))
    assert caught.value.characters == (sign,)


def test_controls_of_direction_are_taken_out() -> None:
    printed = text(pdf_of(leaflet(lede="Sáu \u202ebước\u202c dễ\u200b làm")))
    assert "Sáu bước dễ làm" in printed


def test_a_command_in_the_text_is_printed_as_it_is_written() -> None:
    written = '#read("/etc/passwd") *đậm* $x^2$'
    assert written in text(pdf_of(poster(foot=written)))


# --- stored pictures ----------------------------------------------------------------------------------


def app_with_picture(stored: bytes, name: str = "mau.png") -> tuple[Any, Screen]:
    screen = Screen(key="mau/anh", title="Ảnh", kind="picture", alt="Trang chủ của ứng dụng", marks=[])
    good = io.BytesIO()
    Image.new("RGB", (180, 320), (220, 230, 225)).save(good, "PNG")
    screen.picture = ContentFile(good.getvalue(), name=name)
    screen.save()
    Path(screen.picture.path).write_bytes(stored)  # as if the file had been changed behind the site's back
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step_block("mot", screen=screen)])
    return app, screen


def encoded(kind: str, size: tuple[int, int] = (180, 320)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (220, 230, 225)).save(out, kind)
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


@pytest.mark.django_db
@pytest.mark.parametrize("stored", [b"", b"not a picture", encoded("PNG")[:200], SVG], ids=str)
def test_a_broken_picture_is_named(stored: bytes) -> None:
    app, screen = app_with_picture(stored)
    with pytest.raises(BadPicture) as caught:
        sheets.leaflet(app).pdf()
    assert caught.value.name == screen.picture.name


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["AVIF", "WEBP", "JPEG", "GIF"])
def test_every_kind_of_picture_that_can_be_read_is_printed(kind: str) -> None:
    app, _ = app_with_picture(encoded(kind))
    assert b"/Image" in sheets.leaflet(app).pdf()


@pytest.mark.django_db
def test_a_link_out_of_the_media_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(encoded("PNG"))
    app, screen = app_with_picture(b"")
    stored = Path(screen.picture.path)
    stored.unlink()
    stored.symlink_to(secret)
    with pytest.raises(BadPicture):
        sheets.leaflet(app).pdf()


@pytest.mark.django_db
def test_a_picture_of_a_whole_desk_is_printed_with_no_more_than_300_dpi() -> None:
    app, _ = app_with_picture(encoded("PNG", (3000, 5200)))
    wide = LEAFLET.picture_mm / 25.4 * 300
    pictures = sheets.leaflet(app).pictures
    assert all(Image.open(io.BytesIO(read())).width == 3000 for read in pictures.values())
    assert f"/Width {int(wide)}".encode() in sheets.leaflet(app).pdf()


# --- side by side -------------------------------------------------------------------------------------


def test_two_threads_never_mix_what_they_print() -> None:
    def printed(name: str) -> tuple[str, str]:
        sheet = Sheet(LEAFLET, replace(leaflet(), imprint=Imprint(name=name)))
        return name, text(render_pdf(LEAFLET.path, sheet.data(), pages=2))

    names = [f"Tổ công nghệ số ấp Mẫu {n:02}" for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        for name, words in pool.map(printed, names):
            assert [other for other in names if other in words] == [name]


@pytest.mark.django_db
def test_the_imprint_of_one_commune_never_stands_on_the_sheet_of_another() -> None:
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step_block("mot")])
    first = sheets.leaflet(app, imprint=Imprint(name="Xã Mẫu Một"))
    second = sheets.leaflet(app, imprint=Imprint(name="Xã Mẫu Hai"))
    assert first.digest() != second.digest()
    assert "Xã Mẫu Một" in text(first.pdf())
    assert "Xã Mẫu Một" not in text(second.pdf())


@pytest.mark.django_db
def test_a_lesson_being_edited_stands_where_it_will_be_published() -> None:
    app = AppPageFactory()
    LessonPageFactory(parent=app, key="mot", body=[step_block("mot")])
    draft = LessonPageFactory(parent=app, key="hai", body=[step_block("hai")], live=False)
    LessonPageFactory(parent=app, key="ba", body=[step_block("ba")])
    assert [one.key for one in content.lessons_of(app, {draft.pk: draft})] == ["mot", "hai", "ba"]
