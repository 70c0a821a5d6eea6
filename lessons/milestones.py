"""Under which key certification knows that a lesson was learned. Pure."""

from __future__ import annotations

LESSON = "lesson:"


def of_lesson(lesson_key: str) -> str:
    return f"{LESSON}{lesson_key}"
