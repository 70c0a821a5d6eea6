"""Accounts to look around with."""

import pytest

from lms.members.demo import ACCOUNTS, COMMUNE_CODE, ensure_demo_accounts
from lms.members.models import Membership, Team, User
from lms.members.phones import parse_phone
from tests.factories.members import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return CommuneFactory(name="Thới Bình", name__code=COMMUNE_CODE)


@pytest.mark.usefixtures("commune")
def test_there_is_one_account_for_each_role():
    listed = ensure_demo_accounts("mot-mat-khau")
    assert [username for _role, username in listed] == [
        "thanhvien01", "totruong", "biensoan", "xuatban", "truyenthanh", "lanhdao", "theodoi", "quantri"
    ]  # fmt: skip
    assert all(User.objects.get(username=username).check_password("mot-mat-khau") for _role, username in listed)
    assert User.objects.get(is_superuser=True).username == "quantri"


def test_member_and_leader_are_in_one_village_team(commune):
    ensure_demo_accounts("x")
    team = Team.objects.get()
    assert team.commune == commune
    roles = Membership.objects.values_list("user__username", "role")
    assert set(roles) == {("thanhvien01", "member"), ("totruong", "leader")}


@pytest.mark.usefixtures("commune")
def test_making_them_again_keeps_what_was_changed():
    ensure_demo_accounts("x")
    user = User.objects.get(username="thanhvien01")
    user.full_name = "Thành viên đã đổi"
    user.set_password("mat-khau-moi")
    user.save()
    Membership.objects.filter(user=user).delete()
    ensure_demo_accounts("x")
    user.refresh_from_db()
    assert user.full_name == "Thành viên đã đổi"
    assert user.check_password("mat-khau-moi")
    assert not user.memberships.exists()
    assert User.objects.count() == len(ACCOUNTS)
    assert Team.objects.count() == 1


def test_without_the_units_the_accounts_stand_alone():
    ensure_demo_accounts("x")
    assert not Team.objects.exists()


@pytest.mark.parametrize("phone", [account.login_phone for account in ACCOUNTS if account.login_phone])
def test_the_numbers_pass_as_mobile_numbers(phone):
    assert parse_phone(phone, mobile=True) == phone
