"""Before an important change of a lesson is published: whom it concerns, and which steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from lessons.editions import StepChange, changes_between, current, hashes
from lessons.models import LessonEdition, LessonPage
from quizzes.certification.changes import people_resting_on


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an important edition would say, and how many members it would ask to learn again."""

    number: int
    steps: list[StepChange]
    reason: str
    day: dt.date
    people: int


def asks_first(page: Any) -> bool:
    """Whether publishing `page` as it is here would be an important change of what members have learned."""
    return isinstance(page, LessonPage) and page.is_important() and current(page.key) is not None


def announcement_of(lesson: LessonPage, today: dt.date) -> Announcement:
    """Of a lesson that is not published yet; it has an edition already."""
    old = LessonEdition.objects.filter(lesson_key=lesson.key).latest("number")
    new = LessonEdition(step_hashes=hashes(lesson), step_titles={step["key"]: step["title"] for step in lesson.steps()})
    number, day = old.number + 1, lesson.due_from(_day_of_publishing(lesson, today))
    return Announcement(
        number=number,
        steps=changes_between(old, new, list(new.step_titles)),
        reason=lesson.change_reason,
        day=day,
        people=people_resting_on(lesson.key, number, day),
    )


def announcement_of_newest(lesson: LessonPage, edition: LessonEdition, today: dt.date) -> Announcement:
    """Of the newest edition, which is not important yet."""
    old = LessonEdition.objects.get(lesson_key=lesson.key, number=edition.number - 1)
    return Announcement(
        number=edition.number,
        steps=changes_between(old, edition, [step["key"] for step in lesson.steps()]),
        reason=edition.reason,
        day=today,
        people=people_resting_on(lesson.key, edition.number, today),
    )


def is_out(lesson: LessonPage, revision: Revision) -> bool:
    """Whether `revision`, or a later one, was published or set to go live."""
    later = lesson.revisions.filter(pk__gte=revision.pk)
    return later.filter(pk=lesson.live_revision_id).exists() or later.exclude(approved_go_live_at=None).exists()


def is_newest(lesson: LessonPage, revision: Revision) -> bool:
    return bool(lesson.latest_revision_id == revision.pk)


def _day_of_publishing(lesson: LessonPage, today: dt.date) -> dt.date:
    later = lesson.go_live_at
    return max(timezone.localdate(later), today) if later else today
