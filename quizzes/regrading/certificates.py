"""Whom marks given anew earn a certificate. Only what counts is asked: closed, confirmed where it was on paper, and
not for practice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone

from lms.members.models import User
from quizzes.certification import rules
from quizzes.certification.evidence import Result, active_rules, cases_of
from quizzes.models import Certification, Quiz

from .plan import Outcome, decimal
from .reading import Reader

MEMBERS = 400  # asked about at once


class Thresholds:
    """The per cents that certifications ask of each quiz; an attempt may pass its quiz and miss one of them."""

    def __init__(self) -> None:
        self.rules = active_rules()
        asked: defaultdict[str, set[int]] = defaultdict(set)
        for _certification, rule in self.rules:
            for leaf in rules.leaves(rule):
                if isinstance(leaf, rules.QuizAtLeast):
                    asked[leaf.quiz].add(leaf.percent)
        self.keys = dict(Quiz.objects.filter(key__in=asked).values_list("pk", "key"))
        self.of_quiz = {pk: frozenset(asked[key]) for pk, key in self.keys.items()}

    def newly_reached(self, one: Outcome) -> bool:
        """Whether it may earn a certificate that it did not earn before."""
        return one.row.settled and one.rises and (one.turned == 1 or self._crossed(one))

    def newly_missed(self, one: Outcome) -> bool:
        return one.row.counts and not one.rises and (one.turned == -1 or self._crossed(one))

    def _crossed(self, one: Outcome) -> bool:
        return any(one.crosses(percent) for percent in self.of_quiz.get(one.row.quiz, ()))


@dataclass(frozen=True, slots=True)
class Earned:
    member: User
    certification: Certification


def earned(
    reader: Reader, thresholds: Thresholds, candidates: Mapping[int, Collection[int]], now: dt.datetime
) -> Iterator[Earned]:
    """Certificates that the regrade would award: `candidates` has by member the quizzes where a mark rises."""
    today = timezone.localdate(now)
    for some in in_parts(candidates):
        people = User.objects.in_bulk(some)
        for member, cases in cases_of(some, thresholds.rules, results(changes(reader, some))).items():
            raised = {thresholds.keys[quiz] for quiz in candidates[member] if quiz in thresholds.keys}
            for case in cases:
                concerned = raised & rules.quizzes_of(case.rule)
                if concerned and case.can_be_earned(today) and rules.met(case.rule, case.facts):
                    yield Earned(people[member], case.certification)


def changes(reader: Reader, members: Collection[int]) -> list[Outcome]:
    return [one for one in reader.outcomes(attempt__member__in=members) if one.changed]


def results(outcomes: Iterable[Outcome]) -> dict[int, Result]:
    """By attempt, the mark it would have and whether it would pass."""
    return {one.row.attempt: (decimal(one.attempt_mark), one.passed) for one in outcomes}


def in_parts(members: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(members)
    while some := list(islice(rest, MEMBERS)):
        yield some
