"""How lines end: balanced headings, addresses, tabs of a screen, the space before a quotation."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from lms.shared.pdf import render_pdf
from lms.shared.screens.spec import parse
from tests.shared.pdf.layouts import HEAD, layout, needs_pdftotext

TITLE = HEAD + "#block(width: data.wide * 1mm, balanced(text(size: 16pt, data.words)))"
ADDRESS = HEAD + "#block(width: data.wide * 1mm, address(data.words, w: data.wide * 1mm))"
TABS = HEAD + "#screen(data.screen, number: 2, size: 9.2pt, width: 50mm, alt: data.alt)"
WIDTHS = HEAD + '#data.words #context [#calc.round(measure("n\\u{20}“n").width / 1pt, digits: 2)]'


def lines_of(folder: Path, source: str, data: dict[str, Any]) -> list[str]:
    """The lines of the sheet as pdftotext finds them, without its heading."""
    pdf = render_pdf(layout(folder, source), data)
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return unicodedata.normalize("NFC", out.stdout.decode()).strip().splitlines()[1:]


@needs_pdftotext
@pytest.mark.parametrize("words", ["Mở bằng giấy tờ của mình", "Được giúp thì máy vẫn trong tay mình"])
@pytest.mark.parametrize("wide", range(56, 90, 4))
def test_the_lines_of_a_balanced_title_are_of_similar_length(tmp_path: Path, words: str, wide: int) -> None:
    lines = lines_of(tmp_path, TITLE, {"wide": wide, "words": words})
    assert " ".join(lines) == words
    assert len(lines) == 1 or len(lines[-1]) >= max(map(len, lines)) * 0.6


@needs_pdftotext
def test_an_address_breaks_after_its_last_slash(tmp_path: Path) -> None:
    words = "kynangso.example/b/nhan-ra-va-dung-lai"
    assert lines_of(tmp_path, ADDRESS, {"wide": 60, "words": words}) == [
        "kynangso.example/b/",
        "nhan-ra-va-dung-lai",
    ]


@needs_pdftotext
def test_a_name_that_is_too_long_for_its_place_begins_a_line(tmp_path: Path) -> None:
    words = "kynangso.example/b/mat-dien-thoai-khoa-tai-khoan"
    first, *rest = lines_of(tmp_path, ADDRESS, {"wide": 55, "words": words})
    assert first == "kynangso.example/b/"
    assert "".join(rest) == "mat-dien-thoai-khoa-tai-khoan"


@needs_pdftotext
@pytest.mark.parametrize("wide", range(10, 70, 6))
def test_an_address_never_breaks_at_a_hyphen(tmp_path: Path, wide: int) -> None:
    words = "ky-nang-so.tinh-mau.example/b/mat-dien-thoai-khoa-tai-khoan"
    lines = lines_of(tmp_path, ADDRESS, {"wide": wide, "words": words})
    assert "".join(lines) == words
    assert not [line for line in lines if line[0] == "-" or line[-1] == "-"]


@needs_pdftotext
@pytest.mark.parametrize("labels", [["Gia đình", "Màn hình", "Phim"], ["Nhỏ", "To", "Rất to"], ["Nặng nhất", "Mới"]])
@pytest.mark.parametrize("tab", range(2))
def test_the_label_of_a_tab_stays_on_one_line(tmp_path: Path, labels: list[str], tab: int) -> None:
    row = {"kind": "tabs", "id": "r", "labels": labels, "on": 0}
    spec = parse({"type": "drawn", "bar": {"title": "Ảnh", "back": True}, "rows": [row]}).model_dump()
    lines = lines_of(tmp_path, TABS, {"screen": {**spec, "target": f"r/{tab}"}, "alt": "Màn hình Ảnh."})
    assert all(any(label in line for line in lines) for label in labels)


@needs_pdftotext
def test_there_is_a_space_to_see_before_a_quotation(tmp_path: Path) -> None:
    with_quote, without = (
        float(lines_of(tmp_path, WIDTHS, {"words": words})[0].split()[-1]) for words in ("chữ “Tự động”", "chữ Tự động")
    )
    assert with_quote > without + 0.8
