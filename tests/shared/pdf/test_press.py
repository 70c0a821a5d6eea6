"""After Typst: crop marks and boxes of the print shop's sheets, and many files joined into one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from lms.shared.pdf import render_pdf
from tests.shared.pdf.checks import MM, boxes
from tests.shared.pdf.layouts import layout

CARD = """#import "/theme.typ": *
#import "/data.typ": data, qr
#import "/press.typ": press, side
#set document(title: "Thẻ")
#show: base
#let under = rect(width: 86mm, height: 54mm, fill: deep)
#press(86mm, 54mm, (side([= Thẻ], under: under), side([Mặt sau])), two-sided: true)
"""


def shop_sheet(folder: Path) -> bytes:
    return render_pdf(layout(folder, CARD), {}, pages=2, variant="shop")


def mark_ends(page: pikepdf.Page) -> Iterator[tuple[float, float]]:
    """Both ends of every crop mark in mm, from the last stream of the page."""
    for operands, operator in pikepdf.parse_content_stream(page.obj.Contents[-1]):
        if str(operator) in ("m", "l"):
            yield float(operands[0]) * MM, float(operands[1]) * MM


def test_the_boxes_of_a_shop_sheet_are_right_in_millimetres(tmp_path: Path) -> None:
    for page in boxes(shop_sheet(tmp_path)):
        left, low, _, _ = page["trim"]
        around = {name: tuple(pytest.approx(v, abs=0.02) for v in box) for name, box in page.items()}
        assert (left, low, left + 86, low + 54) == around["trim"]
        assert (left - 3, low - 3, left + 89, low + 57) == around["bleed"]
        assert (left - 10, low - 10, left + 96, low + 64) == around["media"]


def test_crop_marks_stand_at_the_trim_and_outside_the_bleed(tmp_path: Path) -> None:
    pdf = shop_sheet(tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [list(mark_ends(page)) for page in opened.pages]
    for ends, page in zip(found, boxes(pdf), strict=True):
        (left, low, right, high), trim = page["bleed"], page["trim"]
        assert len(ends) == 16  # eight marks
        for x, y in ends:
            assert not (left - 0.9 < x < right + 0.9 and low - 0.9 < y < high + 0.9)
            at_trim = [abs(x - trim[0]), abs(x - trim[2]), abs(y - trim[1]), abs(y - trim[3])]
            assert min(at_trim) < 0.02


def test_a_shop_sheet_keeps_its_tags_and_its_marks_are_not_heard(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(shop_sheet(tmp_path))) as opened:
        assert "/StructTreeRoot" in opened.Root
        assert opened.Root.MarkInfo.Marked
        for page in opened.pages:
            marks = page.obj.Contents[-1].read_bytes()
            assert marks.startswith(b"/Artifact ")
            assert marks.rstrip().endswith(b"EMC")


def test_the_same_shop_sheet_has_the_same_bytes(tmp_path: Path) -> None:
    assert shop_sheet(tmp_path) == shop_sheet(tmp_path)


def test_only_the_print_shop_gets_a_bleed(tmp_path: Path) -> None:
    for page in boxes(render_pdf(layout(tmp_path, CARD), {}, pages=2)):
        assert page["media"] == page["trim"] == page["bleed"] == (0, 0, 86, 54)
