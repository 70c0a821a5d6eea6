"""axe-core finds no violation on any page type: on a phone, and with dark colours."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import GlossaryTerm
from lms.members.models import Membership
from quizzes.attempts import close, save_answer, start
from quizzes.models import Certificate, Quiz
from tests.factories.lessons import (
    AppPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    step,
)
from tests.factories.members import MembershipFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory


@pytest.fixture
def site(transactional_db):
    """Every page type once, and a member who has taken a quiz and holds a certificate."""
    GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")
    CoursePageFactory()
    quiz = QuizFactory(key="de-mau", questions=2)
    CertificationFactory(rule={"all": [{"quiz": "de-mau", "percent": 50}]})
    app = AppPageFactory(quiz=quiz)
    boxes = {"tip": "<p><b>Mẹo.</b> Hỏi trước.</p>", "warning": "<p>Coi chừng.</p>", "stop": "<p>Dừng lại.</p>"}
    lesson = LessonPageFactory(parent=app, body=[step("mot", **boxes), step("hai", target="muc/1")])
    poster, script = PosterPageFactory(parent=app), RadioScriptPageFactory(parent=app)
    member = MembershipFactory(role=Membership.Role.LEADER).user
    attempt = start(member=member, quiz=quiz, now=timezone.now())
    for position, key in ((1, "a"), (2, "b")):
        save_answer(
            attempt=attempt,
            position=position,
            response={"choices": [key]},
            idempotency_key=uuid4(),
            now=timezone.now(),
        )
    close(attempt=attempt, now=timezone.now())
    return {"pages": [app, lesson, poster, script], "member": member, "attempt": attempt}


def addresses(site):
    quiz = Quiz.objects.get()
    code = Certificate.objects.get().code
    yield from ("/", "/tro-giup/", "/quyen-rieng-tu/", "/khong-co-trang-nay/", "/tim/?q=mau", "/kt/", f"/kt/{code}/")
    yield from (page.url for page in site["pages"])
    yield from ("/viec-hoc/", "/to-cua-toi/", reverse("quizzes:start", args=[quiz.key]))
    app, lesson, *_ = site["pages"]
    yield from (reverse("lessons:door", args=[lesson.key]), f"{reverse('lessons:door', args=[lesson.key])}#b-mot")
    yield from (reverse("lessons:tally"), reverse("lessons:tally_app", args=[app.key]))
    yield reverse("office:team_tally", args=[site["member"].memberships.get().team_id])
    yield reverse("quizzes:result", args=[site["attempt"].pk])
    running = start(member=site["member"], quiz=quiz, now=timezone.now())
    yield reverse("quizzes:question", args=[running.pk, 1])
    yield reverse("quizzes:overview", args=[running.pk])


def sign_in(page, member):
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", member.username)
    page.fill("input[name=password]", "mat-khau-thu")
    page.click("main form [type=submit]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_type(open_page, site, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(bypass_csp=True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in ["/dang-nhap/", *addresses(site)]:
        page.goto(address)
        results = axe.run(page)
        if results.violations_count:
            found[address] = results.generate_report()
        if address == "/dang-nhap/":
            sign_in(page, site["member"])
    assert not found, "\n\n".join(f"{address}\n{report}" for address, report in found.items())
