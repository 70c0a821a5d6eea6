"""What pages and the apps above read about a member's quizzes and certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.members.models import User

from .certification import evidence, rules
from .certification.dates import dates_of
from .certification.naming import Names, names_in
from .certification.states import HOLDS, State, state_on
from .choosing import size_of as size_of
from .models import Attempt, Certificate, Certification, Quiz


def open_attempt(member: User, quiz: Quiz) -> Attempt | None:
    return Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.OPEN).first()


def next_position(attempt: Attempt) -> int | None:
    """The first question without an answer; None when all have one."""
    return attempt.items.filter(answer=None).values_list("position", flat=True).first()


def best_results(member: User, quizzes: Collection[str] | None = None) -> dict[str, evidence.Taken]:
    """By quiz key, the member's closed attempt that counts, practice included; one query."""
    return evidence.best_of(evidence.closed_attempts(member.pk, quizzes, with_practice=True))


def certificates_of(member: User) -> QuerySet[Certificate]:
    """The newest first."""
    return Certificate.objects.filter(member=member)


def state_of(certificate: Certificate, day: dt.date | None = None) -> State:
    """The state on `day` (today); no query. A day before the award (a clock set back) counts as its day."""
    day = max(day or timezone.localdate(), certificate.awarded_on)
    return cast(State, state_on(day, dates_of(certificate)))


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far a member is towards one certification. `certificate` is the one in force, if any."""

    certification: Certification
    certificate: Certificate | None
    houses: list[str]  # one a part, "done", "now" or "todo"; empty where the rule leaves a choice
    left: int
    still: list[str]  # what is left, in words
    waits: bool = False  # earned, and a leader has still to confirm it

    @property
    def say(self) -> str:
        return _("%(done)s/%(total)s done") % {"done": self.houses.count("done"), "total": len(self.houses)}


def outlooks(member: User, quiz: Quiz | None = None, renewed: Certificate | None = None) -> list[Outlook]:
    """Towards every active certification, or those that name `quiz`, or that of the certificate `renewed`; five queries
    at most."""
    candidates = evidence.active_rules()
    if renewed:
        candidates = [pair for pair in candidates if pair[0].pk == renewed.certification_id]
        quiz = None
    if quiz:
        candidates = [pair for pair in candidates if quiz.key in rules.quizzes_of(pair[1])]
    names = names_in(rule for _certification, rule in candidates)
    today = timezone.localdate()
    return [_outlook(case, names, today) for case in evidence.cases(member.pk, candidates)]


def _outlook(case: evidence.Case, names: Names, today: dt.date) -> Outlook:
    gaps = rules.missing(case.rule, case.facts)
    return Outlook(
        certification=case.certification,
        certificate=case.standing if case.state_on(today) in HOLDS else None,
        houses=_houses(case),
        left=sum(gap.needed for gap in gaps),
        still=[_gap_in_words(gap, names) for gap in gaps],
        waits=case.state_on(today) is State.WAITING,
    )


def _houses(case: evidence.Case) -> list[str]:
    if rules.leaves_a_choice(case.rule):
        return []
    states = ["done" if rules.met(leaf, case.facts) else "todo" for leaf in rules.leaves(case.rule)]
    if "todo" in states:
        states[states.index("todo")] = "now"
    return states


def _gap_in_words(gap: rules.Gap, names: Names) -> str:
    options = [" + ".join(_leaf_in_words(leaf, names) for leaf in rules.leaves(option)) for option in gap.options]
    if len(options) == 1:
        return options[0]
    return _("%(number)s of these: %(list)s") % {"number": gap.needed, "list": ", ".join(options)}


def _leaf_in_words(leaf: rules.Leaf, names: Names) -> str:
    match leaf:
        case rules.QuizAtLeast(quiz, _percent):
            return names.quizzes.get(quiz, quiz)
        case rules.Reached(milestone):
            return names.milestones.get(milestone, milestone)
        case rules.Holds(certification):
            return names.certifications.get(certification, certification)
