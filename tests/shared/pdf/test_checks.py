"""The helpers that other tests rely on, each held to a sheet or a page whose answer is known."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from lms.shared.pdf import render_pdf, render_png
from tests.shared.pdf import checks
from tests.shared.pdf.layouts import HEAD, WORDS, layout

TWO_PAGES = HEAD + "== Một\n=== Nhỏ\n#pagebreak()\n== Hai"
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
BLEED = HEAD.replace("margin: 5mm", "margin: 5mm, bleed: 3mm")


def drawn(outside: bytes, inside: bytes) -> bytes:
    """A page with the content `outside`, which may call the form /F, with `inside` turned and at half size."""
    pdf = pikepdf.new()
    image = pdf.make_stream(bytes(200 * 100), Type=Name.XObject, Subtype=Name.Image, Width=200, Height=100)
    image.stream_dict.update({"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8})
    known = {"/Font": Dictionary(H=HELVETICA), "/XObject": Dictionary(I=image)}
    form = pdf.make_stream(inside, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 500]))
    form.stream_dict.update({"/Matrix": Array([0, 0.5, -0.5, 0, 0, 0]), "/Resources": Dictionary(known)})
    page = pdf.add_blank_page(page_size=(600, 600))
    page.obj.Resources = Dictionary({**known, "/XObject": Dictionary(I=image, F=form)})
    page.obj.Contents = pdf.make_stream(outside)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_pages_are_counted(tmp_path: Path) -> None:
    assert checks.pages(render_pdf(layout(tmp_path, TWO_PAGES), {})) == 2


def test_words_of_all_pages_are_read_in_order_and_composed(tmp_path: Path) -> None:
    sheet = layout(tmp_path, WORDS + "#pagebreak()\n#data.last")
    pdf = render_pdf(sheet, {"words": ["Nguyễn Thị Mẫu", "ẳ ỡ ữ"], "last": unicodedata.normalize("NFD", "Điện thoại")})
    assert checks.text(pdf) == "Thử Nguyễn Thị Mẫu ẳ ỡ ữ Điện thoại"


def test_qr_codes_are_read_from_the_rendered_page(tmp_path: Path) -> None:
    url = "https://kynangso.example/b/vneid-1/?e=3"
    pages = render_png(layout(tmp_path, HEAD + '#qr("Mã")\n#pagebreak()\nhai'), {"url": url}, ppi=150)
    assert [checks.qr_texts(page) for page in pages] == [[url], []]


def test_fonts_are_named_once_without_their_subset(tmp_path: Path) -> None:
    pdf = render_pdf(layout(tmp_path, WORDS + "#strong[đậm]"), {"words": ["một", "hai"]})
    assert checks.font_names(pdf) == ["BeVietnamPro-Bold", "BeVietnamPro-Regular"]


def test_a_font_outside_the_file_is_found_also_in_a_form(tmp_path: Path) -> None:
    words = b"BT /H 10 Tf (a) Tj ET"
    assert checks.fonts_embedded(render_pdf(layout(tmp_path, WORDS), {"words": ["một"]}))
    assert not checks.fonts_embedded(drawn(words, b""))
    assert not checks.fonts_embedded(drawn(b"/F Do", words))
    assert not checks.fonts_embedded(drawn(b"", b"")), "no words prove nothing"


@pytest.mark.parametrize(
    ("outside", "inside", "ppi"),
    [
        (b"q 72 0 0 72 0 0 cm /I Do Q 144 0 0 72 0 0 cm /I Do", b"", [200, 100]),
        (b"0 144 -72 0 300 0 cm /I Do", b"", [100]),
        (b"1 0 0 2 0 0 cm 0 72 -72 0 300 0 cm /I Do", b"", [100]),
        (b"2 0 0 1 0 0 cm /F Do", b"144 0 0 144 0 0 cm /I Do", [200]),
        (b"72 0 0 36 0 0 cm BI /W 3 /H 2 /CS /G /BPC 8 ID abcdef EI", b"", [4]),
    ],
    ids=["the higher of two directions", "turned", "turned, then stretched", "in a form", "inline"],
)
def test_the_resolution_of_an_image_is_that_on_paper(outside: bytes, inside: bytes, ppi: list[float]) -> None:
    assert checks.image_ppi(drawn(outside, inside)) == ppi


@pytest.mark.parametrize(
    ("outside", "inside", "sizes"),
    [
        (b"BT /H 10 Tf (a) Tj 12 TL (b) ' ET", b"", [10]),
        (b"BT /H 1 Tf 12 0 0 12 5 5 Tm [(a)] TJ ET BT /H 8 Tf (b) Tj ET", b"", [8, 12]),
        (b"q 3 0 0 3 0 0 cm BT /H 10 Tf (a) Tj ET Q BT /H 9 Tf (a) Tj ET", b"", [9, 30]),
        (b"0 2 -2 0 0 0 cm /F Do", b"BT /H 10 Tf 1 0 0 -1 0 0 Tm (a) Tj ET", [10]),
        (b"2 0 0 1 0 0 cm BT /H 10 Tf (a) Tj ET", b"", [10]),
        (b"2 0 0 1 0 0 cm BT /H 10 Tf 0 1 -1 0 0 0 Tm (a) Tj ET", b"", [20]),
        (b"BT /H 10 Tf ET", b"", []),
    ],
    ids=[
        "plain",
        "by the text matrix",
        "by the page, given back",
        "in a form, mirrored",
        "only wider",
        "turned, higher",
        "nothing",
    ],
)
def test_the_size_of_type_is_that_on_paper(outside: bytes, inside: bytes, sizes: list[float]) -> None:
    assert checks.font_sizes(drawn(outside, inside)) == sizes


def test_boxes_are_in_millimetres(tmp_path: Path) -> None:
    plain = {"media": (0, 0, 100, 100), "trim": (0, 0, 100, 100), "bleed": (0, 0, 100, 100)}
    assert checks.boxes(render_pdf(layout(tmp_path, HEAD), {})) == [plain]
    bled = {"media": (0, 0, 106, 106), "trim": (3, 3, 103, 103), "bleed": (0, 0, 106, 106)}
    assert checks.boxes(render_pdf(layout(tmp_path, BLEED), {})) == [bled]


def test_bookmarks_are_read_in_order_at_every_level(tmp_path: Path) -> None:
    assert checks.bookmarks(render_pdf(layout(tmp_path, TWO_PAGES), {})) == ["Thử", "Một", "Nhỏ", "Hai"]


def test_the_language_is_that_of_the_document(tmp_path: Path) -> None:
    assert checks.language(render_pdf(layout(tmp_path, HEAD), {})) == "vi"
    assert checks.language(drawn(b"", b"")) is None
