"""Screens on paper: every kind of row, every kind of target, real pictures, the one-colour variant."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lms.shared.pdf import BadScreen, SheetError, render_pdf, render_png
from lms.shared.screens.spec import ROW_TYPES, parse
from tests.shared.pdf.layouts import (
    SCREEN,
    count_pixels,
    figure_alts,
    is_coloured,
    is_ring_red,
    layout,
    needs_pdftotext,
    text_of,
)

ROWS: dict[str, dict[str, Any]] = {
    "text": {"text": "Chọn một mục"},
    "input": {"label": "Số điện thoại", "value": ""},
    "button": {"label": "Đăng ký", "style": "plain"},
    "item": {"label": "Dịch vụ công", "note": "Nộp hồ sơ"},
    "toggle": {"label": "Nhớ máy này", "on": True},
    "codes": {"label": "Mã xác thực", "count": 6, "filled": 2},
    "notice": {"text": "Không đọc mã cho ai"},
    "tabs": {"labels": ["Đến", "Đi", "Tất cả"], "on": 1},
    "qr": {"label": "Mã của quầy"},
    "image": {"alt": "Ảnh biên nhận"},
}
WORDS_ON_PAPER = {kind: next(iter(row.values())) for kind, row in ROWS.items()} | {"tabs": "Tất cả"}


def drawn(kind: str, target: str | None = "r") -> dict[str, Any]:
    """Data of a sheet with one drawn screen of one row of `kind`."""
    row = {"kind": kind, "id": "r", **ROWS[kind]}
    spec = parse({"type": "drawn", "bar": {"title": "Xác thực", "back": True}, "rows": [row]})
    return {"screen": {**spec.model_dump(), "target": target}, "alt": "Màn hình Xác thực."}


def photo(target: str | None = "nut", size: tuple[int, int] = (540, 1200)) -> dict[str, Any]:
    """Data of a sheet with one real picture, its button marked in the lower part."""
    mark = {"id": "nut", "label": "Nút Nộp", "x": 10, "y": 80, "w": 80, "h": 6}
    spec = parse(
        {
            "type": "picture",
            "src": "a.png",
            "alt": "Ảnh chụp cổng dịch vụ",
            "width": size[0],
            "height": size[1],
            "marks": [mark],
        }
    )
    return {"screen": {**spec.model_dump(), "target": target}, "alt": ""}


def png(size: tuple[int, int] = (540, 1200), colour: str = "#2040c0") -> bytes:
    """A plain picture, green where the mark of `photo` is."""
    image = Image.new("RGB", size, colour)
    image.paste("#20c040", (size[0] // 10, int(size[1] * 0.8), size[0] * 9 // 10, int(size[1] * 0.86)))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_there_is_a_sample_of_every_kind_of_row() -> None:
    assert set(ROWS) == set(ROW_TYPES)


@needs_pdftotext
@pytest.mark.parametrize("kind", ROWS)
def test_every_kind_of_row_is_drawn_with_its_words_and_its_number(tmp_path: Path, kind: str) -> None:
    text = text_of(render_pdf(layout(tmp_path, SCREEN), drawn(kind), pages=1))
    assert "Xác thực" in text
    assert WORDS_ON_PAPER[kind] in text
    assert "3" in text


@pytest.mark.parametrize(("kind", "target"), [("text", "r"), ("tabs", "r/2"), ("text", "bar/back")])
def test_a_target_is_ringed(tmp_path: Path, kind: str, target: str) -> None:
    sheet = layout(tmp_path, SCREEN)
    ringed = count_pixels(render_png(sheet, drawn(kind, target), ppi=90)[0], is_ring_red)
    assert ringed > 200
    assert count_pixels(render_png(sheet, drawn(kind, None), ppi=90)[0], is_ring_red) == 0


@pytest.mark.parametrize("target", ["khac", "r/7", "r/x"])
def test_a_target_that_is_not_on_the_screen_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(BadScreen) as caught:
        render_pdf(layout(tmp_path, SCREEN), drawn("tabs", target))
    assert (caught.value.code, caught.value.name, caught.value.part) == ("unknown-target", target, "step 3")


def test_a_long_tab_label_stays_inside_its_tab(tmp_path: Path) -> None:
    sheet, data = layout(tmp_path, SCREEN), drawn("tabs", None)
    data["screen"]["rows"][0]["labels"] = ["W" * 40, "Đi"]
    shown = Image.open(io.BytesIO(render_png(sheet, data, ppi=60)[0])).convert("L")
    margin = shown.crop((int(66 / 25.4 * 60), 0, shown.width, shown.height))
    assert margin.getextrema() == (255, 255)


def test_an_unknown_kind_of_row_is_refused(tmp_path: Path) -> None:
    data = drawn("text")
    data["screen"]["rows"][0]["kind"] = "radio"
    with pytest.raises(BadScreen) as caught:
        render_pdf(layout(tmp_path, SCREEN), data)
    assert (caught.value.code, caught.value.name, caught.value.part) == ("unknown-kind", "radio", "step 3")


def test_a_drawn_screen_is_a_figure_heard_as_its_sentence(tmp_path: Path) -> None:
    assert figure_alts(render_pdf(layout(tmp_path, SCREEN), drawn("text"))) == ["Màn hình Xác thực."]


def test_a_drawn_screen_without_a_sentence_is_read_as_text(tmp_path: Path) -> None:
    assert figure_alts(render_pdf(layout(tmp_path, SCREEN), {**drawn("text"), "alt": ""})) == []


def test_a_real_picture_is_printed_with_its_mark_ringed_and_its_own_alt(tmp_path: Path) -> None:
    sheet, images = layout(tmp_path, SCREEN), {"a.png": png()}
    page = render_png(sheet, photo(), images=images, ppi=90)[0]
    assert count_pixels(page, lambda c: c == (0x20, 0x40, 0xC0)) > 5000
    assert count_pixels(page, is_ring_red) > 500
    assert figure_alts(render_pdf(sheet, photo(), images=images)) == ["Ảnh chụp cổng dịch vụ"]


def test_a_tall_picture_is_cut_to_the_window_around_its_target(tmp_path: Path) -> None:
    page = render_png(layout(tmp_path, SCREEN), photo(), images={"a.png": png()}, ppi=90)[0]
    shown = Image.open(io.BytesIO(page)).convert("RGB")
    greens = [y for y in range(shown.height) if shown.getpixel((shown.width // 3, y)) == (0x20, 0xC0, 0x40)]
    assert greens, "the marked place is on paper although it lies below the first 60 mm"


def test_a_picture_that_was_not_given_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadScreen) as caught:
        render_pdf(layout(tmp_path, SCREEN), photo())
    assert (caught.value.code, caught.value.name) == ("missing-image", "a.png")


@pytest.mark.parametrize("variant", ["plain", "mono"])
def test_a_picture_that_is_no_png_is_refused(tmp_path: Path, variant: Any) -> None:
    with pytest.raises(SheetError, match="not a PNG"):
        render_pdf(layout(tmp_path, SCREEN), photo(), images={"a.png": b"<svg/>"}, variant=variant)


@pytest.mark.parametrize("kind", ROWS)
def test_the_one_colour_variant_has_no_colour(tmp_path: Path, kind: str) -> None:
    sheet = layout(tmp_path, SCREEN)
    assert count_pixels(render_png(sheet, drawn(kind), ppi=50)[0], is_coloured) > 0
    assert count_pixels(render_png(sheet, drawn(kind), ppi=50, variant="mono")[0], is_coloured) == 0


def test_the_one_colour_variant_greys_real_pictures(tmp_path: Path) -> None:
    page = render_png(layout(tmp_path, SCREEN), photo(), images={"a.png": png()}, ppi=50, variant="mono")[0]
    assert count_pixels(page, is_coloured) == 0
