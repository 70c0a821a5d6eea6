"""Teams and memberships over time."""

import datetime as dt

import pytest

from lms.members.models import Membership, Team
from lms.members.teams import TeamError, create_team, join, leads, leave, members_of, memberships_on, team_name, team_on
from tests.factories.members import (
    LONG_AGO,
    CommuneFactory,
    MembershipFactory,
    ProvinceFactory,
    TeamFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db

SPRING = dt.date(2026, 2, 1)
SUMMER = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


def test_a_team_of_a_village_stands_in_its_commune():
    village = VillageFactory()
    team = create_team(commune=village.commune, village=village, founded_on=SPRING)
    assert team.level == Team.Level.VILLAGE


def test_a_commune_has_one_team():
    commune = CommuneFactory()
    assert create_team(commune=commune, founded_on=SPRING).level == Team.Level.COMMUNE
    with pytest.raises(TeamError):
        create_team(commune=commune, founded_on=SUMMER)


def test_a_village_of_another_commune_is_refused():
    with pytest.raises(TeamError):
        create_team(commune=CommuneFactory(), village=VillageFactory(), founded_on=SPRING)


def test_a_province_has_no_team():
    with pytest.raises(TeamError):
        create_team(commune=ProvinceFactory(), founded_on=SPRING)


def test_joining_twice_changes_nothing():
    user, team = UserFactory(), TeamFactory()
    first = join(user=user, team=team, on=SPRING)
    assert join(user=user, team=team, on=SUMMER) == first
    assert Membership.objects.count() == 1


def test_a_new_role_ends_the_old_one_that_day():
    user, team = UserFactory(), TeamFactory()
    join(user=user, team=team, on=SPRING)
    join(user=user, team=team, role="leader", on=SUMMER)
    assert team_on(user, SUMMER - DAY).role == "member"
    assert team_on(user, SUMMER).role == "leader"


def test_a_role_mended_on_its_first_day_leaves_no_history():
    user, team = UserFactory(), TeamFactory()
    join(user=user, team=team, on=SPRING)
    join(user=user, team=team, role="deputy", on=SPRING)
    assert [row.role for row in Membership.objects.all()] == ["deputy"]


def test_whoever_left_may_come_back():
    user, team = UserFactory(), TeamFactory()
    join(user=user, team=team, on=LONG_AGO)
    leave(user=user, team=team, on=SPRING)
    join(user=user, team=team, on=SUMMER)
    assert team_on(user, SPRING - DAY)
    assert team_on(user, SPRING) is None
    assert team_on(user, SUMMER)


def test_coming_back_on_the_day_of_leaving_is_no_gap():
    user, team = UserFactory(), TeamFactory()
    join(user=user, team=team, on=LONG_AGO)
    leave(user=user, team=team, on=SPRING)
    join(user=user, team=team, on=SPRING)
    assert team_on(user, SPRING)


@pytest.mark.parametrize("on", [LONG_AGO - DAY, SUMMER])
def test_nobody_joins_a_team_that_does_not_exist_that_day(on):
    with pytest.raises(TeamError):
        join(user=UserFactory(), team=TeamFactory(closed_on=SUMMER), on=on)


def test_joining_before_a_later_membership_is_refused():
    later = MembershipFactory(valid_from=SUMMER)
    with pytest.raises(TeamError):
        join(user=later.user, team=later.team, on=SPRING)


def test_a_team_is_left_after_it_was_joined():
    membership = MembershipFactory(valid_from=SPRING)
    with pytest.raises(TeamError):
        leave(user=membership.user, team=membership.team, on=SPRING)


def test_whoever_is_not_in_a_team_cannot_leave_it():
    with pytest.raises(TeamError):
        leave(user=UserFactory(), team=TeamFactory(), on=SPRING)


def test_a_member_of_two_teams_belongs_to_the_village():
    user = UserFactory()
    village = join(user=user, team=TeamFactory(), on=LONG_AGO)
    commune = join(user=user, team=TeamFactory(level="commune", village=None), on=SPRING)
    assert team_on(user, SUMMER) == village
    assert list(memberships_on(user, SUMMER)) == [village, commune]


@pytest.mark.parametrize(("role", "answer"), [("leader", True), ("deputy", True), ("member", False)])
def test_leaders_and_deputies_lead(role, answer):
    membership = MembershipFactory(role=role)
    assert leads(membership.user, membership.team) is answer


def test_one_leads_only_ones_own_team_and_only_in_office():
    membership = MembershipFactory(role="leader", valid_to=SPRING)
    assert leads(membership.user, membership.team, SPRING - DAY)
    assert not leads(membership.user, membership.team, SPRING)
    assert not leads(membership.user, TeamFactory(), SPRING - DAY)


def test_members_are_listed_by_given_name_in_one_query(django_assert_num_queries):
    team = TeamFactory()
    for name in ("Mẫu Đức", "Mẫu An", "Mẫu Dương", "Mẫu Ánh", "Mẫu Duy"):
        MembershipFactory(team=team, user__full_name=name)
    MembershipFactory(team=team, user__full_name="Mẫu Cũ", valid_to=SPRING)
    with django_assert_num_queries(1):
        names = [row.user.get_short_name() for row in members_of(team, SUMMER)]
    assert names == ["An", "Ánh", "Duy", "Dương", "Đức"]


def test_a_team_is_named_in_full_with_its_province():
    province = ProvinceFactory(name__name="Cà Mau")
    commune = CommuneFactory(name="Thới Bình", name__parent=province)
    team = TeamFactory(commune=commune, village__kind="ap", village__name="Mẫu")
    assert team_name(team, LONG_AGO) == "Tổ công nghệ số cộng đồng ấp Mẫu, xã Thới Bình, tỉnh Cà Mau"
