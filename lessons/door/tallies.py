"""The tally of visits: services write, selectors sum up. All sums are made by the database."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone

from lessons.models import AppPage, DoorTally, TallyPress
from lms.members.models import User
from lms.members.teams import team_on

Outcome = DoorTally.Outcome
MOST_DAYS_BACK = 7
KEPT_DAYS = 400  # how long a press is known again; no phone sends one so late
_AGE = re.compile(r"-?[0-9]{1,10}")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Press:
    """One press: `by` is 1, or -1 to undo one. `age` is how many seconds ago, told by the phone that counted them: its
    clock may be wrong."""

    number: uuid.UUID
    app_key: str
    outcome: str
    by: int = 1
    age: int = 0

    def day(self, now: dt.datetime) -> dt.date:
        """The day it counts for, by our clock: not after today, and at most a week back."""
        back = dt.timedelta(seconds=min(max(self.age, 0), MOST_DAYS_BACK * 86_400))
        return timezone.localdate(now - back)


@dataclass(frozen=True, slots=True)
class Sums:
    """Visits by how they ended."""

    alone: int = 0
    help: int = 0
    no_phone: int = 0

    @property
    def total(self) -> int:
        return self.alone + self.help + self.no_phone

    def of(self, outcome: str) -> int:
        return {Outcome.ALONE: self.alone, Outcome.HELP: self.help, Outcome.NO_PHONE: self.no_phone}[Outcome(outcome)]


SUMS = {
    "alone": Sum("count", filter=Q(outcome=Outcome.ALONE), default=0),
    "help": Sum("count", filter=Q(outcome=Outcome.HELP), default=0),
    "no_phone": Sum("count", filter=Q(outcome=Outcome.NO_PHONE), default=0),
}


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def count(*, member: User, press: Press, now: dt.datetime | None = None) -> bool:
    """Counts a press, once however often it comes; False when it had come before. Below nothing no tally falls."""
    now = now or timezone.now()
    _row, new = TallyPress.objects.get_or_create(
        member=member, number=press.number, defaults={"received_on": timezone.localdate(now)}
    )
    if not new:
        return False
    day = press.day(now)
    membership = team_on(member, day)
    team = membership.team if membership else None
    row, _made = DoorTally.objects.get_or_create(
        member=member, team=team, app_key=press.app_key, day=day, outcome=press.outcome
    )
    rows = DoorTally.objects.filter(pk=row.pk)
    if press.by > 0:
        rows.update(count=F("count") + 1)
    else:
        rows.filter(count__gt=0).update(count=F("count") - 1)
    return True


def forget_old_presses(*, now: dt.datetime | None = None) -> int:
    late = timezone.localdate(now or timezone.now()) - dt.timedelta(days=KEPT_DAYS)
    return TallyPress.objects.filter(received_on__lt=late).delete()[0]


# --- what a phone sends -----------------------------------------------------------------------------


def read_press(sent: Mapping[str, str]) -> Press | None:
    """From `id`, `app`, `outcome`, `by` and `age`, as the page's script sends them; None for anything else."""
    number, app_key, outcome = number_of(sent.get("id", "")), sent.get("app", ""), sent.get("outcome", "")
    by, age = sent.get("by", ""), sent.get("age", "0")
    if number is None or outcome not in Outcome.values or by not in ("1", "-1"):
        return None
    return (
        Press(number, app_key, outcome, int(by), int(age)) if _KEY.fullmatch(app_key) and _AGE.fullmatch(age) else None
    )


def number_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def known_apps(keys: Iterable[str]) -> set[str]:
    """Those of the keys that name an app, published or not: a visit counts though the app was taken off meanwhile."""
    return set(AppPage.objects.filter(key__in=set(keys)).values_list("key", flat=True))


# --- selectors --------------------------------------------------------------------------------------


def between(first: dt.date, last: dt.date) -> QuerySet[DoorTally]:
    return DoorTally.objects.filter(day__gte=first, day__lte=last)


def sums(rows: QuerySet[DoorTally]) -> Sums:
    """In one query."""
    return Sums(**rows.aggregate(**SUMS))


def sums_by(rows: QuerySet[DoorTally], name: str) -> QuerySet[Any, dict[str, Any]]:
    """{name, alone, help, no_phone} for each value of the field `name`, in one query; unordered."""
    return rows.order_by().values(name).annotate(**SUMS)


def own_sums(member: User, day: dt.date) -> dict[str, Sums]:
    """{"today", "week" from Monday on, "month"}, in three small queries."""
    monday = day - dt.timedelta(days=day.weekday())
    own = DoorTally.objects.filter(member=member, day__lte=day)
    starts = {"today": day, "week": monday, "month": day.replace(day=1)}
    return {name: sums(own.filter(day__gte=start)) for name, start in starts.items()}


def today_by_app(member: User, day: dt.date) -> dict[str, Sums]:
    return {
        row.pop("app_key"): Sums(**row) for row in sums_by(DoorTally.objects.filter(member=member, day=day), "app_key")
    }


def app_titles(keys: Iterable[str]) -> dict[str, str]:
    return dict(AppPage.objects.filter(key__in=set(keys)).values_list("key", "title"))
