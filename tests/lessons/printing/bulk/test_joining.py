"""Many sheets in one file: the same pages, but what they share only once."""

from dataclasses import replace

import pikepdf
import pypdf
import pytest

from lessons.printing.bulk.joining import join
from lessons.printing.documents import LEAFLET, POSTER
from lms.shared.pdf import Imprint, Sheet
from tests.all_sheets import PICTURE_STEP
from tests.lessons.printing.samples import leaflet, poster, step
from tests.shared.pdf.test_screens import png


@pytest.fixture
def written(tmp_path):
    def write(*pdfs):
        files = [tmp_path / f"{number}.pdf" for number in range(len(pdfs))]
        for file, pdf in zip(files, pdfs, strict=True):
            file.write_bytes(pdf)
        return files

    return write


def of_commune(name, variant="plain"):
    sheet = Sheet(LEAFLET, leaflet())
    return replace(sheet, document=replace(sheet.document, imprint=Imprint(name=name))).pdf(variant)


def words(file):
    return [page.extract_text() for page in pypdf.PdfReader(file).pages]


def boxes(file):
    with pikepdf.open(file) as opened:
        return [[list(map(float, box)) for box in (page.mediabox, page.trimbox)] for page in opened.pages]


def joined(files, tmp_path):
    join(files, tmp_path / "whole.pdf")
    return tmp_path / "whole.pdf"


def test_every_page_says_what_it_said_in_the_same_order(written, tmp_path):
    files = written(of_commune("Xã Một"), Sheet(POSTER, poster()).pdf(), of_commune("Xã Hai"), of_commune("Phường Ỹ"))
    assert words(joined(files, tmp_path)) == [page for file in files for page in words(file)]


def test_marks_and_boxes_of_the_print_shop_stay(written, tmp_path):
    files = written(of_commune("Xã Một", "shop"), of_commune("Xã Hai", "shop"))
    assert boxes(joined(files, tmp_path)) == [page for file in files for page in boxes(file)]


def test_what_communes_share_is_in_the_file_once(written, tmp_path):
    files = written(*(of_commune(f"Xã {name}") for name in ("Một", "Hai", "Ba", "Tám")))
    one = files[0].stat().st_size
    assert joined(files, tmp_path).stat().st_size < 1.5 * one


def test_pictures_stay(written, tmp_path):
    sheet = Sheet(LEAFLET, leaflet(steps=(PICTURE_STEP, step(2))), {"a.png": png})
    reader = pypdf.PdfReader(joined(written(sheet.pdf(), of_commune("Xã Một")), tmp_path))
    before = pypdf.PdfReader(tmp_path / "0.pdf")
    assert [len(page.images) for page in reader.pages] == [*(len(page.images) for page in before.pages), 0, 0]
    assert sum(len(page.images) for page in reader.pages) == 1


def test_the_same_sheets_give_the_same_bytes(written, tmp_path):
    files = written(of_commune("Xã Một"), of_commune("Xã Hai"))
    first = joined(files, tmp_path).read_bytes()
    assert joined(files, tmp_path).read_bytes() == first
