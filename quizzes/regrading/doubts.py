"""Standing certificates that rest on an attempt which no longer passes. They are listed for a person to decide on.

A certificate names the attempts that counted when it was awarded. It is in doubt when one of them fell by the regrade
below what is asked, and no other attempt of that time makes up for it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizzes import grading
from quizzes.certification import rules
from quizzes.certification.evidence import Result, Taken, attempts_of, best_of, ended_at, facts_of, with_award
from quizzes.models import Certificate, Certification, Milestone

from .certificates import changes, in_parts, results
from .reading import Reader


@dataclass(frozen=True, slots=True)
class InDoubt:
    """`taken` is the attempt it rests on, as graded anew; `still_earned`: all attempts together meet its rule."""

    certificate: Certificate
    taken: Taken
    still_earned: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """A certificate, its rule, and the moments between which attempts counted towards it."""

    certificate: Certificate
    rule: rules.Rule
    since: dt.datetime | None
    awarded_at: dt.datetime

    @property
    def quizzes(self) -> frozenset[str]:
        return rules.quizzes_of(self.rule) | {one["quiz"] for one in self.certificate.evidence}

    def lost(self, taken: Sequence[Taken], fallen: Collection[int]) -> Taken | None:
        """The attempt it names, one of `fallen`, that misses what is asked; `taken` are all, as graded anew."""
        known = {one.attempt_id: one for one in taken}
        counting = best_of(one for one in taken if one.closed_at <= self.awarded_at)
        for evidence in self.certificate.evidence:
            one = known.get(evidence.get("attempt"))  # none named before attempts were
            if one is None or one.attempt_id not in fallen or not self._misses(one):
                continue
            said = grading.fraction(Decimal(evidence["mark"]), Decimal(evidence["max_mark"]))
            if counting[one.quiz].part < said:
                return one
        return None

    def _misses(self, one: Taken) -> bool:
        """Whether the attempt is below its quiz's pass mark or below what the rule asks."""
        leaves = (leaf for leaf in rules.leaves(self.rule) if isinstance(leaf, rules.QuizAtLeast))
        return not one.passed or any(leaf.quiz == one.quiz and one.part * 100 < leaf.percent for leaf in leaves)


def would_be_in_doubt(reader: Reader, members: Iterable[int]) -> Iterator[InDoubt]:
    """`members` have an attempt that would fall below what is asked of it."""
    for some in in_parts(members):
        outcomes = changes(reader, some)
        yield from _doubts(some, {one.row.attempt for one in outcomes if not one.rises}, results(outcomes))


def in_doubt(fallen: Mapping[int, Collection[int]]) -> Iterator[InDoubt]:
    """By marks as they stand: `fallen` has by member the attempts that lost by a regrade."""
    for some in in_parts(fallen):
        yield from _doubts(some, {attempt for member in some for attempt in fallen[member]}, {})


def _doubts(members: Collection[int], fallen: Collection[int], instead: Mapping[int, Result]) -> Iterator[InDoubt]:
    if not (standing := _standing(members)):
        return
    holders = {one.certificate.member_id for one in standing}
    taken = attempts_of(holders, frozenset().union(*(one.quizzes for one in standing)), instead)
    reached: defaultdict[int, set[str]] = defaultdict(set)
    for member, key in Milestone.objects.filter(member__in=holders).values_list("member_id", "key"):
        reached[member].add(key)
    for one in standing:
        member = one.certificate.member_id
        if lost := one.lost(taken[member], fallen):
            own = (attempt for attempt in taken[member] if one.since is None or attempt.closed_at > one.since)
            # Whether a certificate that the rule asks for is itself in doubt is told in a line of its own.
            facts = facts_of(best_of(own), frozenset(reached[member]), rules.certifications_of(one.rule))
            yield InDoubt(one.certificate, lost, rules.met(one.rule, facts))


def _standing(members: Collection[int]) -> list[_Standing]:
    since: dict[tuple[int, int], dt.datetime | None] = {}
    found = []
    rows = with_award(Certificate.objects.filter(member__in=members)).select_related("certification").order_by("pk")
    for row in rows:
        key, awarded_at = (row.member_id, row.certification_id), row.awarded_at  # type: ignore[attr-defined]
        if row.superseded_at is None and row.revoked_at is None and awarded_at:
            found.append(_Standing(row, _rule(row.certification), since.get(key), awarded_at))
        since[key] = ended_at(row)
    return found


def _rule(certification: Certification) -> rules.Rule:
    """One that is broken asks nothing."""
    try:
        return rules.parse(certification.rule)
    except rules.RuleError:
        return rules.AllOf(())
