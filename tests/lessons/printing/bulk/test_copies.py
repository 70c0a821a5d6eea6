"""The list of copies as a sheet of its own."""

import io
from dataclasses import replace

import pikepdf

from lessons.printing.bulk.documents import COPIES
from lms.shared.pdf import Sheet
from tests.lessons.printing.samples import copies
from tests.shared.pdf import checks


def test_the_list_runs_over_pages_with_its_head_on_each():
    pdf = Sheet(COPIES, copies()).pdf()
    assert checks.pages(pdf) == 2
    for number in range(2):
        with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.new() as one:
            one.pages.append(whole.pages[number])
            out = io.BytesIO()
            one.save(out)
        assert "Giấy Số bản Trang" in checks.text(out.getvalue())


def test_the_list_is_tagged_and_its_head_is_one():
    with pikepdf.open(io.BytesIO(Sheet(COPIES, copies()).pdf())) as pdf:
        kinds = {str(one.S) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
    assert {"/Table", "/TH", "/TD", "/H1"} <= kinds


def test_a_sheet_of_one_page_names_one_page():
    (row, *_rest) = copies().rows
    words = checks.text(Sheet(COPIES, copies(rows=(replace(row, first=7, last=7),))).pdf())
    assert "200 7" in words
    assert "7–7" not in words


def test_long_names_stay_on_the_paper():
    (row, *_rest) = copies().rows
    long = replace(row, sheet="Rất dài " * 60, place="Xã" + "x" * 200)
    assert "Rất dài Rất dài" in checks.text(Sheet(COPIES, copies(rows=(long,))).pdf())
