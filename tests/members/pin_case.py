"""Members with a PIN, and how one signs in, for tests."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from lms.members.models import PinIssue, User
from lms.members.pins import issue_pins, last_issue
from tests.factories.members import MembershipFactory, UserFactory

PIN, WRONG = "482915", "739105"


def with_pin(pin: str = PIN, **fields: Any) -> User:
    user = UserFactory(**fields)
    user.set_pin(pin)
    user.save()
    return user


def led(**fields: Any) -> tuple[User, User]:
    """(a leader, a member of the team with a PIN)."""
    leader = MembershipFactory(role="leader")
    member = with_pin(**fields)
    MembershipFactory(team=leader.team, user=member)
    return leader.user, member


def reset(member: User, by: User, pin: str = PIN) -> list[PinIssue]:
    return issue_pins(pins={member: pin}, by=by, way=PinIssue.Way.SHOWN, seen=last_issue([member]))


def sign_in(client: Client, login: str, secret: str = PIN, **data: str) -> Any:
    return client.post(reverse("members:sign_in"), {"username": login, "password": secret, **data})


def is_in(client: Client, member: User) -> bool:
    return client.session.get("_auth_user_id") == str(member.pk)


def guess(login: str, times: int, secret: str = WRONG, **data: str) -> list[Any]:
    """From so many addresses that no limit of one address stands in the way."""
    return [sign_in(Client(REMOTE_ADDR=f"10.1.{n // 200}.{n % 200 + 1}"), login, secret, **data) for n in range(times)]


def words(page: Any) -> str:
    return str(page.context["form"].non_field_errors()[0])
