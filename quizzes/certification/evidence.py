"""What members have to show for a certification: best closed attempts and milestones, read in three queries at most."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from quizzes import grading
from quizzes.models import Attempt, Certificate, Certification, Milestone

from . import rules
from .dates import dates_of
from .states import HOLDS, State, state_on

log = logging.getLogger(__name__)
Result = tuple[Decimal, bool]  # a mark, and whether it passes


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
    """What the member has for each candidate on `day` (today)."""
    return cases_of([member_id], candidates, day=day)[member_id]


def cases_of(
    member_ids: Collection[int],
    candidates: Collection[tuple[Certification, rules.Rule]],
    instead: Mapping[int, Result] | None = None,
    day: dt.date | None = None,
) -> dict[int, list[Case]]:
    """By member, what each has for each candidate; three queries at most for all of them.

    Marks that earned a certificate do not earn the next one: after an award (or a revocation) only attempts closed
    later count. `instead` holds by attempt the mark it might have and whether it would pass.
    """
    if not candidates:
        return {member: [] for member in member_ids}
    taken = attempts_of(member_ids, _named(rules.quizzes_of, candidates), instead)
    reached = _reached(member_ids, _named(rules.milestones_of, candidates))
    newest = _newest(member_ids)
    held = _held(newest, day or timezone.localdate())
    return {
        member: [
            _case(
                pair,
                taken.get(member, []),
                newest.get((member, pair[0].pk)),
                reached=frozenset(reached[member]),
                held=frozenset(held[member]),
            )
            for pair in candidates
        ]
        for member in member_ids
    }


def _named(
    names_of: Callable[[rules.Rule], frozenset[str]], candidates: Iterable[tuple[Certification, rules.Rule]]
) -> frozenset[str]:
    return frozenset().union(*(names_of(rule) for _certification, rule in candidates))


def _reached(member_ids: Collection[int], keys: Collection[str]) -> defaultdict[int, set[str]]:
    """By member, which of the milestones `keys` were reached; no query where none is asked for."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    if not keys:
        return found
    for member, key in Milestone.objects.filter(member__in=member_ids, key__in=keys).values_list("member_id", "key"):
        found[member].add(key)
    return found


def _case(
    candidate: tuple[Certification, rules.Rule],
    taken: Iterable[Taken],
    newest: tuple[Certificate, dt.datetime | None] | None,
    *,
    reached: frozenset[str],
    held: frozenset[str],
) -> Case:
    certification, rule = candidate
    last, since = newest or (None, None)
    if last:
        last.certification = certification  # the same row; read once
    quizzes = rules.quizzes_of(rule)
    best = best_of(one for one in taken if one.quiz in quizzes and (since is None or one.closed_at > since))
    return Case(certification, rule, best, facts_of(best, reached, held), last)


def facts_of(best: Mapping[str, Taken], reached: frozenset[str], held: frozenset[str]) -> rules.Facts:
    return rules.Facts({key: one.part for key, one in best.items()}, reached, held)


def _held(
    newest: Mapping[tuple[int, int], tuple[Certificate, dt.datetime | None]], day: dt.date
) -> defaultdict[int, set[str]]:
    """By member, the keys of the certifications held that day."""
    held: defaultdict[int, set[str]] = defaultdict(set)
    for (member, _certification), (certificate, _ended) in newest.items():
        if state_on(day, dates_of(certificate)) in HOLDS:
            held[member].add(certificate.named)  # type: ignore[attr-defined]  # annotated
    return held


def closed_attempts(
    member_id: int, quizzes: Collection[str] | None = None, *, with_practice: bool = False
) -> list[Taken]:
    """The member's closed attempts in `quizzes` (all when None), the oldest first; what was practice never counts,
    what was on paper only once it is confirmed."""
    settled = Attempt.objects.settled() if with_practice else Attempt.objects.counting()
    return [taken for _member, taken in _read(settled.filter(member_id=member_id), quizzes)]


def attempts_of(
    member_ids: Collection[int], quizzes: Collection[str], instead: Mapping[int, Result] | None = None
) -> dict[int, list[Taken]]:
    """By member, the counting attempts in `quizzes`, the oldest first."""
    found: defaultdict[int, list[Taken]] = defaultdict(list)
    for member, taken in _read(Attempt.objects.counting().filter(member__in=member_ids), quizzes):
        mark, passed = (instead or {}).get(taken.attempt_id, (taken.mark, taken.passed))
        found[member].append(replace(taken, mark=mark, passed=passed))
    return found


def _read(attempts: QuerySet[Attempt], quizzes: Collection[str] | None) -> Iterator[tuple[int, Taken]]:
    if quizzes is not None:
        attempts = attempts.filter(quiz__key__in=quizzes)
    fields = ("pk", "quiz__key", "quiz__title", "mark", "max_mark", "closed_at", "passed", "quiz__counts")
    for member, *values in attempts.order_by("closed_at", "pk").values_list("member_id", *fields):
        yield member, Taken(*values)


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


def _newest(member_ids: Collection[int]) -> dict[tuple[int, int], tuple[Certificate, dt.datetime | None]]:
    """By member and certification, the newest certificate and the moment after which attempts count towards the next:
    when it was awarded or revoked, whichever is later."""
    rows = Certificate.objects.filter(member__in=member_ids).annotate(named=F("certification__key"))
    return {(row.member_id, row.certification_id): (row, ended_at(row)) for row in with_award(rows).order_by("pk")}


def with_award(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With `awarded_at`, the moment of the award."""
    # Each has one such event at most, so the join gives each row once.
    award = FilteredRelation("events", condition=Q(events__kind="awarded"))
    return certificates.alias(award=award).annotate(awarded_at=F("award__effective_at"))


def ended_at(certificate: Certificate) -> dt.datetime | None:
    """After it attempts count towards the next certificate; of one read `with_award`."""
    moments = (certificate.awarded_at, certificate.revoked_at)  # type: ignore[attr-defined]  # annotated
    return max(filter(None, moments), default=None)
