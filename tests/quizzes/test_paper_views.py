"""The pages: from the code on the sheets over the keyboard to the confirmation."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lms.members.models import Membership
from quizzes.models import Attempt
from quizzes.paper.keying import stamp, standing_of
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .asking import page
from .classes import class_of, form_of, keyed, leader_of, team_of
from .paper_pages import class_at, confirm_at, member_at, start_at, start_of
from .test_quiz_sheet import quiz_of_every_kind

pytestmark = pytest.mark.django_db
RIGHT = {"cau-1": "1", "cau-2": "1", "cau-3": "1"}


@pytest.fixture
def form():
    return form_of(QuizFactory(key="vneid", questions=3))


@pytest.fixture
def group(client):
    """The leader, who is signed in, and three members of the team."""
    leader, members = class_of(3)
    client.force_login(leader)
    return leader, members


def key(client, form, member, follow=False, **typed):
    return client.post(member_at(form, member), {"seen": "", "go": "save", **RIGHT, **typed}, follow=follow)


# --- the way there ----------------------------------------------------------------------------------
def test_the_address_follows_those_of_the_quiz(form):
    assert start_of(form) == "/lam-bai/vneid/nhap-bai-giay/"


def test_the_teams_page_leads_to_the_quizzes_and_they_to_the_sheets(client, group, form):
    leader, _ = group
    team = team_of(leader)
    assert f"/nhap-bai-giay/?to={team.pk}" in page(client.get(reverse("office:team", args=[team.pk])))
    listed = page(client.get(f"/nhap-bai-giay/?to={team.pk}"))
    assert f"{start_of(form)}?to={team.pk}" in listed


def test_the_list_of_quizzes_says_where_sheets_wait_and_leaves_empty_quizzes_out(client, group, form):
    leader, members = group
    empty = QuizFactory(questions=0)
    keyed(members[0], form, leader)
    keyed(UserFactory(), form, leader)  # of no team of the leader
    listed = client.get("/nhap-bai-giay/")
    assert [(quiz.key, quiz.waits) for quiz in listed.context["quizzes"]] == [("vneid", 1)]
    assert empty.title not in page(listed)


def test_the_list_of_quizzes_is_in_the_order_of_the_alphabet(client, group):
    titles = ["Câu hỏi dành cho tổ", "Câu hỏi về điện nước", "Câu hỏi về giấy tờ", "Câu hỏi về VNeID"]
    for title in reversed(titles):
        QuizFactory(title=title)
    assert [quiz.title for quiz in client.get("/nhap-bai-giay/").context["quizzes"]] == titles


def test_the_code_leads_to_the_class(client, group, form):
    team = team_of(group[0])
    response = client.get(start_at(form, to=team.pk, ma=f" {form.code.lower()} "))
    assert response["Location"] == class_at(form, team)


@pytest.mark.parametrize("code", ["", "AAAAA", "Ắ" * 40])
def test_a_code_of_no_sheet_is_told_and_shown_again(client, group, form, code):
    response = client.get(start_at(form, to=team_of(group[0]).pk, ma=code))
    assert response.status_code == 400
    assert f'value="{code}"' in page(response)
    assert "ma" in response.context["asked"].errors


def test_a_code_of_another_quiz_names_that_quiz(client, group, form):
    other = form_of(QuizFactory(title="Trả tiền bằng mã QR"))
    response = client.get(start_at(form, to=team_of(group[0]).pk, ma=other.code))
    assert "Trả tiền bằng mã QR" in response.context["asked"].errors["ma"]


@pytest.mark.parametrize("team", ["", "999999", "x", "9" * 30, "-1"])
def test_a_team_that_is_none_is_told(client, group, form, team):
    response = client.get(start_at(form, to=team, ma=form.code))
    assert response.status_code == 400
    assert "to" in response.context["asked"].errors


def test_who_may_change_quizzes_types_the_number_of_any_team(client, form):
    team = team_of(class_of(1)[0])
    client.force_login(UserFactory(is_superuser=True))
    assert '<input class="form-control" id="to"' in page(client.get(start_of(form)))
    response = client.get(start_at(form, to=f"to-{team.pk}", ma=form.code))
    assert response["Location"] == class_at(form, team)


def test_a_team_that_is_numbered_beyond_all_numbers_is_not_found(client, group, form):
    address = class_at(form, team_of(group[0])).replace(f"to-{team_of(group[0]).pk}", "to-" + "9" * 30)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("shuffle", "forms"), [(True, 4), (False, 1)])
def test_only_forms_that_differ_are_offered_to_print(client, group, shuffle, forms):
    quiz = QuizFactory(questions=4, shuffle=shuffle)
    html = page(client.get(reverse("quizzes:paper_start", args=[quiz.key])))
    assert html.count("dap-an=0") == forms


# --- the class --------------------------------------------------------------------------------------
def test_the_class_says_of_each_member_how_far_the_sheet_is(client, group, form):
    leader, (first, second, third) = group
    keyed(first, form, leader)
    keyed(second, form, leader)
    client.post(confirm_at(form, team_of(leader)), {"one": stamp(standing_of(second, form))})
    rows = client.get(class_at(form, team_of(leader))).context["rows"]
    states = {row.member.pk: row.state for row, _url in rows}
    assert [states[one.pk] for one in (first, second, third)] == ["waits", "confirmed", "none"]


def test_a_sheet_of_another_form_is_named_and_corrected_there(client, group, form):
    leader, members = group
    other = form_of(form.quiz, 2)
    keyed(members[0], other, leader)
    html = page(client.get(class_at(form, team_of(leader))))
    assert other.code in html
    assert member_at(other, members[0]) in html


def test_a_leader_has_no_button_for_their_own_sheet(client, group, form):
    leader, _ = group
    assert member_at(form, leader) not in page(client.get(class_at(form, team_of(leader))))


def test_a_larger_class_costs_no_more_queries(client, form, django_assert_num_queries):
    for count in (2, 25):
        leader, members = class_of(count)
        for member in members:
            keyed(member, form, leader)
        client.force_login(leader)
        address = class_at(form, team_of(leader))
        with django_assert_num_queries(14):
            client.get(address)


# --- keying in --------------------------------------------------------------------------------------
def test_each_question_has_a_field_and_the_first_one_is_ready(client, group, form):
    html = page(client.get(member_at(form, group[1][0])))
    assert html.count("<li>\n<label") == 3
    assert html.count("autofocus") == 1
    assert 'id="cau-1"' in html.split("autofocus")[0].rsplit("<input", 1)[1]


def test_saving_leads_to_the_next_member_of_whom_nothing_was_keyed_in(client, group, form):
    leader, (first, second, third) = group
    keyed(second, form, leader)
    response = key(client, form, first)
    assert response["Location"] == member_at(form, third)


def test_saving_the_last_sheet_leads_to_the_class(client, group, form):
    leader, members = group
    people = sorted([leader, *members], key=lambda one: one.sort_key)
    last = next(one for one in reversed(people) if one != leader)
    assert key(client, form, last)["Location"] == class_at(form, team_of(leader))


def test_the_mark_is_told_at_once(client, group, form):
    html = page(key(client, form, group[1][0], follow=True, **{"cau-1": "2"}))
    assert f"{group[1][0].full_name}, 2 " in html
    assert standing_of(group[1][0], form).keyed_by == group[0]


def test_what_cannot_be_is_told_by_question_and_what_was_typed_is_shown_again(client, group, form):
    member = group[1][0]
    response = key(client, form, member, **{"cau-2": "7", "cau-3": "x<y"})
    html = page(response)
    assert response.status_code == 400
    assert [field.number for field in response.context["wrong"]] == [2, 3]
    assert 'value="1"' in html
    assert 'value="7"' in html
    assert 'value="x&lt;y"' in html
    assert 'aria-invalid="true" autofocus' in html
    assert not Attempt.objects.exists()


def test_enter_without_a_script_asks_about_what_is_empty_and_save_then_saves(client, group, form):
    member = group[1][0]
    asked = key(client, form, member, **{"cau-2": "", "go": "enter"})
    assert [field.number for field in asked.context["empty"]] == [2]
    assert not Attempt.objects.exists()
    key(client, form, member, **{"cau-2": "", "go": "save"})
    assert standing_of(member, form).mark == 2


def test_enter_with_everything_typed_saves(client, group, form):
    assert key(client, form, group[1][0], go="enter").status_code == 302


def test_a_sheet_without_any_answer_is_not_saved(client, group, form):
    response = key(client, form, group[1][0], **dict.fromkeys(RIGHT, " "))
    assert len(response.context["empty"]) == 3
    assert not Attempt.objects.exists()


def test_a_waiting_sheet_is_shown_as_typed_and_corrected(client, group):
    _, (member, *_) = group
    form = form_of(quiz_of_every_kind())
    typed = ["1", "13", "2", "4 3 2", "231", "mã OTP", "50.000", "3", "2"]
    sent = {f"cau-{n}": text for n, text in enumerate(typed, start=1)}
    client.post(member_at(form, member), {"seen": "", "go": "save", **sent})
    shown = client.get(member_at(form, member)).context
    assert [field.text for field in shown["fields"]] == ["1", "1 3", *typed[2:4], "2 3 1", *typed[5:]]
    client.post(member_at(form, member), {"seen": shown["seen"], "go": "save", **sent, "cau-2": "12"})
    attempt = standing_of(member, form)
    assert (attempt.mark, attempt.max_mark) == (9, 9)


def test_a_double_click_makes_one_attempt_and_goes_on(client, group, form):
    answers = [key(client, form, group[1][0]) for _ in range(2)]
    assert {response.status_code for response in answers} == {302}
    assert Attempt.objects.count() == 1


def test_the_second_of_two_people_sees_both_and_may_decide(client, group, form):
    leader, (member, *_) = group
    keyed(member, form, leader_of(team_of(leader), Membership.Role.DEPUTY), wrong=1)
    response = key(client, form, member)
    assert response.status_code == 409
    assert [field.text for field in response.context["fields"]] == ["1", "1", "1"]
    key(client, form, member, seen=response.context["seen"])
    assert (standing_of(member, form).mark, standing_of(member, form).keyed_by) == (3, leader)


def test_a_mistyped_page_of_before_does_not_pass_for_one_that_was_seen(client, group, form):
    leader, (member, *_) = group
    keyed(member, form, leader, wrong=1)
    response = key(client, form, member, **{"cau-1": "9"})
    assert response.context["seen"] == ""


def test_the_limit_is_told_by_name(client, group, form):
    leader, (member, *_) = group
    form.quiz.attempt_limit = 1
    form.quiz.save()
    keyed(member, form_of(form.quiz, 2), leader)
    response = key(client, form, member)
    assert response.status_code == 409
    assert member.full_name in str(response.context["error"])


def test_a_sheet_keyed_in_wrongly_can_be_taken_away(client, group, form):
    leader, (member, *_) = group
    attempt = keyed(member, form, leader)
    assert "/bo/" in page(client.get(member_at(form, member)))
    response = client.post(member_at(form, member) + "bo/", {"seen": stamp(attempt)})
    assert response["Location"] == class_at(form, team_of(leader))
    assert not Attempt.objects.exists()


def test_a_sheet_changed_meanwhile_is_not_taken_away(client, group, form):
    leader, (member, *_) = group
    keyed(member, form, leader)
    client.post(member_at(form, member) + "bo/", {"seen": "1-2-3"}, follow=True)
    assert Attempt.objects.count() == 1


def test_nobody_keys_in_their_own_sheet(client, group, form):
    leader, _ = group
    assert "<form" not in page(client.get(member_at(form, leader))).split("<main")[1].split("</main>")[0]
    assert key(client, form, leader).status_code == 403
    assert not Attempt.objects.exists()


def test_the_class_of_today_is_keyed_in_and_nobody_else(client, group, form):
    team = team_of(group[0])
    stranger = UserFactory()
    address = reverse("quizzes:paper_member", args=[form.quiz.key, team.pk, form.code, stranger.pk])
    assert client.post(address, RIGHT).status_code == 404
    assert not Attempt.objects.exists()


def test_a_sheet_with_an_unknown_code_is_not_found(client, group, form):
    form.code = "AAAAA"
    assert client.get(class_at(form, team_of(group[0]))).status_code == 404


def test_a_longer_sheet_costs_no_more_queries(client, group, django_assert_num_queries):
    for questions in (2, 30):
        form = form_of(QuizFactory(questions=questions))
        keyed(group[1][0], form, group[0])
        address = member_at(form, group[1][0])
        with django_assert_num_queries(14):
            client.get(address)
