"""Whether and when a member may begin another attempt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from lms.members.models import User

from .errors import NoAttemptLeft, TooSoon
from .models import Attempt, Quiz


@dataclass(frozen=True, slots=True)
class Prospect:
    """`left` is None where there is no limit."""

    limit: int | None
    left: int | None
    not_before: dt.datetime | None

    def allows(self, now: dt.datetime) -> bool:
        return self.left != 0 and (self.not_before is None or now >= self.not_before)

    def check(self, now: dt.datetime) -> None:
        if self.left == 0:
            raise NoAttemptLeft(limit=self.limit)
        if self.not_before is not None and now < self.not_before:
            local = timezone.localtime(self.not_before)
            raise TooSoon(time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")


def prospect_of(member: User, quiz: Quiz) -> Prospect:
    """One query at most."""
    if quiz.attempt_limit is None and not quiz.wait_minutes:
        return Prospect(None, None, None)
    closed = Attempt.objects.filter(member=member, quiz=quiz, state=Attempt.State.CLOSED)
    seen = closed.aggregate(count=Count("pk"), last=Max("closed_at"))
    limit, wait = quiz.attempt_limit, dt.timedelta(minutes=quiz.wait_minutes)
    left = None if limit is None else max(limit - seen["count"], 0)
    return Prospect(limit, left, seen["last"] + wait if seen["last"] and wait else None)
