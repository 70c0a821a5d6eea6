"""Who in a team is ready to go door to door, and whose certificate asks for something. Bounded by the size of a team
and by a page of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from lessons.models import LessonProgress
from lms.members.models import Membership, Team, User
from lms.members.teams import LEADING, members_of, memberships_on
from quizzes.certification.states import State
from quizzes.models import Certificate
from quizzes.reminders import Reminder, reminders

SOON_DAYS = 60


@dataclass(frozen=True)
class Readiness:
    """One member of a team on a day: papers that stand, and lessons learned."""

    membership: Membership
    lessons_learned: int
    papers: Sequence[Reminder]

    @property
    def ready(self) -> bool:
        return any(paper.holds for paper in self.papers)


@dataclass(frozen=True)
class TeamPapers:
    """The certificates of a team's members that were neither replaced nor withdrawn."""

    all: list[Reminder]

    @cached_property
    def waiting(self) -> list[Reminder]:
        """For a leader to confirm."""
        return [one for one in self.all if one.state is State.WAITING]

    @cached_property
    def urgent(self) -> list[Reminder]:
        """Due, in grace or lapsed, the most urgent first."""
        return sorted((one for one in self.all if one.may_renew or one.state is State.LAPSED), key=_urgency)

    @property
    def held(self) -> list[Certificate]:
        return [one.certificate for one in self.all if one.holds]

    def of(self) -> Mapping[int, list[Reminder]]:
        """By the member's id."""
        found = defaultdict(list)
        for one in self.all:
            found[one.certificate.member_id].append(one)
        return found


def _urgency(one: Reminder) -> tuple[int, dt.date]:
    return one.urgency


def teams_led_by(user: User, day: dt.date) -> list[Team]:
    return [row.team for row in memberships_on(user, day) if row.role in LEADING]


def papers_of(team: Team, day: dt.date) -> TeamPapers:
    """In the order of the members' names; two queries whatever their number."""
    standing = Certificate.objects.filter(superseded_at=None, revoked_at=None)
    rows = standing.filter(member__in=members_of(team, day).order_by().values("user"))
    return TeamPapers(reminders(rows.select_related("member").order_by("member__sort_key", "member", "pk"), day))


def readiness(memberships: Iterable[Membership], papers: TeamPapers) -> list[Readiness]:
    """For one page of memberships, in their order; one query whatever their number."""
    rows = list(memberships)
    learned = dict(
        LessonProgress.objects.filter(member__in=[row.user_id for row in rows], completed_at__isnull=False)
        .values_list("member")
        .annotate(lessons=Count("pk"))
    )
    by_member = papers.of()
    return [Readiness(row, learned.get(row.user_id, 0), by_member.get(row.user_id, [])) for row in rows]


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
