"""What has changed in a lesson since a member learned it, as the member sees it: for the lesson's page, and for the
list of all that the member learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from lessons.editions import StepChange, current_numbers, words
from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import Importance

from .changes import Changed, changed_since
from .differences import Difference, Part, Seen, differences
from .lanes import House, Lane
from .old_sheets import editions_since

PART_WORDS: dict[Part, Promise] = {
    "title": pgettext_lazy("part of a step", "title"),
    "text": pgettext_lazy("part of a step", "what to do"),
    "screen": pgettext_lazy("part of a step", "screen"),
    "warning": pgettext_lazy("part of a step", "warning"),
    "stop": pgettext_lazy("part of a step", "when to stop"),
}
Words = Mapping[str, Seen]  # by the key of the step


@dataclass(frozen=True, slots=True)
class StepSince:
    """A step that is new, changed or taken out; `number` is its place today.

    `was` tells what a changed step said in each part that differs, and all that one taken out said. It is empty for a
    step of which the words of old were not kept.
    """

    change: StepChange
    number: int | None
    was: list[Difference]

    @property
    def parts(self) -> list[Promise]:
        return [PART_WORDS[one.part] for one in self.was]


@dataclass(frozen=True, slots=True)
class SinceLearned:
    changed: Changed
    important: bool
    steps: list[StepSince]

    @property
    def kind(self) -> str:
        """Of the box that tells of it."""
        return "warn" if self.important else "tip"

    @property
    def by_key(self) -> dict[str, StepSince]:
        return {one.change.key: one for one in self.steps}


@dataclass(frozen=True, slots=True)
class ChangedLesson:
    house: House
    since: SinceLearned


def since_learned(editions: Sequence[LessonEdition], learned: int | None, lesson: LessonPage) -> SinceLearned | None:
    """None when a reader sees nothing new. `editions` are as in `changed_since`, the one that was learned with its
    `.seen`; the lesson is drawn on this page anyway, so that its words cost no query."""
    order = [step["key"] for step in lesson.steps()]
    changed = changed_since(editions, learned, order)
    return _as_seen(changed, editions, words(lesson), order) if changed else None


def changed_lessons(lanes: Iterable[Lane]) -> list[ChangedLesson]:
    """The lessons that were learned and have changed since, the important ones first. Three queries at most."""
    learned = {house.key: house for lane in lanes for house in lane.houses if house.state == "done" and house.progress}
    numbers = {key: house.progress.edition for key, house in learned.items() if house.progress}
    now = current_numbers(numbers)
    late = {key: [number] for key, number in numbers.items() if now.get(key, 0) > number}
    if not late:
        return []
    editions = editions_since(late, {key: [numbers[key], now[key]] for key in late})
    found = []
    for key, order in _orders(late).items():
        own = editions.get(key, [])
        changed = changed_since(own, numbers[key], order)
        if changed and (since := _as_seen(changed, own, _seen(changed.new), order)):
            found.append(ChangedLesson(learned[key], since))
    return sorted(found, key=lambda lesson: not lesson.since.important)


def _as_seen(
    changed: Changed, editions: Sequence[LessonEdition], new: Words, order: Sequence[str]
) -> SinceLearned | None:
    """Without the steps that look as they did: what differs there is the name of a row, or what else nobody sees."""
    old, places = _seen(changed.old), {key: number for number, key in enumerate(order, start=1)}
    steps = []
    for change in changed.steps:
        before, after = old.get(change.key), new.get(change.key)
        if change.kind == "removed":
            was = [one for one in differences(before, {}) if one.part != "title"] if before else []
        else:
            was = differences(before, after) if before and after else []
            if before and after and not was:
                continue
        steps.append(StepSince(change, places.get(change.key), was))
    important = any(one.number > changed.old.number and one.importance == Importance.IMPORTANT for one in editions)
    if not steps and not important:
        return None
    numbers = [one.number for one in steps if one.number and one.change.kind != "removed"]
    return SinceLearned(replace(changed, steps=[one.change for one in steps], numbers=numbers), important, steps)


def _seen(edition: LessonEdition) -> Words:
    return getattr(edition, "seen", None) or {}


def _orders(keys: Iterable[str]) -> dict[str, list[str]]:
    """{lesson key: keys of its steps}; the stored words hold them, so that no screen is fetched."""
    rows = LessonPage.objects.live().filter(key__in=list(keys)).order_by("path").values_list("key", "body")
    return {key: [one["value"]["key"] for one in body.raw_data if one["type"] == "step"] for key, body in rows}
