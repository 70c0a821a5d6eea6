import shutil
import subprocess

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from quizzes.certification.sheet import LINE, document_of, edition_note, sheet_of, title_in_lines
from quizzes.models import Certificate
from tests.factories.members import MembershipFactory, UserFactory

from .taking import course_of, take

pytestmark = pytest.mark.django_db
TITLE = "Giấy ghi nhận hoàn thành khóa tự học dành cho thành viên tổ công nghệ số cộng đồng"


@pytest.fixture
def certificate():
    (quiz,), _ = course_of(1, title=TITLE, questions=10)
    member = MembershipFactory(user=UserFactory(full_name="Nguyễn Thị Mẫu")).user
    take(member, quiz, wrong=2, now=timezone.now())
    return Certificate.objects.get()


def address(certificate):
    return reverse("quizzes:certificate_pdf", args=[certificate.code])


def test_the_holder_downloads_the_sheet_under_an_ascii_name(client, certificate):
    client.force_login(certificate.member)
    response = client.get(address(certificate))
    code = certificate.code
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="giay-ghi-nhan-KNS-{code[:4]}-{code[4:]}.pdf"'
    assert response.content.startswith(b"%PDF-1.7")


def test_the_holder_may_keep_it_on_the_device(client, certificate):
    client.force_login(certificate.member)
    assert client.get(address(certificate), {"tai": "1"})["Content-Disposition"].startswith("attachment; ")


def test_one_that_waits_for_confirmation_is_not_printed_yet(client, certificate):
    Certificate.objects.update(counts_from=None)
    client.force_login(certificate.member)
    assert client.get(address(certificate)).status_code == 409


def test_a_sheet_the_browser_has_is_not_sent_again(client, certificate):
    client.force_login(certificate.member)
    etag = client.get(address(certificate))["ETag"]
    again = client.get(address(certificate), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_copier_gets_a_sheet_of_its_own(client, certificate):
    client.force_login(certificate.member)
    plain, mono = (client.get(address(certificate), {"ban": slug}) for slug in ("", "den-trang"))
    assert (plain.status_code, mono.status_code) == (200, 200)
    assert plain.content != mono.content


@pytest.mark.parametrize("slug", ["nha-in", "chu-to", "x"])
def test_a_variant_the_paper_has_not_is_not_found(client, certificate, slug):
    client.force_login(certificate.member)
    assert client.get(address(certificate), {"ban": slug}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, certificate):
    assert client.get(address(certificate)).status_code == 302


def test_another_member_finds_nothing(client, certificate):
    client.force_login(UserFactory())
    assert client.get(address(certificate)).status_code == 404


def test_staff_who_may_see_certificates_download_it(client, certificate):
    staff = UserFactory()
    staff.user_permissions.add(Permission.objects.get(codename="view_certificate"))
    client.force_login(staff)
    assert client.get(address(certificate)).status_code == 200


def test_an_unknown_code_is_not_found(client, certificate):
    client.force_login(certificate.member)
    assert client.get(reverse("quizzes:certificate_pdf", args=["22222222"])).status_code == 404


def test_a_withdrawn_certificate_is_no_longer_printed(client, certificate):
    Certificate.objects.update(revoked_at=timezone.now())
    client.force_login(certificate.member)
    response = client.get(address(certificate))
    assert response.status_code == 410
    assert certificate.code[:4] in response.content.decode()


def test_the_document_says_what_the_certificate_says(certificate):
    document, code = document_of(certificate), certificate.code
    assert document.parts == ((certificate.evidence[0]["title"], "8/10"),)
    assert document.code == f"KNS-{code[:4]}-{code[4:]}"
    assert document.address == "kynangso.example/kt/"
    assert document.url == f"https://kynangso.example/kt/{document.code}/"
    assert document.team.startswith("Tổ công nghệ số cộng đồng ấp Mẫu")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext missing: apt install poppler-utils")
def test_the_words_can_be_read_out_of_the_pdf(certificate, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_of(certificate).pdf())
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    document = document_of(certificate)
    for words in ("Nguyễn Thị Mẫu", certificate.course, document.code, document.completed_on, "8/10"):
        assert words in text


def test_the_same_certificate_gives_the_same_bytes(certificate):
    assert sheet_of(certificate).pdf(keep=False) == sheet_of(certificate).pdf(keep=False)


def test_a_long_title_is_broken_where_it_reads_best():
    head, tail = title_in_lines(TITLE).split("\n")
    assert tail.startswith("dành cho")
    assert max(len(head), len(tail)) <= LINE


def test_any_title_that_may_be_stored_is_broken_into_lines_that_fit():
    lines = title_in_lines("Giấy ghi nhận " * 11).split("\n")
    assert all(len(line) <= LINE for line in lines)
    assert " ".join(lines).split() == ("Giấy ghi nhận " * 11).split()


@pytest.mark.parametrize(
    ("numbers", "words"), [([], ""), ([3, 3], "Phiên bản bài học 3"), ([4, 1], "Phiên bản bài học 1 đến 4")]
)
def test_the_editions_are_said_in_one_line(numbers, words):
    assert edition_note(numbers) == words


def test_a_name_that_the_font_lacks_is_told_instead_of_a_fault(client, certificate):
    certificate.holder_name = "Nguyễn 😀"
    certificate.save()
    client.force_login(certificate.member)
    page = client.get(address(certificate))
    assert page.status_code == 409
    assert "😀" in page.content.decode()
