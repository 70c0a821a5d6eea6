"""What has changed in a lesson since an edition that a sheet or a member has, and how to say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lessons.editions import StepChange, changes_between
from lessons.models import LessonEdition


@dataclass(frozen=True, slots=True)
class Changed:
    """The lesson as a sheet or a member has it against the lesson as it stands.

    `numbers` are the places of the new and changed steps in today's lesson.
    """

    old: LessonEdition
    new: LessonEdition
    steps: list[StepChange]
    reasons: list[str]
    numbers: list[int]

    @property
    def where(self) -> str:
        return steps_in_words(self.numbers)

    @property
    def taken_out(self) -> list[str]:
        """The titles of steps that are gone."""
        return [step.title for step in self.steps if step.kind == "removed"]


def changed_since(editions: Sequence[LessonEdition], since: int | None, order: Sequence[str]) -> Changed | None:
    """None when `since` is today's edition or no edition that ever was.

    `editions` are those of one lesson from `since` on, rising; `order` has the keys of its steps as they stand.
    """
    old = next((edition for edition in editions if edition.number == since), None)
    if old is None or old is editions[-1]:
        return None
    steps = changes_between(old, editions[-1], order)
    places = {key: number for number, key in enumerate(order, start=1)}
    return Changed(
        old=old,
        new=editions[-1],
        steps=steps,
        reasons=[edition.reason for edition in editions if edition.number > old.number and edition.reason],
        numbers=[places[step.key] for step in steps if step.kind != "removed" and step.key in places],
    )


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs without gaps, rising: 6, 2, 5 gives (2, 2), (5, 6)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def steps_in_words(numbers: Iterable[int]) -> str:
    """ "step 2 and steps 5–6", as one reads it aloud; empty without numbers."""
    *others, last = [_run_in_words(first, end) for first, end in ranges(numbers)] or [""]
    if not others:
        return last
    return _("%(steps)s and %(last)s") % {"steps": ", ".join(others), "last": last}


def _run_in_words(first: int, last: int) -> str:
    if first == last:
        return _("step %(number)d") % {"number": first}
    return _("steps %(first)d–%(last)d") % {"first": first, "last": last}
