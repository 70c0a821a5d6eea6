"""What a member has to show for a certification: best closed attempts and milestones, read in three queries."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max, Q
from django.utils import timezone

from quizzes import grading
from quizzes.models import Attempt, Certificate, Certification, Milestone

from . import rules
from .dates import dates_of
from .states import HOLDS, State, state_on

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """One closed attempt."""

    attempt_id: int
    quiz: str
    title: str
    mark: Decimal
    max_mark: Decimal
    closed_at: dt.datetime
    passed: bool
    counts: str  # which attempt of its quiz counts: best, last or first

    @property
    def part(self) -> Fraction:
        return grading.fraction(self.mark, self.max_mark)


@dataclass(frozen=True, slots=True)
class Case:
    """One certification, read for one member: its rule, what counts towards it, and the newest certificate."""

    certification: Certification
    rule: rules.Rule
    best: Mapping[str, Taken]
    facts: rules.Facts
    newest: Certificate | None

    @property
    def standing(self) -> Certificate | None:
        newest = self.newest
        return newest if newest and newest.revoked_at is None and newest.superseded_at is None else None

    def state_on(self, day: dt.date) -> State | None:
        """The state of the standing certificate, if there is one."""
        return state_on(day, dates_of(self.standing)) if self.standing else None

    def can_be_earned(self, day: dt.date) -> bool:
        """Whether meeting the rule earns a certificate: not while one holds and asks for nothing."""
        return self.state_on(day) not in (State.CURRENT, State.WAITING)


def active_rules() -> list[tuple[Certification, rules.Rule]]:
    """Certifications that are awarded. One with a broken rule is left out and logged: it must not stop a member
    from handing in."""
    found = []
    for certification in Certification.objects.filter(is_active=True).order_by("pk"):
        try:
            found.append((certification, rules.parse(certification.rule)))
        except rules.RuleError:
            log.exception("certification %s has a broken rule", certification.key)
    return found


def cases(
    member_id: int, candidates: Collection[tuple[Certification, rules.Rule]], day: dt.date | None = None
) -> list[Case]:
    """What the member has for each candidate on `day` (today). Marks that earned a certificate do not earn the next
    one: after an award (or a revocation) only attempts closed later count."""
    if not candidates:
        return []
    taken = closed_attempts(member_id, {key for _, rule in candidates for key in rules.quizzes_of(rule)})
    reached = frozenset(Milestone.objects.filter(member_id=member_id).values_list("key", flat=True))
    newest = _newest(member_id)
    day = day or timezone.localdate()
    held = frozenset(row.certification.key for row, _since in newest.values() if state_on(day, dates_of(row)) in HOLDS)
    found = []
    for certification, rule in candidates:
        last, since = newest.get(certification.pk, (None, None))
        quizzes = rules.quizzes_of(rule)
        best = best_of(one for one in taken if one.quiz in quizzes and (since is None or one.closed_at > since))
        facts = rules.Facts({key: one.part for key, one in best.items()}, reached, held)
        found.append(Case(certification, rule, best, facts, last))
    return found


def closed_attempts(
    member_id: int, quizzes: Collection[str] | None = None, *, with_practice: bool = False
) -> list[Taken]:
    """The member's closed attempts in `quizzes` (all when None), the oldest first; what was practice never counts,
    what was on paper only once it is confirmed."""
    settled = Attempt.objects.settled() if with_practice else Attempt.objects.counting()
    attempts = settled.filter(member_id=member_id)
    if quizzes is not None:
        attempts = attempts.filter(quiz__key__in=quizzes)
    fields = ("pk", "quiz__key", "quiz__title", "mark", "max_mark", "closed_at", "passed", "quiz__counts")
    return [Taken(*row) for row in attempts.order_by("closed_at", "pk").values_list(*fields)]


def best_of(taken: Iterable[Taken]) -> dict[str, Taken]:
    """By quiz key, the attempt that counts: the best (the earliest among equals), the last or the first.

    `taken` begins with the oldest.
    """
    best: dict[str, Taken] = {}
    for one in taken:
        standing = best.get(one.quiz)
        better = standing is not None and one.counts == "best" and one.part > standing.part
        if standing is None or better or one.counts == "last":
            best[one.quiz] = one
    return best


def _newest(member_id: int) -> dict[int, tuple[Certificate, dt.datetime | None]]:
    """By certification, the newest certificate and the moment after which attempts count towards the next: when it
    was awarded or revoked, whichever is later."""
    awarded_at = Max("events__effective_at", filter=Q(events__kind="awarded"))
    rows = Certificate.objects.filter(member_id=member_id).select_related("certification")
    return {
        row.certification_id: (row, max(filter(None, (row.awarded_at, row.revoked_at)), default=None))
        for row in rows.annotate(awarded_at=awarded_at).order_by("pk")
    }
