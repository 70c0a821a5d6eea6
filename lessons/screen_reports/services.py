"""Counts reports, and closes them when a step was checked or has changed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Sum

from lessons.editions import current
from lessons.models import LessonEdition, LessonPage, ScreenCheck, ScreenReport
from lms.shared.vietnamese import normalise_line


@transaction.atomic
def report(*, lesson: LessonPage, step_key: str, kind: str, day: dt.date, instead: bool = False) -> ScreenReport:
    """Counts one report of a step. With `instead` it says more of one that was counted on `day` without a kind.

    Raises ValueError when the lesson has no such step with a screen, or there is no such kind.
    """
    if kind not in ScreenReport.Kind.values:
        raise ValueError(f"no kind {kind}")
    screens = {step["key"]: step["screen"] for step in lesson.steps() if step.get("screen")}
    if step_key not in screens:
        raise ValueError(f"no screen at {step_key} in {lesson.key}")
    edition = current(lesson.key)
    place = {"lesson_key": lesson.key, "step_key": step_key, "day": day, "closed_at": None}
    rows = ScreenReport.objects.select_for_update()
    if instead:
        unsaid = rows.filter(**place, kind="", count__gt=0).order_by("-edition").first()
        if unsaid:
            unsaid.count -= 1
            unsaid.save(update_fields=["count"])
    row, _new = rows.get_or_create(
        **place,
        kind=kind,
        edition=edition.number if edition else 0,
        defaults={"screen_key": screens[step_key].key},
    )
    row.count += 1
    row.save(update_fields=["count"])
    return row


@transaction.atomic
def check(*, lesson_key: str, step_key: str, note: str, now: dt.datetime) -> ScreenCheck | None:
    """Closes what is open about a step; None when nothing is, as somebody else has checked it."""
    rows = ScreenReport.objects.select_for_update().filter(lesson_key=lesson_key, step_key=step_key, closed_at=None)
    if not list(rows):  # locks them
        return None
    told = rows.aggregate(told=Sum("count"))["told"]
    rows.update(closed_at=now)
    return ScreenCheck.objects.create(
        lesson_key=lesson_key, step_key=step_key, reports=told, note=normalise_line(note)[:200], checked_at=now
    )


def close_changed(*, edition: LessonEdition) -> int:
    """A new edition answers the reports of the steps that it changed or left out; how many rows were closed."""
    before = LessonEdition.objects.filter(lesson_key=edition.lesson_key, number__lt=edition.number).first()
    if before is None:
        return 0
    taught = edition.step_hashes
    changed = [key for key, digest in before.step_hashes.items() if taught.get(key) != digest]
    rows = ScreenReport.objects.filter(lesson_key=edition.lesson_key, step_key__in=changed, closed_at=None)
    return rows.update(closed_at=edition.published_at)
