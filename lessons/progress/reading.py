"""What the page of a lesson shows beside the lesson itself: where one is, what comes next, what has changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from lessons.models import LessonPage
from lessons.models.lesson import NumberedStep

from .changes import Changed, changed_since
from .lanes import House, Lane, lane_of_app
from .old_sheets import OldSheet, OtherLesson, editions_since, other_editions, other_lessons, sheet_edition
from .since_learned import SinceLearned, since_learned


@dataclass(frozen=True, slots=True)
class Reading:
    lane: Lane
    place: int
    steps: list[NumberedStep]
    resume: NumberedStep | None
    old_sheet: OldSheet | None
    since_learned: SinceLearned | None
    edition: int | None  # the newest, where editions were read at all

    @property
    def house(self) -> House | None:
        return self.lane.houses[self.place] if self.place < self.lane.total else None

    @property
    def can_practise(self) -> bool:
        """Whether a step points at a place on its screen."""
        return any(step.value.get("screen") and step.value.get("target") for step in self.steps)

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
    """Two queries for a member, one more when an edition older than today's may matter, a fourth when other lessons
    of a sheet have changed.
    """
    lane = lane_of_app(lesson.app, request, reading=lesson)
    place = next((n for n, house in enumerate(lane.houses) if house.key == lesson.key), lane.total)
    house = lane.houses[place] if place < lane.total else None
    steps = lesson.numbered_steps()
    printed = sheet_edition(request)
    others = {key: number for key, number in other_editions(request).items() if key != lesson.key}
    learned = house.progress.edition if house and house.state == "done" and house.progress else None
    wanted = {key: [number] for key, number in others.items()}
    numbers = {**wanted, lesson.key: [number for number in (printed, learned) if number]}
    editions = editions_since(numbers, words={lesson.key: [learned]} if learned else None)
    own = editions.get(lesson.key, [])
    order = [step.key for step in steps]
    return Reading(
        lane=lane,
        place=place,
        steps=steps,
        resume=_resume(house, steps),
        old_sheet=_old_sheet(changed_since(own, printed, order), other_lessons(others, editions, request)),
        since_learned=since_learned(own, learned, lesson),
        edition=own[-1].number if own else None,
    )


def _resume(house: House | None, steps: list[NumberedStep]) -> NumberedStep | None:
    """The step where the member stopped, when it is not the first and the lesson is not learned yet."""
    if not (house and house.begun and house.progress):
        return None
    at = house.progress.step_key
    return next((step for step in steps if step.key == at and step.number > 1), None)


def _old_sheet(own: Changed | None, others: list[OtherLesson]) -> OldSheet | None:
    return OldSheet(own, others) if own or others else None
