"""Writes how far a member is in a lesson."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lessons.editions import current
from lessons.milestones import of_lesson
from lessons.models import LessonPage, LessonProgress
from lms.members.models import User
from quizzes.milestones import reach


@transaction.atomic
def opened(*, member: User, lesson: LessonPage, step_key: str = "", now: dt.datetime | None = None) -> LessonProgress:
    """Notes that `member` reads `lesson`, and at which step. A step that is not in the lesson raises ValueError."""
    if step_key and step_key not in {step["key"] for step in lesson.steps()}:
        raise ValueError(f"no step {step_key} in {lesson.key}")
    progress, new = _row(member, lesson, now := now or timezone.now())
    if not new:
        progress.seen_at = max(now, progress.started_at)
        if not progress.completed_at:
            progress.edition = _edition(lesson)
    progress.step_key = step_key or progress.step_key
    progress.save()
    return progress


@transaction.atomic
def finished(*, member: User, lesson: LessonPage, now: dt.datetime | None = None) -> LessonProgress:
    """Notes that `member` has learned the edition that stands now, and tells certification of it."""
    progress, _new = _row(member, lesson, now := now or timezone.now())
    edition = _edition(lesson)
    if not progress.completed_at or progress.edition != edition:
        progress.completed_at = max(now, progress.started_at)
    progress.edition, progress.step_key = edition, ""
    progress.seen_at = max(now, progress.started_at)
    progress.save()
    reach(member=member, key=of_lesson(lesson.key), label=lesson.title, now=now)
    return progress


@transaction.atomic
def looked_through(
    *, member: User, lesson: LessonPage, edition: int, now: dt.datetime | None = None
) -> LessonProgress | None:
    """Notes that a member who learned `lesson` has looked at what changed up to `edition`. The day of learning stays,
    and an older edition takes nothing back. None where it was not learned; raises ValueError where no such edition is
    out.
    """
    if not 1 <= edition <= _edition(lesson):
        raise ValueError(f"no edition {edition} of {lesson.key}")
    rows = LessonProgress.objects.select_for_update()
    progress = rows.filter(member=member, lesson_key=lesson.key, completed_at__isnull=False).first()
    if progress and progress.edition < edition:
        progress.edition = edition
        progress.seen_at = max(now or timezone.now(), progress.started_at)
        progress.save()
    return progress


@transaction.atomic
def practised(*, member: User, lesson: LessonPage, now: dt.datetime | None = None) -> LessonProgress:
    """Notes that `member` has pressed the right place on every screen of `lesson`. It earns nothing."""
    progress, _new = _row(member, lesson, now := now or timezone.now())
    progress.practised_at = progress.seen_at = max(now, progress.started_at)
    progress.save()
    return progress


def _row(member: User, lesson: LessonPage, now: dt.datetime) -> tuple[LessonProgress, bool]:
    """The member's row, locked: two phones of one member write one after the other."""
    return LessonProgress.objects.select_for_update().get_or_create(
        member=member,
        lesson_key=lesson.key,
        defaults={"edition": _edition(lesson), "started_at": now, "seen_at": now},
    )


def _edition(lesson: LessonPage) -> int:
    """The number of the edition that stands; 0 for a lesson that was never published."""
    edition = current(lesson.key)
    return edition.number if edition else 0
