"""Teams and who belongs to them: services write (keyword arguments only), selectors read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import FormerCommune, Membership, Team, Unit, User, Village
from .units import label, labels

LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)
VILLAGE_LAST = "team__level"  # in the order of its two values, "commune" and "village"


class TeamError(ValueError):
    """The change cannot be made; the text says why and what to do."""


# --- services ---------------------------------------------------------------------------------------
@transaction.atomic
def create_team(
    *,
    commune: Unit,
    founded_on: dt.date,
    village: Village | None = None,
    former_commune: FormerCommune | None = None,
) -> Team:
    """The commune's team, or with `village` that village's; one open team each."""
    if commune.level != Unit.Level.COMMUNE:
        raise TeamError(_("A team belongs to a commune, ward or special zone, not to a province."))
    if village is not None and village.commune_id != commune.pk:
        raise TeamError(_("This village lies in another commune."))
    level = Team.Level.VILLAGE if village else Team.Level.COMMUNE
    if Team.objects.filter(level=level, commune=commune, village=village, closed_on=None).exists():
        raise TeamError(_("This place has a team already."))
    return Team.objects.create(
        level=level, commune=commune, village=village, former_commune=former_commune, founded_on=founded_on
    )


@transaction.atomic
def join(*, user: User, team: Team, on: dt.date, role: str = Membership.Role.MEMBER) -> Membership:
    """From `on` the member has `role` in the team; an earlier role ends that day. Twice the same changes nothing."""
    if on < team.founded_on or (team.closed_on and on >= team.closed_on):
        raise TeamError(_("The team does not exist on that day."))
    rows = Membership.objects.select_for_update().filter(user=user, team=team)
    if rows.filter(valid_from__gt=on).exists():
        raise TeamError(_("A later membership in this team is recorded already. Choose a later day."))
    current = rows.on(on).first()
    if current is None:
        return Membership.objects.create(user=user, team=team, role=role, valid_from=on)
    if current.role == role and current.valid_to is None:
        return current
    if current.valid_from == on:
        current.role, current.valid_to = role, None
        current.save()
        return current
    current.valid_to = on
    current.save()
    return Membership.objects.create(user=user, team=team, role=role, valid_from=on)


@transaction.atomic
def leave(*, user: User, team: Team, on: dt.date) -> Membership:
    """`on` is the first day the member no longer belongs to the team."""
    current = Membership.objects.select_for_update().filter(user=user, team=team, valid_to=None).first()
    if current is None:
        raise TeamError(_("This person is not in the team."))
    if on <= current.valid_from:
        raise TeamError(_("The day must come after %(day)s.") % {"day": f"{current.valid_from:%d/%m/%Y}"})
    current.valid_to = on
    current.save()
    return current


# --- selectors --------------------------------------------------------------------------------------
def memberships_on(user: User, day: dt.date) -> QuerySet[Any]:
    """Every membership in force that day; the village's before the commune's, the latest first."""
    rows = Membership.objects.on(day).filter(user=user).select_related("team__village", "team__commune")
    return rows.order_by(f"-{VILLAGE_LAST}", "-valid_from", "-pk")


def team_on(user: User, day: dt.date) -> Membership | None:
    """The membership in force that day that says where the member belongs: the village team, if in one."""
    return memberships_on(user, day).first()


def communes_of(members: Iterable[int], day: dt.date) -> dict[int, Unit]:
    """By member id, the commune of the team that `team_on` gives; one query for all."""
    rows = Membership.objects.on(day).filter(user__in=list(members)).select_related("team__commune")
    # The one that counts comes last, so that it stays.
    return {row.user_id: row.team.commune for row in rows.order_by(VILLAGE_LAST, "valid_from", "pk")}


def leads(user: User, team: Team, day: dt.date | None = None) -> bool:
    """Whether the user is leader or deputy of that very team on that day (today by default)."""
    rows = Membership.objects.on(day or timezone.localdate())
    return rows.filter(user=user, team=team, role__in=LEADING).exists()


def team_name(team: Team, on: dt.date) -> str:
    """In full, with the province: "Tổ công nghệ số cộng đồng ấp Mẫu, xã Thới Bình, tỉnh Cà Mau"."""
    return _in_full(team, label(team.commune, on))


def team_names(teams: Iterable[Team], on: dt.date) -> dict[int, str]:
    """`team_name` by team id, in two queries for all; villages and communes must have been fetched with the teams."""
    teams = list(teams)
    communes = labels({team.commune_id for team in teams}, on)
    return {
        team.pk: _in_full(team, communes[team.commune_id]) if team.commune_id in communes else team_name(team, on)
        for team in teams
    }


def _in_full(team: Team, commune: str) -> str:
    place = commune[:1].lower() + commune[1:]
    return f"Tổ công nghệ số cộng đồng {f'{team.village}, ' if team.village else ''}{place}"


def members_of(team: Team, day: dt.date) -> QuerySet[Any]:
    """The memberships in force that day with their users, sorted as a Vietnamese list of names is."""
    return Membership.objects.on(day).filter(team=team).select_related("user").order_by("user__sort_key", "pk")
