"""The places a member chooses among, and the tokens that name them in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.members.imprints import PlaceError, may_print_for, place_from_token, places_of, token_of
from lms.members.models import Team
from tests.factories.members import CommuneFactory, MembershipFactory, TeamFactory, UserFactory

from .place_case import YESTERDAY, commune, commune_team, province, village_team

pytestmark = pytest.mark.django_db


def test_a_member_chooses_among_team_and_commune():
    team = MembershipFactory(team=village_team()).team
    assert places_of(team.memberships.get().user) == [
        (f"to-{team.pk}", "Tổ công nghệ số cộng đồng ấp Mẫu, xã Thới Bình, tỉnh Cà Mau"),
        ("xa-32065", "Xã Thới Bình, tỉnh Cà Mau"),
    ]


def test_a_leader_of_the_communes_team_chooses_among_its_open_villages_too():
    row = MembershipFactory(team=commune_team(), role="leader")
    village = village_team(row.team.commune)
    TeamFactory(commune=row.team.commune, closed_on=YESTERDAY)
    assert [token for token, _label in places_of(row.user)] == [f"to-{row.team.pk}", "xa-32065", f"to-{village.pk}"]


def test_in_village_and_commune_every_place_is_offered_once():
    place, user = commune(), UserFactory()
    village, whole = village_team(place), commune_team(place)
    for team in (whole, village):
        MembershipFactory(user=user, team=team, role="leader")
    assert [token for token, _label in places_of(user)] == [f"to-{village.pk}", f"to-{whole.pk}", "xa-32065"]


def test_what_is_offered_may_be_printed_for():
    row = MembershipFactory(team=commune_team(), role="leader")
    village_team(row.team.commune)
    assert all(may_print_for(row.user, place_from_token(token)) for token, _label in places_of(row.user))


def test_many_villages_cost_no_more_queries_than_one(django_assert_max_num_queries):
    row = MembershipFactory(team=commune_team(), role="leader")
    for _ in range(12):
        TeamFactory(commune=row.team.commune)
    with django_assert_max_num_queries(7):
        assert len(places_of(row.user)) == 14


@pytest.mark.parametrize("make", [village_team, commune_team, commune, province])
def test_a_token_leads_back_to_its_place(make):
    place = make()
    assert place_from_token(token_of(place)) == place


def test_a_token_says_what_it_names():
    place = commune()
    assert [token_of(place), token_of(place.names.get().parent)] == ["xa-32065", "tinh-96"]


def test_a_code_names_the_unit_that_bears_it_today():
    place = commune()
    place.names.update(valid_to=YESTERDAY)
    today = CommuneFactory(name__code="32065", name__valid_from=YESTERDAY)
    assert place_from_token("xa-32065") == today
    with pytest.raises(PlaceError):
        token_of(place)


@pytest.mark.parametrize("token", ["", "32065", "xa-", "to-٣", "xa-32065; DROP", "tinh_96", "to-" + "9" * 30])
def test_a_token_of_another_form_is_refused_with_the_right_ones(token):
    with pytest.raises(PlaceError, match=r"xa-.*tinh-"):
        place_from_token(token)


@pytest.mark.parametrize("token", ["xa-99999", "xa-96", "tinh-32065"])
def test_a_code_that_no_such_unit_bears_is_named(token):
    commune()
    with pytest.raises(PlaceError, match=token.partition("-")[2]):
        place_from_token(token)


def test_a_closed_team_is_no_place_to_print_for():
    with pytest.raises(PlaceError):
        place_from_token(f"to-{TeamFactory(closed_on=YESTERDAY).pk}")
    with pytest.raises(PlaceError):
        place_from_token(f"to-{10**17}")
    assert Team.objects.exists()


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_a_clear_refusal(text):
    with pytest.raises(PlaceError) as refused:
        place_from_token(text)
    assert str(refused.value)
