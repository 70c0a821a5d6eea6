"""Accounts to look around with, under role names. Made by `up` in the development settings only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from .groups import APPROVER, OFFICER, PUBLISHER, RADIO, TRAINER, ensure_groups
from .models import Membership, Remit, Team, User, Village
from .teams import create_team, join
from .units import unit_by_code

COMMUNE_CODE = "32065"  # Xã Thới Bình, tỉnh Cà Mau
FOUNDED_ON = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class DemoAccount:
    username: str
    full_name: str
    # Numbers of this shape pass as mobile numbers; 0900 000 00x stands for nobody.
    login_phone: str | None = None
    group: str = ""
    role: str = ""
    superuser: bool = False
    in_charge: bool = False  # of the sample commune only


ACCOUNTS = (
    DemoAccount("thanhvien01", "Thành viên mẫu 01", login_phone="+84900000001", role=Membership.Role.MEMBER),
    DemoAccount("totruong", "Tổ trưởng mẫu", login_phone="+84900000002", role=Membership.Role.LEADER),
    DemoAccount("biensoan", "Người biên soạn mẫu", group=TRAINER),
    DemoAccount("xuatban", "Người xuất bản mẫu", group=PUBLISHER),
    DemoAccount("truyenthanh", "Cán bộ truyền thanh mẫu", group=RADIO, in_charge=True),
    DemoAccount("lanhdao", "Lãnh đạo xã mẫu", group=APPROVER, in_charge=True),
    DemoAccount("theodoi", "Cán bộ theo dõi mẫu", group=OFFICER),
    DemoAccount("quantri", "Quản trị mẫu", superuser=True),
)


@transaction.atomic
def ensure_demo_accounts(password: str) -> list[tuple[str, str]]:
    """Makes the accounts and the team that are missing; what exists stays as it is. [(role in words, user name)]

    The units must be loaded first.
    """
    groups = ensure_groups()
    team = _village_team()
    for account in ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = User.objects.create_user(
            account.username,
            password,
            full_name=account.full_name,
            login_phone=_free(account.login_phone),
            is_superuser=account.superuser,
        )
        if account.group:
            user.groups.add(groups[account.group])
        if account.role and team:
            join(user=user, team=team, role=account.role, on=team.founded_on)
        if account.in_charge and team:
            Remit.objects.create(user=user, unit=team.commune)
    return [(account.full_name, account.username) for account in ACCOUNTS]


def _free(phone: str | None) -> str | None:
    return None if phone and User.objects.filter(login_phone=phone).exists() else phone


def _village_team() -> Team | None:
    """The open team of the sample village; None where the sample commune was not loaded."""
    commune = unit_by_code(COMMUNE_CODE)
    if commune is None:
        return None
    found = Team.objects.filter(commune=commune, level=Team.Level.VILLAGE, closed_on=None, village__name="Mẫu").first()
    if found:
        return found
    place = {"commune": commune, "kind": Village.Kind.AP, "name": "Mẫu"}
    village = Village.objects.filter(**place).order_by("-valid_from").first()
    village = village or Village.objects.create(**place, valid_from=FOUNDED_ON)
    return create_team(commune=commune, village=village, founded_on=FOUNDED_ON)
