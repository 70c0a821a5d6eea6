"""Seven people around one certificate, for tests of who may do what."""

from __future__ import annotations

from typing import Any

from lms.members.groups import OFFICER, ensure_groups
from lms.members.models import Remit, User
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory

ROLES = ("stranger", "member", "holder", "leader", "other leader", "officer", "officer elsewhere")


def officer(*places: Any) -> User:
    """In charge of `places`, everywhere without any."""
    user = UserFactory()
    user.groups.add(ensure_groups()[OFFICER])
    for place in places:
        Remit.objects.create(user=user, unit=place)
    return user


def somebody(role: str, holder: User) -> User | None:
    """Who has `role` towards `holder`, a member of one team; None for a stranger, who is not signed in."""
    team = holder.memberships.get().team
    match role:
        case "member":
            return MembershipFactory(team=team).user
        case "holder":
            return holder
        case "leader":
            return MembershipFactory(team=team, role="leader").user
        case "other leader":
            return MembershipFactory(role="leader").user
        case "officer":
            return officer()
        case "officer elsewhere":
            return officer(TeamFactory().commune)
    return None
