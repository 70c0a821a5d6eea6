"""Steps of lessons as the sheets and scripts want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lessons.models import LessonPage
from lms.shared.screens.words import describe, instruction


def chosen_steps(value: Any) -> Iterator[Any]:
    """The steps that a `LessonStepsBlock` value names, in its order; all of them when it names none.

    A step that is gone from the lesson is left out: editors see it as an error when they next save.
    """
    lesson: LessonPage | None = value["lesson"]
    if lesson is None:
        return
    steps = {step["key"]: step for step in lesson.steps()}
    for key in list(value["keys"]) or list(steps):
        if key in steps:
            yield steps[key]


def short_words(step: Any) -> str:
    """What stands on paper for a step."""
    return step["short"] or step["title"]


def said_words(step: Any) -> str:
    """The sentence said for a step: the trainer's own, else made from its screen."""
    if step["say"]:
        return step["say"]
    return f"{step['title'].rstrip('.')}. {instruction(step['screen'].spec(), step['target'])}"


def alt_words(step: Any) -> str:
    return describe(step["screen"].spec(), step["target"])


def screens_of(steps: Iterable[Any]) -> dict[str, Any]:
    """The stored pictures that `steps` show, by the name their spec gives in `src`."""
    return {step["screen"].picture.name: step["screen"].picture for step in steps if step["screen"].picture}
