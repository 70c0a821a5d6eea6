"""Short links, and what the page of a lesson sends back."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
from lessons.progress.lanes import lane_of_app
from lessons.progress.old_sheets import age_query
from lessons.progress.services import finished, looked_through
from lms.shared.vietnamese import normalise_line

from .door import no_longer_here

# In this order a key is looked for; keys that pages get here are unique among all of them.
_LINKED = (LessonPage, AppPage, PosterPage, RadioScriptPage)
_EDITION = re.compile(r"[0-9]{1,5}")


@require_safe
def short(request: HttpRequest, key: str) -> HttpResponse:
    """/b/<key>/, as QR codes and printed addresses hold it; the query says from which editions a sheet was printed.

    A lesson's opens at the door, a step at a time: who has the sheet in hand is helping someone, or being helped.
    """
    key = normalise_line(key)
    found = (model.objects.live().filter(key=key.lower()).first() for model in _LINKED)
    page = next((page for page in found if page), None)
    if page is None:
        return no_longer_here(request, key)
    url = reverse("lessons:door", args=[page.key]) if isinstance(page, LessonPage) else page.get_url(request)
    return redirect(f"{url}{age_query(request)}")


@require_safe
def lesson_page(request: HttpRequest, key: str) -> HttpResponse:
    """The whole lesson by its key; browsers keep the anchor of a step."""
    lesson = LessonPage.objects.live().filter(key=key).first()
    if lesson is None:
        return no_longer_here(request, key)
    return redirect(f"{lesson.get_url(request)}{age_query(request)}")


@require_http_methods(["GET", "HEAD", "POST"])
def lesson_done(request: HttpRequest, key: str) -> HttpResponse:
    """“I have learned this lesson”: marks it and goes on to the next lesson of the app, or back to the app."""
    lesson = open_lesson(request, key)
    url = lesson.get_url(request)
    if request.method != "POST":  # someone came back here after signing in
        return redirect(url)
    if not request.user.is_authenticated:
        return redirect_to_login(url)
    finished(member=request.user, lesson=lesson)
    return redirect(go_on(request, lesson))


def go_on(request: HttpRequest, lesson: LessonPage, *, say: bool = True) -> str:
    """Where one goes on once `lesson` is learned: to the next lesson, or the app. `say`: it is said there."""
    lane = lane_of_app(lesson.app, request)
    follows = next((house for house in lane.houses if house.lesson.path > lesson.path), None)
    if follows:
        words = _("“%(lesson)s” is learned. This is the next lesson.")
    elif lane.next:
        words = _("“%(lesson)s” is learned. Lessons left: %(count)d.")
    else:
        words = _("“%(lesson)s” is learned, and with it all lessons of “%(app)s”.")
    if say:
        left = lane.total - lane.done
        messages.success(request, words % {"lesson": lesson.title, "count": left, "app": lane.app.title})
    return follows.url if follows else lane.url


@require_http_methods(["GET", "HEAD", "POST"])
def changes_seen(request: HttpRequest, key: str) -> HttpResponse:
    """“I have looked at the changes”: up to the edition that the page showed, which it sends along."""
    lesson = open_lesson(request, key)
    url = lesson.get_url(request)
    if request.method != "POST":
        return redirect(url)
    if not request.user.is_authenticated:
        return redirect_to_login(url)
    shown = request.POST.get("e", "")
    try:
        looked_through(member=request.user, lesson=lesson, edition=int(shown) if _EDITION.fullmatch(shown) else 0)
    except ValueError:
        return HttpResponseBadRequest(_("This lesson has no such edition. Load the page again."))
    messages.success(request, _("Noted: you know “%(lesson)s” as it stands today.") % {"lesson": lesson.title})
    return redirect(url)


def open_lesson(request: HttpRequest, key: str) -> LessonPage:
    """The published lesson `key`; 404 for a reader whom its page would turn away."""
    lesson = get_object_or_404(LessonPage.objects.live(), key=key)
    if not all(restriction.accept_request(request) for restriction in lesson.get_view_restrictions()):
        raise Http404
    return lesson
