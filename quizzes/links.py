"""What quizzes cannot know by themselves: where a step is read, which steps there are, which edition of a lesson
stands, which milestones a rule may ask for.

Lessons register them when the app is ready; without them there is simply no link, no step, no edition and no choice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple


class LessonSteps(NamedTuple):
    """A lesson that can be read now, with its steps in order as (key, title)."""

    lesson: str
    label: str
    steps: Sequence[tuple[str, str]]


class AppParts(NamedTuple):
    """What belongs to an app that can be read now: the key of the quiz it has chosen, and its lessons."""

    quiz: str
    lessons: Collection[str]


StepUrl = Callable[[str, str], str | None]
StepUrls = Callable[[Collection[tuple[str, str]]], Mapping[tuple[str, str], str]]
StepChoices = Callable[[], Sequence[LessonSteps]]
Editions = Callable[[Collection[str]], list[dict[str, str | int]]]
Changes = Callable[[Mapping[str, int]], list[tuple[str, str, str]]]
MilestoneChoices = Callable[[], Sequence[tuple[str, str]]]
PartsOfApp = Callable[[str], AppParts | None]

_step_url: StepUrl | None = None
_step_urls: StepUrls | None = None
_step_choices: StepChoices | None = None
_editions: Editions | None = None
_changes: Changes | None = None
_milestone_choices: MilestoneChoices | None = None
_parts_of_app: PartsOfApp | None = None


def register_step_url(func: StepUrl | None) -> None:
    """`func(lesson_key, step_key)` gives the address of that step, or None. It is called once a wrong answer, so it
    should not query."""
    global _step_url
    _step_url = func


def register_step_urls(func: StepUrls | None) -> None:
    """`func({(lesson_key, step_key), ...})` gives the addresses of those that can be read now, without a redirect on
    the way: a phone that keeps the page of the lesson finds it by them. One query."""
    global _step_urls
    _step_urls = func


def register_step_choices(func: StepChoices | None) -> None:
    """`func()` gives every lesson that can be read now, in the order of the course; a few queries at most."""
    global _step_choices
    _step_choices = func


def register_editions(func: Editions | None) -> None:
    """`func(lesson_keys)` gives [{"key": lesson_key, "lesson": title, "edition": number}] as they stand now."""
    global _editions
    _editions = func


def register_changes(func: Changes | None) -> None:
    """`func({lesson_key: edition})` gives (lesson_key, step_key, words) of the steps that were changed or added since
    these editions, in the order of the course; a few queries at most."""
    global _changes
    _changes = func


def register_milestone_choices(func: MilestoneChoices | None) -> None:
    """`func()` gives every milestone that can be reached now as (key, words), in the order people know; a few queries
    at most."""
    global _milestone_choices
    _milestone_choices = func


def register_parts_of_app(func: PartsOfApp | None) -> None:
    """`func(app_key)` gives the quiz and the lessons of that app; None for one that not everybody may read. A few
    queries at most."""
    global _parts_of_app
    _parts_of_app = func


def step_url(lesson_key: str, step_key: str) -> str | None:
    return _step_url(lesson_key, step_key) if _step_url and lesson_key else None


def step_urls(steps: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    return _step_urls(steps) if _step_urls and steps else {}


def step_choices() -> Sequence[LessonSteps]:
    return _step_choices() if _step_choices else []


def editions_of(lesson_keys: Collection[str]) -> list[dict[str, str | int]]:
    return _editions(lesson_keys) if _editions and lesson_keys else []


def changes_since(editions: Mapping[str, int]) -> list[tuple[str, str, str]]:
    return _changes(editions) if _changes and editions else []


def milestone_choices() -> Sequence[tuple[str, str]]:
    return _milestone_choices() if _milestone_choices else []


def parts_of_app(app_key: str) -> AppParts | None:
    return _parts_of_app(app_key) if _parts_of_app else None
