"""What is known of a page that a sheet leads to and that can be read no more."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from lessons.models import AppPage, LessonEdition, LessonPage, PosterPage, RadioScriptPage

_PRINTED: tuple[type[Page], ...] = (LessonPage, AppPage, PosterPage, RadioScriptPage)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`title` is "" when the page was deleted; `app` is the app that it belonged to, if anyone may read that."""

    title: str = ""
    app: AppPage | None = None


def withdrawn(key: str) -> Withdrawn | None:
    """None when no page of this key was ever published. Five queries at most."""
    for model in _PRINTED:
        page = model.objects.filter(key=key, live=False, first_published_at__isnull=False).first()
        if page:
            app = AppPage.objects.ancestor_of(page).live().public().first()
            return Withdrawn(page.title, app)
    return Withdrawn() if LessonEdition.objects.filter(lesson_key=key).exists() else None
