"""What a rule would mean today, before it is saved: how many members would hold the certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from lms.members.models import Membership
from quizzes.models import Attempt, Certificate, Milestone

from . import rules
from .evidence import Taken, best_of

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Preview:
    """`would` of `members` (those in a team today) have met the rule; `hold` of them hold the certificate today."""

    members: int
    would: int
    hold: int


def preview(rule: rules.Rule, *, day: dt.date, certification_key: str = "") -> Preview:
    """Streams the attempts that the rule names; every one that counts, also those that earned a certificate before."""
    in_team = set(Membership.objects.on(day).values_list("user", flat=True).distinct())
    milestones = _by_member(
        Milestone.objects.filter(key__in=rules.milestones_of(rule)).values_list("member", "key").order_by("member")
    )
    held = _held({*rules.certifications_of(rule), certification_key}, day)
    best = dict(_best(rules.quizzes_of(rule)))
    would = 0
    for member in in_team & (best.keys() | milestones.keys() | held.keys()):
        facts = rules.Facts(best.get(member, {}), milestones.get(member, frozenset()), held.get(member, frozenset()))
        would += rules.met(rule, facts)
    hold = sum(certification_key in held.get(member, frozenset()) for member in in_team)
    return Preview(members=len(in_team), would=would, hold=hold)


def _best(quizzes: Collection[str]) -> Iterator[tuple[int, dict[str, Fraction]]]:
    """By member: the fraction that counts in each quiz."""
    fields = ("member", "pk", "quiz__key", "quiz__title", "mark", "max_mark", "closed_at", "passed", "quiz__counts")
    rows = Attempt.objects.counting().filter(quiz__key__in=quizzes).order_by("member", "closed_at", "pk")
    for member, own in groupby(rows.values_list(*fields).iterator(chunk_size=CHUNK), itemgetter(0)):
        yield member, {key: one.part for key, one in best_of(Taken(*row[1:]) for row in own).items()}


def _held(certifications: Collection[str], day: dt.date) -> dict[int, frozenset[str]]:
    standing = Certificate.objects.filter(superseded_at=None, revoked_at=None, certification__key__in=certifications)
    holding = standing.filter(counts_from__lte=day, valid_until__gte=day).order_by("member")
    return _by_member(holding.values_list("member", "certification__key"))


def _by_member(rows: QuerySet[Any, tuple[int, str]]) -> dict[int, frozenset[str]]:
    pairs = rows.iterator(chunk_size=CHUNK)
    return {member: frozenset(key for _member, key in own) for member, own in groupby(pairs, itemgetter(0))}
