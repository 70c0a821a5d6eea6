"""Who prints quizzes on paper, and whose sheets one may key in and confirm.

Leaders and deputies for their teams, those of a commune's team for the villages of the commune too, and whoever may
change quizzes for every team. Nobody for themselves.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from lms.members.models import Membership, Team, User
from lms.members.teams import LEADING, members_of, memberships_on

ANY_TEAM = "quizzes.change_quiz"


def may_print(user: User | AnonymousUser) -> bool:
    """Leaders and deputies of any team that exists today, and those who may change quizzes."""
    return user.has_perm(ANY_TEAM) or bool(_led_by(user))


def may_key_in(user: User | AnonymousUser, team: Team) -> bool:
    """Of a team that exists today."""
    return user.has_perm(ANY_TEAM) or any(_reaches(led, team) for led in _led_by(user))


def teams_for(user: User | AnonymousUser) -> list[Team]:
    """The teams to choose from: those one leads, then the villages of a commune whose team one leads. Who may key in
    for every team types the number of others."""
    led = _led_by(user)
    communes = [team.commune_id for team in led if team.level == Team.Level.COMMUNE]
    known = {team.pk for team in led}
    villages = _open_today().filter(level=Team.Level.VILLAGE, commune__in=communes) if communes else []
    return [*led, *(team for team in villages if team.pk not in known)]


def team_numbered(number: int) -> Team | None:
    """The team of that number, if it exists today."""
    return _open_today().filter(pk=number).first()


def class_of(team: Team) -> list[Membership]:
    """Who is in the team today, in the order of a list of names."""
    return list(members_of(team, timezone.localdate()))


def _led_by(user: User | AnonymousUser) -> list[Team]:
    """In one query."""
    if not isinstance(user, User):
        return []
    day = timezone.localdate()
    rows = memberships_on(user, day).filter(Q(team__closed_on=None) | Q(team__closed_on__gt=day), role__in=LEADING)
    return [row.team for row in rows]


def _reaches(led: Team, team: Team) -> bool:
    return led.pk == team.pk or (led.level == Team.Level.COMMUNE and led.commune_id == team.commune_id)


def _open_today() -> QuerySet[Team]:
    day = timezone.localdate()
    teams = Team.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), founded_on__lte=day)
    return teams.select_related("village", "commune").order_by("village__sort_key", "pk")
