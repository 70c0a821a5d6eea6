"""Who acts for whom: staff within the places they are in charge of, leaders for their teams."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from .models import Membership, Remit, Team, Unit, UnitName, User
from .teams import LEADING, memberships_on


def remit_of(user: User) -> set[int] | None:
    """The units the user is in charge of, provinces with the communes they have today; None means everywhere.

    Two queries at most.
    """
    own = set(Remit.objects.filter(user=user).values_list("unit", flat=True))
    if not own:
        return None
    communes = UnitName.objects.on(timezone.localdate()).filter(parent__in=own).values_list("unit", flat=True)
    return own | set(communes)


def is_in_remit(user: User, unit: Unit | None) -> bool:
    """Whether the user is in charge of `unit`; people of no team (None) are minded by those in charge everywhere."""
    remit = remit_of(user)
    return remit is None or (unit is not None and unit.pk in remit)


def people_in_remit(user: User) -> QuerySet[User]:
    """Those whom the user is in charge of, by the commune where they belong today."""
    remit = remit_of(user)
    return User.objects.all() if remit is None else people_of(remit)


def people_of(units: set[int]) -> QuerySet[User]:
    """Those who belong to one of the communes today."""
    day = timezone.localdate()
    belongs = memberships_on(cast(Any, OuterRef("pk")), day).values("team__commune")[:1]
    near = Membership.objects.on(day).filter(team__commune__in=units).values("user")
    return User.objects.filter(pk__in=near).annotate(belongs=Subquery(belongs)).filter(belongs__in=units)


def leads_member(user: User, member: User, day: dt.date | None = None) -> bool:
    """Whether the user leads, today, a team of the member, or the commune's team above it."""
    day = day or timezone.localdate()
    open_ = Q(team__closed_on=None) | Q(team__closed_on__gt=day)
    member_of = Membership.objects.on(day).filter(open_, user=member)
    led = Membership.objects.on(day).filter(open_, user=user, role__in=LEADING)
    same_team = Q(team__in=member_of.values("team"))
    commune_above = Q(team__level=Team.Level.COMMUNE, team__commune__in=member_of.values("team__commune"))
    return led.filter(same_team | commune_above).exists()
