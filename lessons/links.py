"""What lessons tell quizzes, which know no page: where a step is read, which steps there are, which edition stands,
which milestones a rule may ask for, what has changed since."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping
from functools import reduce

from django.db.models import Q
from django.urls import reverse
from wagtail.blocks import StreamValue

from lessons.editions import changes_between, current_numbers
from lessons.milestones import of_lesson
from lessons.models import AppPage, LessonEdition, LessonPage
from quizzes.links import AppParts, LessonSteps


def step_url(lesson_key: str, step_key: str) -> str:
    """The address of a step. It redirects to the page of the lesson, and browsers keep the anchor: no query."""
    return f"{reverse('lessons:lesson', args=[lesson_key])}#b-{step_key}"


def step_urls(steps: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(lesson key, step key) to the address on the lesson's own page, of published lessons. One query."""
    lessons = LessonPage.objects.live().filter(key__in={lesson for lesson, _step in steps}).defer_streamfields()
    pages = {lesson.key: lesson.get_url() for lesson in lessons}
    return {(lesson, step): f"{pages[lesson]}#b-{step}" for lesson, step in steps if pages.get(lesson)}


def step_choices() -> list[LessonSteps]:
    """The published lessons with their steps, in the order of the course. Two queries; no block is built."""
    rows = LessonPage.objects.live().order_by("path").values_list("path", "key", "title", "body")
    apps = _titles_of_apps()
    return [LessonSteps(key, _label(apps, path, title), _steps_of(body)) for path, key, title, body in rows]


def parts_of_app(app_key: str) -> AppParts | None:
    """The quiz and the published lessons of a published app that everybody may read. Three queries."""
    app = AppPage.objects.live().public().filter(key=app_key).select_related("quiz").defer_streamfields().first()
    if app is None:
        return None
    lessons = LessonPage.objects.live().child_of(app).values_list("key", flat=True)
    return AppParts(app.quiz.key if app.quiz else "", frozenset(lessons))


def milestone_choices() -> list[tuple[str, str]]:
    """To have learned one of the published lessons, in the order of the course. Two queries."""
    rows = LessonPage.objects.live().order_by("path").values_list("path", "key", "title")
    apps = _titles_of_apps()
    return [(of_lesson(key), _label(apps, path, title)) for path, key, title in rows]


def _titles_of_apps() -> dict[str, str]:
    return dict(AppPage.objects.values_list("path", "title"))


def _label(apps: dict[str, str], path: str, title: str) -> str:
    return " – ".join(filter(None, [apps.get(path[: -LessonPage.steplen]), title]))


def _steps_of(body: StreamValue) -> list[tuple[str, str]]:
    values = (block["value"] for block in body.raw_data if block["type"] == "step")
    return [(value["key"], value["title"]) for value in values]


def editions_of(lesson_keys: Collection[str]) -> list[dict[str, str | int]]:
    """[{"key", "lesson": title, "edition": number}] of published lessons, in the order of the course."""
    numbers = current_numbers(lesson_keys)
    rows = LessonPage.objects.live().filter(key__in=numbers).order_by("path").values_list("key", "title")
    return [{"key": key, "lesson": title, "edition": numbers[key]} for key, title in rows]


def changed_steps(editions: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """(lesson key, step key, title) of the steps of published lessons that read otherwise than in these editions, in
    the order of the course; of an edition that nobody recorded, all. Three queries for any number of lessons."""
    now = {key: number for key, number in current_numbers(editions).items() if number > editions[key]}
    if not now:
        return []
    wanted = [Q(lesson_key=key, number__in=(editions[key], number)) for key, number in now.items()]
    rows = {(one.lesson_key, one.number): one for one in LessonEdition.objects.filter(reduce(operator.or_, wanted))}
    found = []
    for key, body in LessonPage.objects.live().filter(key__in=now).order_by("path").values_list("key", "body"):
        old = rows.get((key, editions[key])) or LessonEdition(step_hashes={}, step_titles={})
        order = [step for step, _title in _steps_of(body)]
        changes = changes_between(old, rows[key, now[key]], order)
        found += [(key, one.key, one.title) for one in changes if one.kind != "removed"]
    return found
