"""What lessons keep of a member, for the member's own pages (`lms.members.kept`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.models import AppPage, DoorTally, LessonPage, LessonProgress, PrintPack, TallyPress
from lms.members.kept import Kept, Row, register_kept
from lms.members.models import User


def register() -> None:
    register_kept(PROGRESS)
    register_kept(PACKS)
    register_kept(TALLIES)


def _progress(rows: Iterable[LessonProgress]) -> list[Row]:
    rows = list(rows)
    keys = {row.lesson_key for row in rows}
    titles = dict(LessonPage.objects.filter(key__in=keys).values_list("key", "title"))
    return [
        {
            "lesson": titles.get(row.lesson_key, row.lesson_key),
            "key": row.lesson_key,
            "edition": row.edition,
            "step": row.step_key,
            "begun_at": row.started_at,
            "read_at": row.seen_at,
            "learned_at": row.completed_at,
            "practised_at": row.practised_at,
        }
        for row in rows
    ]


def _coarsen(user: User, now: dt.datetime, why: str) -> None:
    """Days instead of moments: who learned what at 21:07 could be told from other things."""
    for row in LessonProgress.objects.filter(member=user):
        row.step_key = ""
        for name in ("started_at", "seen_at", "completed_at", "practised_at"):
            if moment := getattr(row, name):
                setattr(row, name, _day(moment))
        row.save()


def _day(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _read_since(moment: dt.datetime) -> QuerySet[Any]:
    late = Q(seen_at__gte=moment) | Q(completed_at__gte=moment) | Q(practised_at__gte=moment)
    return LessonProgress.objects.filter(late)


PROGRESS = Kept(
    name="progress",
    order=50,
    title=_("Lessons read and learned"),
    fields={
        "lesson": _("Lesson"),
        "key": _("Short name of the lesson"),
        "edition": _("Edition"),
        "step": _("Step read last"),
        "begun_at": _("Begun at"),
        "read_at": _("Read last at"),
        "learned_at": _("Learned at"),
        "practised_at": _("Practised at"),
    },
    rows=lambda user: LessonProgress.objects.filter(member=user).order_by("-seen_at", "-pk"),
    describe=_progress,
    anonymise=_coarsen,
    stays=_("How many people learned each lesson, and on which day, without your name."),
    active_since=_read_since,
)


def _packs(rows: Iterable[PrintPack]) -> list[Row]:
    return [{"title": row.title, "ordered_at": row.created_at} for row in rows]


def _disown(user: User, now: dt.datetime, why: str) -> None:
    PrintPack.objects.filter(created_by=user).update(created_by=None)


PACKS = Kept(
    name="print_packs",
    title=_("Print packs that you ordered"),
    fields={"title": _("Title"), "ordered_at": _("Ordered at")},
    rows=lambda user: PrintPack.objects.filter(created_by=user).order_by("-pk"),
    describe=_packs,
    anonymise=_disown,
    active_since=lambda moment: PrintPack.objects.filter(created_at__gte=moment),
    owner="created_by",
)


def _tallies(rows: Iterable[DoorTally]) -> list[Row]:
    rows = list(rows)
    titles = dict(AppPage.objects.filter(key__in={row.app_key for row in rows}).values_list("key", "title"))
    return [
        {
            "day": row.day,
            "app": titles.get(row.app_key, row.app_key),
            "outcome": str(row.get_outcome_display()),
            "visits": row.count,
        }
        for row in rows
    ]


def _forget_presses(user: User, now: dt.datetime, why: str) -> None:
    TallyPress.objects.filter(member=user).delete()


TALLIES = Kept(
    name="door_tallies",
    order=60,
    title=_("Visits that you counted"),
    fields={"day": _("Day"), "app": _("App"), "outcome": _("How it ended"), "visits": _("Visits")},
    rows=lambda user: DoorTally.objects.filter(member=user).order_by("-day", "app_key", "outcome"),
    describe=_tallies,
    anonymise=_forget_presses,
    stays=_("How many visits your team made on each day, without your name."),
    active_since=lambda moment: DoorTally.objects.filter(day__gte=timezone.localdate(moment)),
)
