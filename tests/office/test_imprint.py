"""The leader's page for the words on printed sheets."""

import pytest
from django.urls import reverse

from lms.members.groups import OFFICER, TRAINER, ensure_groups
from lms.members.models import SheetImprint
from tests.factories.members import MembershipFactory, SheetImprintFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(team):
    return reverse("office:imprint", args=[team.pk])


@pytest.fixture
def led(client):
    """A village's team whose leader is signed in."""
    membership = MembershipFactory(role="leader")
    client.force_login(membership.user)
    return membership.team


@pytest.fixture
def whole(client):
    """A commune's team whose leader is signed in."""
    membership = MembershipFactory(role="leader", team__level="commune", team__village=None)
    client.force_login(membership.user)
    return membership.team


def test_the_team_page_leads_to_the_words(client, led):
    assert address(led) in client.get(reverse("office:team", args=[led.pk])).content.decode()


def test_a_leader_saves_the_words_of_the_team(client, led):
    answer = client.post(address(led), {"hotline": "0912 345 678", "meeting_place": "Nhà văn hóa"}, follow=True)
    assert answer.redirect_chain == [(address(led), 302)]
    assert "alert-success" in answer.content.decode()
    row = SheetImprint.objects.get()
    assert (row.team, row.hotline, row.meeting_place) == (led, "0912 345 678", "Nhà văn hóa")


def test_the_words_are_looked_at_or_sent_and_nothing_else(client, led):
    assert client.put(address(led)).status_code == 405


def test_saved_words_are_offered_for_changing(client, led):
    SheetImprintFactory(team=led, meeting_time="Sáng thứ Bảy")
    assert 'value="Sáng thứ Bảy"' in client.get(address(led)).content.decode()


def test_the_leader_of_the_communes_team_saves_the_communes_words(client, whole):
    client.post(address(whole), {"issuing_body": "Cơ quan mẫu"})
    row = SheetImprint.objects.get()
    assert (row.team, row.unit, row.issuing_body) == (None, whole.commune, "Cơ quan mẫu")


def test_what_is_typed_is_normalised_before_it_is_measured(client, led):
    client.post(address(led), {"name": " " + "e\u0302\u0301" * 90 + "\u200b"})
    assert SheetImprint.objects.get().name == "ế" * 90


def test_the_page_says_what_is_printed_where_a_field_is_left_empty(client, led):
    SheetImprintFactory(team=None, unit=led.commune, hotline="1900 0000")
    form = client.get(address(led)).context["form"]
    assert "1900 0000" in form.fields["hotline"].help_text
    assert "Tổ công nghệ số cộng đồng" in form.fields["name"].help_text


def test_the_communes_words_cannot_put_markup_on_a_teams_page(client, led):
    SheetImprintFactory(team=None, unit=led.commune, issuing_body="<script>alert(1)</script>")
    html = client.get(address(led)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize(
    ("field", "text", "hint"),
    [("hotline", "gọi anh Mẫu", "0912 345 678"), ("name", "Tổ 😀", "😀"), ("print_run", "1" * 31, "30")],
)
def test_a_refused_field_says_the_way_out_and_keeps_what_was_typed(client, led, field, text, hint):
    answer = client.post(address(led), {field: text, "meeting_place": "Nhà văn hóa"})
    assert hint in answer.context["form"].errors[field][0]
    assert "Nhà văn hóa" in answer.content.decode()
    assert not SheetImprint.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_bored_teenager_who_posts_to_another_teams_page_is_refused(client, led, method):
    other = TeamFactory(commune=led.commune)
    assert getattr(client, method)(address(other), {"name": "Tổ siêu quậy"}).status_code == 403
    assert not SheetImprint.objects.exists()


def test_another_teams_number_in_the_form_changes_nothing_there(client, led):
    other = SheetImprintFactory(hotline="111")
    client.post(address(led), {"hotline": "222", "team": other.team_id, "unit": other.team.commune_id, "id": other.pk})
    other.refresh_from_db()
    assert other.hotline == "111"
    assert SheetImprint.objects.get(team=led).unit is None


def test_the_leader_of_a_village_does_not_change_the_communes_words(client, led):
    whole = TeamFactory(level="commune", village=None, commune=led.commune)
    assert client.post(address(whole), {"name": "x"}).status_code == 403


def test_the_leader_of_the_communes_team_does_not_change_a_villages_words(client, whole):
    assert client.post(address(TeamFactory(commune=whole.commune)), {"name": "x"}).status_code == 403


@pytest.mark.parametrize(("role", "status"), [("member", 403), ("deputy", 200), ("leader", 200)])
def test_leaders_and_deputies_come_in(client, role, status):
    membership = MembershipFactory(role=role)
    client.force_login(membership.user)
    assert client.get(address(membership.team)).status_code == status


@pytest.mark.parametrize(("key", "status"), [(OFFICER, 200), (TRAINER, 403)])
def test_who_minds_all_words_comes_in_without_leading(client, key, status):
    user, team = UserFactory(), TeamFactory()
    user.groups.add(ensure_groups()[key])
    client.force_login(user)
    answer = client.get(address(team))
    assert answer.status_code == status
    assert reverse("office:team", args=[team.pk]) + '"' not in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client, method):
    team = TeamFactory()
    answer = getattr(client, method)(address(team))
    assert answer["Location"] == f"{reverse('members:sign_in')}?next={address(team)}"


def test_a_team_that_is_not_there_is_not_found(client, led):
    assert client.get(reverse("office:imprint", args=[10**30])).status_code == 404


def test_the_page_costs_a_bounded_number_of_queries(client, led, django_assert_max_num_queries):
    SheetImprintFactory(team=led)
    with django_assert_max_num_queries(13):
        client.get(address(led))
