"""Progress that a phone tells of later, perhaps more than once and in any order: it takes nothing back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lessons.editions import current
from lessons.milestones import of_lesson
from lessons.models import LessonPage, LessonProgress
from lms.members.models import User
from quizzes.milestones import reach

from .services import opened


@transaction.atomic
def read_then(*, member: User, lesson: LessonPage, step_key: str, at: dt.datetime) -> None:
    """The step reached at `at`, unless something was read since. A step that is not in the lesson raises ValueError."""
    progress = _row(member, lesson)
    if progress is None or progress.seen_at < at:
        opened(member=member, lesson=lesson, step_key=step_key, now=at)


@transaction.atomic
def finished_then(*, member: User, lesson: LessonPage, edition: int, at: dt.datetime, now: dt.datetime) -> None:
    """The edition that was learned at `at`, which may be an older one than stands now. Milestones are reached `now`:
    no certificate is older than what we knew."""
    standing = current(lesson.key)
    newest = standing.number if standing else 0
    edition = min(edition or newest, newest)
    progress = _row(member, lesson) or opened(member=member, lesson=lesson, now=at)
    if progress.completed_at is None or progress.edition < edition:
        progress.completed_at = max(at, progress.started_at)
        progress.edition, progress.step_key = edition, ""
        progress.seen_at = max(at, progress.seen_at)
        progress.save()
    reach(member=member, key=of_lesson(lesson.key), label=lesson.title, now=now)


@transaction.atomic
def practised_then(*, member: User, lesson: LessonPage, at: dt.datetime) -> None:
    progress = _row(member, lesson) or opened(member=member, lesson=lesson, now=at)
    if progress.practised_at is None or progress.practised_at < at:
        progress.practised_at = max(at, progress.started_at)
        progress.seen_at = max(progress.practised_at, progress.seen_at)
        progress.save()


def _row(member: User, lesson: LessonPage) -> LessonProgress | None:
    return LessonProgress.objects.select_for_update().filter(member=member, lesson_key=lesson.key).first()
