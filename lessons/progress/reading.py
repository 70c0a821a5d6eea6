"""What the page of a lesson shows beside the lesson itself: where one is, what comes next, what has changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from lessons.editions import StepChange, changes_between
from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import Importance
from lessons.models.lesson import NumberedStep

from .lanes import House, Lane, lane_of_app


@dataclass(frozen=True, slots=True)
class Changed:
    """The lesson as a sheet or a member has it against the lesson as it stands."""

    old: LessonEdition
    new: LessonEdition
    steps: list[StepChange]
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Reading:
    lane: Lane
    place: int
    steps: list[NumberedStep]
    resume: NumberedStep | None
    old_sheet: Changed | None
    learned_before: Changed | None

    @property
    def house(self) -> House | None:
        return self.lane.houses[self.place] if self.place < self.lane.total else None

    @property
    def learned(self) -> bool:
        return self.house is not None and self.house.state == "done"

    @property
    def previous(self) -> House | None:
        return self.lane.houses[self.place - 1] if 0 < self.place <= self.lane.total else None

    @property
    def next(self) -> House | None:
        return self.lane.houses[self.place + 1] if self.place + 1 < self.lane.total else None


def reading_of(lesson: LessonPage, request: HttpRequest) -> Reading:
    """Two queries for a member, one more when an edition older than today's may matter."""
    lane = lane_of_app(lesson.app, request, reading=lesson)
    place = next((n for n, house in enumerate(lane.houses) if house.key == lesson.key), lane.total)
    house = lane.houses[place] if place < lane.total else None
    steps = lesson.numbered_steps()
    printed = sheet_edition(request)
    learned = house.progress.edition if house and house.state == "done" and house.progress else None
    editions = _editions_since(lesson.key, [number for number in (printed, learned) if number])
    order = [step.key for step in steps]
    before = _changed(editions, learned, order)
    return Reading(
        lane=lane,
        place=place,
        steps=steps,
        resume=_resume(house, steps),
        old_sheet=_changed(editions, printed, order),
        learned_before=before if before and _is_important(editions, before.old.number) else None,
    )


def sheet_edition(request: HttpRequest) -> int | None:
    """The edition a printed QR code names as ?e=3; None without one, or when it is no number."""
    words = request.GET.get("e", "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 6 else None


def _resume(house: House | None, steps: list[NumberedStep]) -> NumberedStep | None:
    """The step where the member stopped, when it is not the first and the lesson is not learned yet."""
    if not (house and house.begun and house.progress):
        return None
    at = house.progress.step_key
    return next((step for step in steps if step.key == at and step.number > 1), None)


def _editions_since(lesson_key: str, numbers: list[int]) -> list[LessonEdition]:
    if not numbers:
        return []
    return list(LessonEdition.objects.filter(lesson_key=lesson_key, number__gte=min(numbers)).order_by("number"))


def _changed(editions: list[LessonEdition], since: int | None, order: list[str]) -> Changed | None:
    old = next((edition for edition in editions if edition.number == since), None)
    if old is None or old is editions[-1]:
        return None
    reasons = [edition.reason for edition in editions if edition.number > old.number and edition.reason]
    return Changed(old, editions[-1], changes_between(old, editions[-1], order), reasons)


def _is_important(editions: list[LessonEdition], since: int) -> bool:
    return any(edition.number > since and edition.importance == Importance.IMPORTANT for edition in editions)
