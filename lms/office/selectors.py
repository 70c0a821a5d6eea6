"""Who in a team is ready to go door to door. Bounded by the size of a team and by a page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from lessons.models import LessonProgress
from lms.members.models import Membership, Team, User
from lms.members.teams import LEADING, memberships_on
from quizzes.certification.states import HOLDS, State
from quizzes.models import Certificate
from quizzes.selectors import state_of

SOON_DAYS = 60


@dataclass(frozen=True)
class Readiness:
    """One member of a team on a day: papers in force or lapsed, and lessons learned."""

    membership: Membership
    lessons_learned: int
    certificates: list[tuple[Certificate, State]]
    day: dt.date

    @property
    def ready(self) -> bool:
        return any(state in HOLDS for _, state in self.certificates)

    @property
    def days_left(self) -> int | None:
        """Days until the last paper in force runs out, when that is soon."""
        left = [(paper.valid_until - self.day).days for paper, state in self.certificates if state in HOLDS]
        return max(left) if left and max(left) <= SOON_DAYS else None


def teams_led_by(user: User, day: dt.date) -> list[Team]:
    return [row.team for row in memberships_on(user, day) if row.role in LEADING]


def readiness(memberships: Iterable[Membership], day: dt.date) -> list[Readiness]:
    """For one page of memberships, in their order; two queries whatever their number."""
    rows = list(memberships)
    people = [row.user_id for row in rows]
    learned = dict(
        LessonProgress.objects.filter(member__in=people, completed_at__isnull=False)
        .values_list("member")
        .annotate(lessons=Count("pk"))
    )
    papers: dict[int, list[tuple[Certificate, State]]] = {}
    standing = Certificate.objects.filter(member__in=people, superseded_at=None, revoked_at=None)
    for paper in standing:
        papers.setdefault(paper.member_id, []).append((paper, state_of(paper, day)))
    return [Readiness(row, learned.get(row.user_id, 0), papers.get(row.user_id, []), day) for row in rows]


def ready_count(team: Team, day: dt.date) -> tuple[int, int, int]:
    """(members, those with a paper in force, those whose paper runs out soon) of a team, counted by the database."""
    paper = Q(
        user__certificates__superseded_at=None,
        user__certificates__revoked_at=None,
        user__certificates__counts_from__lte=day,
        user__certificates__valid_until__gte=day,
    )
    soon = paper & Q(user__certificates__valid_until__lte=day + dt.timedelta(days=SOON_DAYS))
    counts = (
        Membership.objects.on(day)
        .filter(team=team)
        .aggregate(
            members=Count("user", distinct=True),
            ready=Count("user", distinct=True, filter=paper),
            soon=Count("user", distinct=True, filter=soon),
        )
    )
    return counts["members"], counts["ready"], counts["soon"]
