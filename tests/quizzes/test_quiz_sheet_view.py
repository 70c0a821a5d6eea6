"""Who gets a quiz on paper with its key, in which variant, and when it is sent again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from lms.members.models import Membership
from quizzes.models import Quiz
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import QuizFactory
from tests.shared.pdf import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return QuizFactory(key="vneid", questions=3)


def address(quiz: Quiz, asked: str = "") -> str:
    return reverse("quizzes:quiz_sheet", args=[quiz.key]) + asked


def leader(role: str = Membership.Role.LEADER, **fields):
    return MembershipFactory(role=role, **fields).user


def test_the_address_follows_those_of_the_quiz(quiz):
    assert address(quiz) == "/lam-bai/vneid/de-giay.pdf"


@pytest.mark.parametrize("role", [Membership.Role.LEADER, Membership.Role.DEPUTY])
def test_who_leads_a_team_gets_the_paper_with_its_key(client, quiz, role):
    client.force_login(leader(role))
    response = client.get(address(quiz))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="de-giay-vneid.pdf"'
    assert "không phát cho học viên" in checks.text(response.content)


def test_who_may_change_quizzes_gets_the_paper(client, quiz):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="change_quiz"))
    client.force_login(editor)
    assert client.get(address(quiz)).status_code == 200


def test_a_plain_member_is_refused(client, quiz):
    client.force_login(leader(Membership.Role.MEMBER))
    assert client.get(address(quiz)).status_code == 403


def test_who_led_a_team_that_is_closed_is_refused(client, quiz):
    client.force_login(leader(team__closed_on=timezone.localdate()))
    assert client.get(address(quiz)).status_code == 403


def test_a_member_of_no_team_is_refused(client, quiz):
    client.force_login(UserFactory())
    assert client.get(address(quiz)).status_code == 403


def test_who_led_a_team_until_yesterday_is_refused(client, quiz):
    client.force_login(leader(valid_to=timezone.localdate()))
    assert client.get(address(quiz)).status_code == 403


def test_who_leads_from_tomorrow_is_refused(client, quiz):
    client.force_login(leader(valid_from=timezone.localdate() + dt.timedelta(days=1)))
    assert client.get(address(quiz)).status_code == 403


def test_a_plain_member_does_not_learn_which_quizzes_there_are(client):
    client.force_login(UserFactory())
    assert client.get("/lam-bai/khong-co/de-giay.pdf").status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, quiz):
    response = client.get(address(quiz))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("members:sign_in"))


def test_the_key_can_be_left_out(client, quiz):
    client.force_login(leader())
    response = client.get(address(quiz, "?dap-an=0"))
    assert "Đáp án" not in checks.text(response.content)
    assert response["Content-Disposition"] == 'inline; filename="de-giay-vneid-khong-dap-an.pdf"'


def test_large_print_is_asked_for_by_its_slug(client, quiz):
    client.force_login(leader())
    response = client.get(address(quiz, "?ban=chu-to"))
    assert checks.font_sizes(response.content)[0] >= 16
    assert response["Content-Disposition"] == 'inline; filename="de-giay-vneid-chu-to.pdf"'


@pytest.mark.parametrize("slug", ["nha-in", "khong-co"])
def test_a_variant_that_this_sheet_has_not_is_not_found(client, quiz, slug):
    client.force_login(leader())
    assert client.get(address(quiz, f"?ban={slug}")).status_code == 404


def test_an_unknown_quiz_is_not_found(client):
    client.force_login(leader())
    assert client.get("/lam-bai/khong-co/de-giay.pdf").status_code == 404


def test_a_paper_the_browser_has_is_not_sent_again_and_no_proxy_keeps_it(client, quiz):
    client.force_login(leader())
    first = client.get(address(quiz))
    assert "private" in first["Cache-Control"]
    again = client.get(address(quiz), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in again["Cache-Control"]


def test_the_papers_with_and_without_key_are_told_apart(client, quiz):
    client.force_login(leader())
    etags = {client.get(address(quiz, asked))["ETag"] for asked in ("", "?dap-an=0", "?ban=den-trang")}
    assert len(etags) == 3


def test_a_quiz_without_questions_is_told_instead_of_a_fault(client):
    client.force_login(leader())
    assert client.get(address(QuizFactory(questions=0))).status_code == 409


def test_a_sign_that_the_font_lacks_is_told_instead_of_a_fault(client):
    client.force_login(leader())
    response = client.get(address(QuizFactory(questions=1, questions__text="Bấm 😀 ở đâu?")))
    assert response.status_code == 409
    assert "😀" in response.content.decode()


@pytest.mark.parametrize("questions", [2, 20])
def test_the_paper_costs_few_queries_however_many_questions(client, questions, django_assert_max_num_queries):
    client.force_login(leader())
    long = QuizFactory(questions=questions)
    for most in (14, 10):  # the first time its form is kept
        with django_assert_max_num_queries(most):
            client.get(address(long))
