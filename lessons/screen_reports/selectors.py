"""The trainers' list: which steps are told to differ, the most often told first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from lessons.models import LessonPage, ScreenCheck, ScreenReport
from lms.shared.screens.models import Screen

RECENT_DAYS = 30
CHECKS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What is open about one step. Lesson and screen are None when they are gone."""

    lesson_key: str
    step_key: str
    title: str
    lesson: LessonPage | None
    screen: Screen | None
    recent: int
    total: int
    last: dt.date
    kinds: list[tuple[str, int]]


def queue(day: dt.date) -> QuerySet[Any]:
    """Open reports by step, as dicts; most reports in the last 30 days first."""
    since = Q(day__gt=day - dt.timedelta(days=RECENT_DAYS))
    said = {f"kind_{kind}": Coalesce(Sum("count", filter=Q(kind=kind)), 0) for kind in _said()}
    rows = ScreenReport.objects.filter(closed_at=None, count__gt=0).values("lesson_key", "step_key")
    rows = rows.annotate(
        recent=Coalesce(Sum("count", filter=since), 0),
        total=Sum("count"),
        last=Max("day"),
        screen_key=Max("screen_key"),
        **said,
    )
    return rows.order_by("-recent", "-total", "lesson_key", "step_key")


def told(rows: Iterable[dict[str, Any]]) -> list[Told]:
    """`rows` of the queue with their pages and screens; two queries."""
    rows = list(rows)
    lessons = _lessons({row["lesson_key"] for row in rows})
    screens = {one.key: one for one in Screen.objects.filter(key__in={row["screen_key"] for row in rows})}
    return [
        Told(
            lesson_key=row["lesson_key"],
            step_key=row["step_key"],
            title=_title(lessons.get(row["lesson_key"]), row["step_key"]),
            lesson=lessons.get(row["lesson_key"]),
            screen=screens.get(row["screen_key"]),
            recent=row["recent"],
            total=row["total"],
            last=row["last"],
            kinds=[(str(label), row[f"kind_{kind}"]) for kind, label in _said().items() if row[f"kind_{kind}"]],
        )
        for row in rows
    ]


def recent_checks() -> list[tuple[ScreenCheck, str, str]]:
    """The newest checks, each with the titles of its lesson and step."""
    checks = list(ScreenCheck.objects.all()[:CHECKS_SHOWN])
    lessons = _lessons({one.lesson_key for one in checks})
    found = [(one, lessons.get(one.lesson_key)) for one in checks]
    return [(one, page.title if page else one.lesson_key, _title(page, one.step_key)) for one, page in found]


def _said() -> dict[str, Any]:
    return {kind: label for kind, label in ScreenReport.Kind.choices if kind}


def _lessons(keys: set[str]) -> dict[str, LessonPage]:
    return {lesson.key: lesson for lesson in LessonPage.objects.filter(key__in=keys).defer("folded")}


def _title(lesson: LessonPage | None, step_key: str) -> str:
    """As stored, so that no screen is fetched for it."""
    raw = lesson.body.raw_data if lesson else []
    values = (block["value"] for block in raw if block["type"] == "step")
    return next((value["title"] for value in values if value.get("key") == step_key), step_key)
