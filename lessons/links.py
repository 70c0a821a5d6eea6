"""What lessons tell quizzes, which know no page: where a step is read, and which edition stands."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from lessons.editions import current_numbers
from lessons.models import LessonPage


def step_url(lesson_key: str, step_key: str) -> str:
    """The address of a step. The short link redirects to the page, and browsers keep the anchor: no query."""
    return f"{reverse('lessons:short', args=[lesson_key])}#b-{step_key}"


def editions_of(lesson_keys: Collection[str]) -> list[dict[str, str | int]]:
    """[{"key", "lesson": title, "edition": number}] of published lessons, in the order of the course."""
    numbers = current_numbers(lesson_keys)
    rows = LessonPage.objects.live().filter(key__in=numbers).order_by("path").values_list("key", "title")
    return [{"key": key, "lesson": title, "edition": numbers[key]} for key, title in rows]
