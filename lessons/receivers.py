"""What lessons do when something else happened: a page was published or taken down, a screen was saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.log_actions import get_active_log_context

from lessons import editions
from lessons.broadcast import versions
from lessons.models import AppPage, LessonPage, RadioScriptPage
from lessons.screen_reports.services import close_changed
from lms.members.models import User


def on_page_published(sender: Any, instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Also sent when a page that is not live is only set to go live later; that is no publishing yet."""
    if not instance.live:
        return
    if isinstance(instance, LessonPage):
        editions.record_published(lesson=instance, revision=revision, actor=_actor(revision))
    if isinstance(instance, RadioScriptPage):
        versions.record(page=instance, at=instance.last_published_at)
    elif isinstance(instance, LessonPage | AppPage):
        _later(partial(_record_scripts, instance))


def on_page_unpublished(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """Also sent before a page is deleted."""
    if isinstance(instance, RadioScriptPage):
        versions.take_down(script_key=instance.key)
    elif isinstance(instance, LessonPage):
        _later(partial(_record_scripts, instance))


def on_screen_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """A step without words of its own is said from its screen."""
    if created or raw:
        return
    editions.record_screen_change(screen=instance)
    for lesson, _steps in editions.lessons_using(instance):
        _later(partial(_record_scripts, lesson))


def _record_scripts(page: LessonPage | AppPage) -> None:
    versions.record_all(pages=versions.scripts_drawing_from(page))


def _later(job: Callable[[], None]) -> None:
    """Once all is saved: a course pack that changes five lessons of a script makes one version of it. What fails
    here is logged and stops nothing."""
    transaction.on_commit(job, robust=True)


def on_edition_made(sender: Any, instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if created and not raw:
        close_changed(edition=instance)


def _actor(revision: Any) -> User | None:
    """Who publishes in the admin; where a clock or a command does, whoever wrote the revision."""
    return get_active_log_context().user or (revision.user if revision else None)
