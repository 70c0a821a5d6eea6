"""What the pages about sheets on paper show. The number of queries does not grow with the class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from lms.members.models import Membership, Team, User
from lms.shared.vietnamese import sort_key
from quizzes.models import Attempt, AttemptItem, PaperForm, Quiz, QuizDraw, QuizItem

from . import numbers
from .keying import stamp


@dataclass(frozen=True, slots=True)
class Row:
    """A member of the class with the last sheet keyed in: one of `form` if there is any, else of another form."""

    member: User
    attempt: Attempt | None
    on_other_form: bool

    @property
    def state(self) -> str:
        if self.attempt is None:
            return "none"
        return "waits" if self.attempt.awaits_confirmation else "confirmed"


@dataclass(frozen=True, slots=True)
class Entry:
    """An attempt with what stands on its sheet: (number of the question, what was typed, whether in words)."""

    attempt: Attempt
    form: PaperForm
    stamp: str
    answers: list[tuple[int, str, bool]]


def on_paper(quiz: Quiz) -> QuerySet[Attempt]:
    return Attempt.objects.filter(quiz=quiz, channel=Attempt.Channel.PAPER)


def rows_of(form: PaperForm, members: Sequence[Membership]) -> list[Row]:
    """One row a member; one query."""
    attempts = on_paper(form.quiz).filter(member__in=[one.user_id for one in members]).order_by("number")
    on_form: dict[int, Attempt] = {}
    latest: dict[int, Attempt] = {}
    for attempt in attempts.select_related("paper_form", "keyed_by", "confirmed_by"):
        latest[attempt.member_id] = attempt
        if attempt.paper_form_id == form.pk:
            on_form[attempt.member_id] = attempt
    found = ((one.user, on_form.get(one.user_id), latest.get(one.user_id)) for one in members)
    return [Row(user, here or last, here is None and last is not None) for user, here, last in found]


def next_member(form: PaperForm, members: Sequence[Membership], after: User, by: User) -> User | None:
    """Whose sheet comes next: the first in the list behind `after` of whom none was keyed in. One query."""
    people = [one.user for one in members]
    place = next((n for n, one in enumerate(people) if one.pk == after.pk), len(people))
    behind = [one for one in people[place + 1 :] if one.pk != by.pk]
    keyed = set(on_paper(form.quiz).filter(member__in=behind).values_list("member_id", flat=True))
    return next((one for one in behind if one.pk not in keyed), None)


def waiting(quiz: Quiz, members: Iterable[Membership]) -> QuerySet[Attempt]:
    """The sheets of these members that wait for confirmation, in the order of a list of names."""
    attempts = on_paper(quiz).filter(confirmed_at=None, member__in=[one.user_id for one in members])
    return attempts.select_related("member", "paper_form", "keyed_by").order_by("member__sort_key", "pk")


def entries(attempts: Iterable[Attempt]) -> list[Entry]:
    """What was keyed in, to lay beside the sheets; fetched with `WITH_ANSWERS`."""
    return [Entry(one, one.paper_form, stamp(one), answers_of(one)) for one in attempts if one.paper_form]


def answers_of(attempt: Attempt) -> list[tuple[int, str, bool]]:
    return [
        (item.position, typed_for(item), numbers.is_written(item.version))
        for item in sorted(attempt.items.all(), key=lambda item: item.position)
    ]


def typed_for(item: AttemptItem) -> str:
    answer = getattr(item, "answer", None)
    return numbers.typed(item.version, answer.response if answer else None)


# Versions are fetched once and shared by all attempts, so that each is read once.
WITH_ANSWERS = Prefetch("items", AttemptItem.objects.select_related("answer").prefetch_related("version"))


def quizzes_on_paper(teams: Collection[Team], day: dt.date) -> list[Quiz]:
    """Quizzes that ask anything, each with `waits`: how many sheets of members of `teams` wait today.

    In the order of the alphabet, which databases take for that of the letters' numbers.
    """
    people = Membership.objects.on(day).filter(team__in=teams).values("user")
    waits = Count(
        "attempts", filter=Q(attempts__channel="paper", attempts__confirmed_at=None, attempts__member__in=people)
    )
    asks = Q(Exists(QuizItem.objects.filter(quiz=OuterRef("pk")))) | Q(
        Exists(QuizDraw.objects.filter(quiz=OuterRef("pk")))
    )
    return sorted(Quiz.objects.filter(asks).annotate(waits=waits), key=lambda quiz: (sort_key(quiz.title), quiz.pk))


def waiting_by_team(quiz: Quiz, teams: Sequence[Team], day: dt.date) -> list[tuple[Team, int]]:
    """The teams with sheets that wait for confirmation, and how many; one query."""
    waits = Q(user__attempts__quiz=quiz, user__attempts__channel="paper", user__attempts__confirmed_at=None)
    rows = Membership.objects.on(day).filter(waits, team__in=teams).order_by().values_list("team")
    counts = dict(rows.annotate(number=Count("user__attempts", distinct=True)))
    return [(team, counts[team.pk]) for team in teams if team.pk in counts]
