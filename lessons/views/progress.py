"""How far a member has come, as the scripts of a lesson and of its practice send it: at once or later (unsent.js)."""

from __future__ import annotations

import re
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lessons.models import LessonPage
from lessons.progress.later import finished_then, practised_then, read_then
from lms.members.models import User
from lms.members.senders import is_senders, made_at

from .reading import go_on, open_lesson

GONE = 410  # it will never be taken: the phone forgets it
FRESH = 60  # seconds; who pressed the button longer ago is elsewhere by now
_EDITION = re.compile(r"[0-9]{1,5}")


@require_POST
def lesson_read(request: HttpRequest, key: str) -> HttpResponse:
    """`what` is read (with `step`), done (with `edition`, that of the page) or practised."""
    if not is_senders(request):
        return HttpResponseForbidden()
    try:
        lesson = open_lesson(request, key)
        answer = _note(request, lesson)
    except (Http404, ValueError):  # no such lesson, or no such step in it, any more
        return HttpResponse(status=GONE)
    return answer


def _note(request: HttpRequest, lesson: LessonPage) -> HttpResponse:
    member, now = cast(User, request.user), timezone.now()
    at = made_at(request, now)
    what = request.POST.get("what", "read")
    if what == "read":
        read_then(member=member, lesson=lesson, step_key=request.POST.get("step", ""), at=at)
    elif what == "practised":
        practised_then(member=member, lesson=lesson, at=at)
    elif what == "done":
        told = request.POST.get("edition", "")
        edition = int(told) if _EDITION.fullmatch(told) else 0
        finished_then(member=member, lesson=lesson, edition=edition, at=at, now=now)
        return JsonResponse({"next": go_on(request, lesson, say=(now - at).total_seconds() < FRESH)})
    else:
        raise ValueError(what)
    return HttpResponse(status=204)
