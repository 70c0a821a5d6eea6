"""The pages of an app that lessons give to be kept."""

from __future__ import annotations

from django.urls import reverse

from lessons.models import AppPage, LessonPage
from lessons.practice.walk import walk


def pages_of(app_key: str) -> list[str]:
    """The app's page, then of each lesson its page, its practice and the page for the door."""
    app = AppPage.objects.live().public().filter(key=app_key).first()
    if app is None:
        return []
    paths = [app.get_url()]
    for lesson in LessonPage.objects.child_of(app).live().public().order_by("path"):
        steps = lesson.numbered_steps()
        paths.append(lesson.get_url())
        if walk(steps):
            paths.append(reverse("lessons:practice", args=[lesson.key]))
        if steps:
            paths.append(reverse("lessons:door", args=[lesson.key]))
    return [path for path in paths if path and path.startswith("/")]
