"""Sheets keyed in with one hand in a real browser, with and without scripts; nothing axe finds on the way."""

import pytest
from django.urls import reverse

from lms.members.models import Membership
from quizzes.models import Answer, Attempt
from quizzes.paper.forms import questions_on, remembered
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import QuizFactory

from .test_accessibility import sign_in


@pytest.fixture
def group(transactional_db):
    """The form, its team, its leader and two members."""
    quiz, team = QuizFactory(key="de-mau", questions=3), TeamFactory()
    form = remembered(quiz=quiz, versions=questions_on(quiz))
    people = [UserFactory(full_name=name) for name in ("Thành viên mẫu 01", "Thành viên mẫu 02", "Tổ trưởng mẫu")]
    for user in people[:2]:
        MembershipFactory(team=team, user=user)
    MembershipFactory(team=team, user=people[2], role=Membership.Role.LEADER)
    return form, team, people[2], people[:2]


def sheet_of(form, team, member):
    return reverse("quizzes:paper_member", args=[form.quiz.key, team.pk, form.code, member.pk])


def typed(page, *texts):
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def answers(member):
    found = Answer.objects.filter(item__attempt__member=member).order_by("item__position")
    return [one.response["choices"] for one in found]


def test_two_sheets_are_keyed_in_with_digits_and_enter_alone(open_page, group):
    form, team, leader, members = group
    page = open_page(width=1280)
    sign_in(page, leader)
    page.goto(sheet_of(form, team, members[0]))
    typed(page, "1", "2")
    assert not Attempt.objects.exists()
    with page.expect_navigation():
        typed(page, "3")
    assert page.url.endswith(sheet_of(form, team, members[1]))
    with page.expect_navigation():
        typed(page, "1", "", "1")
    assert answers(members[0]) == [["a"], ["b"], ["c"]]
    assert answers(members[1]) == [["a"], ["a"]]


def test_after_a_fault_the_wrong_field_is_ready_to_be_typed_over(open_page, group):
    form, team, leader, members = group
    page = open_page(width=1280)
    sign_in(page, leader)
    page.goto(sheet_of(form, team, members[0]))
    with page.expect_navigation():
        typed(page, "1", "9", "1")
    page.wait_for_function(
        "(at => at.value === '9' && at.selectionEnd - at.selectionStart === 1)(document.activeElement)"
    )
    with page.expect_navigation():
        typed(page, "2", "1")
    assert answers(members[0]) == [["a"], ["b"], ["a"]]


def test_without_scripts_tab_leads_on_and_enter_saves_nothing_too_early(open_page, group):
    form, team, leader, members = group
    page = open_page(scripts=False)
    sign_in(page, leader)
    page.goto(sheet_of(form, team, members[0]))
    page.fill("#cau-1", "1")
    with page.expect_navigation():
        page.press("#cau-1", "Enter")
    assert not Attempt.objects.exists()
    page.fill("#cau-2", "2")
    page.press("#cau-2", "Tab")
    page.keyboard.type("3")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert answers(members[0]) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(open_page, group, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    form, team, leader, members = group
    page = open_page(width=width, bypass_csp=True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(page, leader)
    start = reverse("quizzes:paper_start", args=[form.quiz.key])
    page.goto(sheet_of(form, team, members[0]))
    with page.expect_navigation():
        typed(page, "1", "9", "1")
    found = {"after a fault": axe.run(page).response["violations"]}
    with page.expect_navigation():
        typed(page, "1", "1")
    sheet = sheet_of(form, team, members[0])
    class_ = reverse("quizzes:paper_class", args=[form.quiz.key, team.pk, form.code])
    confirm = reverse("quizzes:paper_confirm", args=[form.quiz.key, team.pk])
    for address in ("/nhap-bai-giay/", start, f"{start}?to={team.pk}&ma=X", class_, sheet, confirm):
        page.goto(address)
        found[address] = axe.run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert {where: what for where, what in found.items() if what} == {}
