"""/b/<key>/bam-thu/: the screens of a lesson, gone through by pressing the right place.

All forms are sent by GET: they change nothing, so they need no token, and a page can be kept for all readers. Only the
last press of a member is a POST, which keeps that the lesson was practised.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lessons.models import LessonPage
from lessons.practice.walk import Stop, Turn, turn, walk
from lessons.progress.services import practised

from .reading import open_lesson

PRESSES = ("row", "tiep", "chi", "xong")
MANY = 99  # no lesson has so many steps, and nobody presses wrong so often


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, key: str) -> HttpResponse:
    lesson = open_lesson(request, key)
    stops = walk(lesson.numbered_steps())
    if not stops:
        return redirect(lesson.get_url(request))
    if "xong" in request.GET:
        return _page(request, lesson, stops, Turn(None))
    now = _turn(stops, request.POST if request.method == "POST" else request.GET)
    if now.stop is None and request.method == "POST" and request.user.is_authenticated:
        practised(member=request.user, lesson=lesson)
        return redirect(f"{reverse('lessons:practice', args=[lesson.key])}?xong=1")
    return _page(request, lesson, stops, now)


def _turn(stops: list[Stop], sent: QueryDict) -> Turn:
    return turn(
        stops,
        place=_number(sent.get("buoc", "")),
        pressed=sent.get("row", ""),
        read="tiep" in sent,
        wrong=_number(sent.get("sai", "")),
        show="chi" in sent,
    )


def _number(text: str) -> int:
    return min(int(text), MANY) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _page(request: HttpRequest, lesson: LessonPage, stops: list[Stop], now: Turn) -> HttpResponse:
    """Opened, the page holds all screens and the end, for its script; after a press only what is shown."""
    opened = request.method != "POST" and not any(name in request.GET for name in PRESSES)
    context: dict[str, Any] = {
        "lesson": lesson,
        "app": lesson.app,
        "stops": stops,
        "shown": [stop for stop in stops if now.stop and (opened or stop is now.stop)],
        "opened": opened,
        "turn": now,
        "last": stops[-1],
        "keeps": request.user.is_authenticated,
    }
    return render(request, "lessons/pages/practice.html", context)
