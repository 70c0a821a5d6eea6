"""What lessons do when something else happened: a page was published, a screen was saved."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import get_active_log_context

from lessons import editions
from lessons.models import LessonPage
from lessons.screen_reports.services import close_changed
from lms.members.models import User


def on_page_published(sender: Any, instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Also sent when a page that is not live is only set to go live later; that is no publishing yet."""
    if isinstance(instance, LessonPage) and instance.live:
        editions.record_published(lesson=instance, revision=revision, actor=_actor(revision))


def on_screen_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if not (created or raw):
        editions.record_screen_change(screen=instance)


def on_edition_made(sender: Any, instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if created and not raw:
        close_changed(edition=instance)


def _actor(revision: Any) -> User | None:
    """Who publishes in the admin; where a clock or a command does, whoever wrote the revision."""
    return get_active_log_context().user or (revision.user if revision else None)
