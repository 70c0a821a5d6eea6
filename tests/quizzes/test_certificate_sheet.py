"""The certificate sheet: one page across, its small print, its blank box, a code that opens the check page."""

from __future__ import annotations

from dataclasses import asdict

import pytest
import zxingcpp

from lms.shared.pdf import Overflow, render_pdf, render_png
from quizzes.certification.document import CERTIFICATE, CertificateDocument, CertificatesDocument
from tests.quizzes.samples import certificate
from tests.shared.pdf.layouts import count_pixels, is_coloured, needs_pdftotext, page_sizes_mm, picture, text_of


def pdf_of(document: CertificateDocument) -> bytes:
    return render_pdf(CERTIFICATE.path, asdict(document), pages=CERTIFICATE.pages)


def test_the_certificate_is_one_page_of_a4_across() -> None:
    assert page_sizes_mm(pdf_of(certificate())) == [(297, 210)]


@needs_pdftotext
def test_the_certificate_says_who_what_when_and_what_it_is_not() -> None:
    document = certificate()
    printed = text_of(pdf_of(document))
    for words in (document.holder, document.team, document.course, document.code, document.small_print):
        assert words in printed
    for title, score in document.parts:
        assert f"{title} {score}" in printed
    assert document.title.replace("\n", " ") in printed
    assert "Ngày hoàn thành: 16/11/2026. Còn hạn đến: 16/11/2027. Phiên bản bài học 3." in printed
    assert "Xác nhận của đơn vị tổ chức (ký, đóng dấu nếu có)" in printed


def test_the_code_of_the_certificate_opens_its_check_page() -> None:
    page = picture(render_png(CERTIFICATE.path, asdict(certificate()), ppi=110)[0])
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [certificate().url]


def test_the_one_colour_certificate_has_no_colour() -> None:
    page = render_png(CERTIFICATE.path, asdict(certificate()), ppi=50, variant="mono")[0]
    assert count_pixels(page, is_coloured) == 0


@needs_pdftotext
def test_a_holder_is_never_read_as_markup() -> None:
    assert '#panic("x") *A*' in text_of(pdf_of(certificate(holder='#panic("x") *A*')))


@needs_pdftotext
def test_many_parts_and_a_long_name_still_fit_one_page() -> None:
    parts = tuple((f"Phần học số {n} về dịch vụ công trực tuyến", "10/10") for n in range(1, 8))
    printed = text_of(pdf_of(certificate(holder="Thành viên mẫu có họ và tên rất dài, số 01", parts=parts)))
    assert "Phần học số 7 về dịch vụ công trực tuyến 10/10" in printed


def test_those_of_a_team_stand_on_a_page_each_with_their_own_codes() -> None:
    urls = [f"https://kynangso.example/kt/KNS-7Q4M-29X{letter}" for letter in "BCD"]
    papers = tuple(certificate(holder=f"Thành viên mẫu {n}", url=url) for n, url in enumerate(urls, 1))
    pages = render_png(CERTIFICATE.path, asdict(CertificatesDocument(title="Tổ mẫu", papers=papers)), ppi=110, pages=3)
    assert [code.text for page in pages for code in zxingcpp.read_barcodes(picture(page))] == urls


def test_a_certificate_that_cannot_fit_is_refused() -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(certificate(parts=(("Một phần học", "10/10"),) * 40))
    assert caught.value.part == "certificate"
