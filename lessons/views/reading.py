"""Short links, and what the page of a lesson sends back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
from lessons.progress.lanes import lane_of_app
from lessons.progress.old_sheets import age_query
from lessons.progress.services import finished, opened
from lms.shared.vietnamese import normalise_line

from .door import no_longer_here

# In this order a key is looked for; keys that pages get here are unique among all of them.
_LINKED = (LessonPage, AppPage, PosterPage, RadioScriptPage)


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


@require_POST
def lesson_read(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps the step a member has come to; the page's script sends it while one reads."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    lesson = open_lesson(request, key)
    try:
        opened(member=request.user, lesson=lesson, step_key=request.POST.get("step", ""))
    except ValueError:
        return HttpResponseBadRequest(_("This lesson has no such step. Load the page again."))
    return HttpResponse(status=204)


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
    lane = lane_of_app(lesson.app, request)
    follows = next((house for house in lane.houses if house.lesson.path > lesson.path), None)
    if follows:
        messages.success(request, _("“%(lesson)s” is learned. This is the next lesson.") % {"lesson": lesson.title})
        return redirect(follows.url)
    if lane.next:
        words = _("“%(lesson)s” is learned. Lessons left: %(count)d.")
        messages.success(request, words % {"lesson": lesson.title, "count": lane.total - lane.done})
    else:
        words = _("“%(lesson)s” is learned, and with it all lessons of “%(app)s”.")
        messages.success(request, words % {"lesson": lesson.title, "app": lane.app.title})
    return redirect(lane.url)


def open_lesson(request: HttpRequest, key: str) -> LessonPage:
    """The published lesson `key`; 404 for a reader whom its page would turn away."""
    lesson = get_object_or_404(LessonPage.objects.live(), key=key)
    if not all(restriction.accept_request(request) for restriction in lesson.get_view_restrictions()):
        raise Http404
    return lesson
