"""What lessons do when something else happened: a page was published, a screen was saved."""

from __future__ import annotations

from typing import Any

from lessons import editions
from lessons.models import LessonPage


def on_page_published(sender: Any, instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    if isinstance(instance, LessonPage):
        editions.record_published(lesson=instance, revision=revision)


def on_screen_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if not (created or raw):
        editions.record_screen_change(screen=instance)
