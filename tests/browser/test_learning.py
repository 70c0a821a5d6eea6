"""From signing in to the certificate, as a member with a phone does it."""

import pytest
from django.urls import reverse

from quizzes.certification.codes import displayed
from quizzes.models import Certificate
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, step
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

PASSWORD = "mat-khau-thu"


@pytest.fixture
def member(transactional_db):
    """A member of a team, one app with one lesson, a quiz of two questions and a certification over it."""
    CoursePageFactory()
    quiz = QuizFactory(key="de-mau", questions=2, questions__teaches_lesson="bai-mau", questions__teaches_step="mo-kho")
    CertificationFactory(rule={"all": [{"quiz": "de-mau", "percent": 80}]})
    app = AppPageFactory(quiz=quiz)
    LessonPageFactory(parent=app, key="bai-mau", body=[step("mo-kho"), step("tim"), step("cai-dat")])
    user = UserFactory(login_phone="+84912345678", full_name="Thành viên mẫu 01")
    MembershipFactory(user=user)
    return user


def sign_in(page, login="0912 345 678"):
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form [type=submit]")


def answer(page, key):
    page.check(f"input[name=choices][value={key}]")
    page.click("button[name=go][value=next]")


def learn_and_pass(page):
    sign_in(page)
    page.goto("/")
    page.click(".card h3 a")
    page.click(".lessons a")
    assert page.locator(".step").count() == 3
    page.click("form[action$='da-hoc/'] button")
    page.wait_for_selector(".messages")
    page.goto(reverse("quizzes:start", args=["de-mau"]))
    page.click("main form button")
    answer(page, "a")
    page.wait_for_selector(".asked[data-position='2']")
    answer(page, "a")
    page.click("form[action$='nop/'] button")
    page.wait_for_selector(".score")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_member_learns_passes_and_holds_a_certificate_that_anyone_can_check(open_page, member, scripts):
    page = open_page(scripts=scripts)
    learn_and_pass(page)
    certificate = Certificate.objects.get(member=member)
    assert certificate.holder_name == "Thành viên mẫu 01"
    code = displayed(certificate.code, "KNS")
    assert page.locator(f"a[href*='{code}']").count() >= 1
    pdf = page.request.get(reverse("quizzes:certificate_pdf", args=[certificate.code]))
    assert pdf.body().startswith(b"%PDF")
    stranger = open_page(scripts=scripts)
    stranger.goto(reverse("quizzes:check"))
    stranger.fill("main input[type=text], main input:not([type])", certificate.code.lower())
    stranger.click("main form button, main form [type=submit]")
    assert "Thành viên mẫu 01" in stranger.inner_text("main")


def test_a_wrong_answer_leads_back_to_its_step(open_page, member):
    page = open_page(scripts=False)
    sign_in(page)
    page.goto(reverse("quizzes:start", args=["de-mau"]))
    page.click("main form button")
    answer(page, "b")
    answer(page, "a")
    page.click("form[action$='nop/'] button")
    page.click(".answers .wrong a")
    assert page.locator(".step").count() == 3
    assert "#" in page.url


def test_reading_resumes_at_the_step_where_it_stopped(open_page, member):
    page = open_page()
    sign_in(page)
    page.goto("/")
    page.click(".card h3 a")
    page.click(".lessons a")
    with page.expect_response(lambda response: "dang-hoc" in response.url):
        page.locator("#buoc-3").scroll_into_view_if_needed()
    page.reload()
    assert page.locator("main a[href='#buoc-3']").count() == 1


def test_nothing_scrolls_sideways_at_320_pixels(open_page, member):
    page = open_page(width=320)
    sign_in(page)
    for address in ("/", "/viec-hoc/", "/dang-nhap/", "/kt/", "/tim/?q=vneid", "/b/bai-mau/"):
        assert page.goto(address).ok, address
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, address
