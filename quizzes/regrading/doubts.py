"""Standing certificates that rest on an attempt which no longer passes. They are listed for a person to decide on.

A certificate names the mark of the attempt that counted when it was awarded. It is in doubt when that attempt fell by
the regrade below what is asked, and the attempt that counts now has less than the certificate says.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quizzes import grading
from quizzes.certification import rules
from quizzes.certification.evidence import Result, Taken, attempts_of, best_of, ended_at, facts_of, with_award
from quizzes.models import Certificate, Certification, Milestone, RegradedItem

from .certificates import changes, in_parts, results
from .reading import Reader

TICK = Decimal("0.0001")


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

    def misses(self, one: Taken) -> bool:
        """Whether the attempt is below its quiz's pass mark or below what the rule asks."""
        leaves = (leaf for leaf in rules.leaves(self.rule) if isinstance(leaf, rules.QuizAtLeast))
        return not one.passed or any(leaf.quiz == one.quiz and one.part * 100 < leaf.percent for leaf in leaves)


class _Moves:
    """How far regrades moved attempts, and when."""

    def __init__(self, members: Collection[int]) -> None:
        self._moves: defaultdict[int, list[tuple[dt.datetime, Decimal]]] = defaultdict(list)
        items = RegradedItem.objects.filter(item__attempt__member__in=members)
        rows = items.values_list("item__attempt", "regrade__begun_at", "mark_before", "mark_after")
        for attempt, moment, before, after in rows:
            self._moves[attempt].append((moment, after - before))

    def had(self, one: Taken, mark: Decimal, moment: dt.datetime) -> bool:
        """Whether the attempt had `mark` at `moment`; each regrade since may have rounded the sum by a tick."""
        since = [moved for begun, moved in self._moves[one.attempt_id] if begun > moment]
        return abs(one.mark - sum(since) - mark) <= TICK * len(since)


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
    taken = attempts_of(holders, frozenset().union(*(one.quizzes for one in standing)))
    moves, reached = _Moves(holders), defaultdict[int, set[str]](set)
    for member, key in Milestone.objects.filter(member__in=holders).values_list("member_id", "key"):
        reached[member].add(key)
    for one in standing:
        member = one.certificate.member_id
        own = [attempt for attempt in taken[member] if one.since is None or attempt.closed_at > one.since]
        anew = [_with(attempt, instead) for attempt in own]
        if lost := _lost(one, own, anew, fallen, moves):
            met = rules.met(
                one.rule, facts_of(best_of(anew), frozenset(reached[member]), rules.certifications_of(one.rule))
            )
            yield InDoubt(one.certificate, lost, met)


def _lost(
    standing: _Standing, own: Sequence[Taken], anew: Sequence[Taken], fallen: Collection[int], moves: _Moves
) -> Taken | None:
    """The attempt that `standing` rests on and that misses what is asked; `anew` are the attempts `own` when graded
    anew."""
    pairs = [pair for pair in zip(own, anew, strict=True) if pair[0].closed_at <= standing.awarded_at]
    counting = best_of(after for _before, after in pairs)
    for evidence in standing.certificate.evidence:
        quiz, mark = evidence["quiz"], Decimal(evidence["mark"])
        said = grading.fraction(mark, Decimal(evidence["max_mark"]))
        if quiz not in counting or counting[quiz].part >= said:
            continue
        for before, after in pairs:
            rests = after.quiz == quiz and moves.had(before, mark, standing.awarded_at)
            if rests and after.attempt_id in fallen and standing.misses(after):
                return after
    return None


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


def _with(taken: Taken, instead: Mapping[int, Result]) -> Taken:
    mark, passed = instead.get(taken.attempt_id, (taken.mark, taken.passed))
    return replace(taken, mark=mark, passed=passed)
