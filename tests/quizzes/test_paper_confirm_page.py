"""The page where a leader compares and confirms."""

from __future__ import annotations

import pytest

from quizzes.models import Attempt
from quizzes.paper.keying import stamp
from tests.factories.quizzes import QuizFactory

from .asking import page
from .classes import class_of, form_of, keyed, team_of
from .paper_pages import confirm_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return form_of(QuizFactory(key="vneid", questions=3))


@pytest.fixture
def group(client):
    """The leader, who is signed in, and three members of the team."""
    leader, members = class_of(3)
    client.force_login(leader)
    return leader, members


def test_the_sheets_are_shown_with_their_numbers_to_compare(client, group, form):
    leader, (member, *_) = group
    keyed(member, form, leader, wrong=1)
    response = client.get(confirm_at(form, team_of(leader)))
    ((entry, _url),) = response.context["entries"]
    assert [typed for _number, typed, _written in entry.answers] == ["2", "1", "1"]
    html = page(response)
    for words in (member.full_name, form.code, "2/3", leader.full_name):
        assert words in html


def test_one_sheet_is_confirmed_by_its_button(client, group, form):
    leader, members = group
    first, second = (keyed(one, form, leader) for one in members[:2])
    client.post(confirm_at(form, team_of(leader)), {"shown": [stamp(first), stamp(second)], "one": stamp(first)})
    assert [one.pk for one in Attempt.objects.filter(confirmed_by=leader)] == [first.pk]


def test_all_sheets_shown_are_confirmed_at_once_and_again_does_nothing(client, group, form):
    leader, members = group
    stamps = [stamp(keyed(one, form, leader)) for one in members]
    for _ in range(2):
        response = client.post(confirm_at(form, team_of(leader)), {"shown": stamps}, follow=True)
        assert response.status_code == 200
    assert Attempt.objects.exclude(confirmed_at=None).count() == 3
    assert "alert-danger" not in page(response)


def test_a_sheet_corrected_since_is_named_and_the_others_are_confirmed(client, group, form):
    leader, (first, second, _) = group
    old = keyed(first, form, leader)
    stamps = [stamp(old), stamp(keyed(second, form, leader))]
    keyed(first, form, leader, wrong=1, seen=stamp(old))
    html = page(client.post(confirm_at(form, team_of(leader)), {"shown": stamps}, follow=True))
    assert first.full_name in html
    assert list(Attempt.objects.exclude(confirmed_at=None).values_list("member", flat=True)) == [second.pk]


@pytest.mark.parametrize("sent", ["", "x", "9" * 40, "1", "١-1-1", "-"])
def test_what_no_page_sent_confirms_nothing(client, group, form, sent):
    leader, members = group
    keyed(members[0], form, leader)
    assert client.post(confirm_at(form, team_of(leader)), {"one": sent}).status_code == 302
    assert Attempt.objects.get().awaits_confirmation


def test_sheets_of_another_team_are_not_confirmed_here(client, group, form):
    leader, members = class_of(1)
    other = keyed(members[0], form, leader)
    client.post(confirm_at(form, team_of(group[0])), {"one": stamp(other)})
    assert Attempt.objects.get().awaits_confirmation


def test_ones_own_sheet_is_shown_without_a_button_and_not_confirmed(client, group, form):
    leader, members = group
    own = keyed(leader, form, members[0])
    html = page(client.get(confirm_at(form, team_of(leader))))
    assert stamp(own) not in html
    client.post(confirm_at(form, team_of(leader)), {"one": stamp(own)})
    assert Attempt.objects.get().awaits_confirmation


def test_nothing_to_confirm_is_said(client, group, form):
    assert client.get(confirm_at(form, team_of(group[0]))).status_code == 200


def test_more_sheets_to_confirm_cost_no_more_queries(client, form, django_assert_num_queries):
    for count in (2, 25):
        leader, members = class_of(count)
        for member in members:
            keyed(member, form, leader)
        client.force_login(leader)
        address = confirm_at(form, team_of(leader))
        with django_assert_num_queries(15):
            client.get(address)
