"""/b/<key>/tai-cua/: a lesson at a citizen's door, one step at a time.

For whoever scans a sheet: no sign-in, nothing kept, the same page for everyone, and no request between two steps: all
of them are in the page, and the address says which one is shown.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lessons.door.steps import way_of
from lessons.door.withdrawn import withdrawn
from lessons.models import LessonPage
from lessons.progress.old_sheets import age_query, old_lesson_sheet


@require_safe
def at_the_door(request: HttpRequest, key: str) -> HttpResponse:
    lesson = LessonPage.objects.live().filter(key=key).first()
    if lesson is None:
        return no_longer_here(request, key)
    if lesson.get_view_restrictions():  # its own page asks who is there
        return redirect(f"{lesson.get_url(request)}{age_query(request)}")
    sheet = old_lesson_sheet(lesson, request)
    own = sheet.own if sheet else None
    way = way_of(lesson, [step.key for step in own.steps] if own else [])
    app = lesson.app
    context = {"lesson": lesson, "app": app, "sheet": sheet, "way": way, "total": len(way.steps)}
    return render(request, "lessons/door/page.html", context)


def no_longer_here(request: HttpRequest, key: str) -> HttpResponse:
    """For whoever holds a sheet whose page was taken off, or has mistyped its address."""
    gone = withdrawn(key.lower())
    if gone is None:
        return render(request, "lessons/pages/unknown_link.html", {"key": key[:60]}, status=404)
    return render(request, "lessons/door/withdrawn.html", {"gone": gone}, status=404)
