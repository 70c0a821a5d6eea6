"""/b/<key>/man-hinh-khac/<step>/: a reader tells with one press that a step's screen differs from the phone's.

Open to everybody and without a token, so that pages kept for all readers can send it: it only counts, whoever is
signed in, and is limited by address. Nothing of the reader is kept.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lessons.models import LessonPage, ScreenReport
from lessons.screen_reports.services import report
from lms.shared.ratelimit import client_address, hit

from .reading import open_lesson

A_DAY = 24 * 60


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def screen_differs(request: HttpRequest, key: str, step_key: str) -> HttpResponse:
    lesson = open_lesson(request, key)
    step = next((step for step in lesson.numbered_steps() if step.key == step_key and step.value.get("screen")), None)
    if step is None:
        raise Http404
    if request.method == "POST":
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            return HttpResponseForbidden()
        kind = request.POST.get("kind", "")
        if not hit(name="screen-report", caller=client_address(request), limit=settings.LMS_SCREEN_REPORTS_PER_HOUR):
            return render(request, "lessons/screen_reports/too_many.html", {"lesson": lesson}, status=429)
        _count(request, lesson, step_key, kind if kind in ScreenReport.Kind.values else "")
        if "text/html" not in request.headers.get("Accept", ""):
            return HttpResponse(status=204)  # the page's script says thanks by itself
        return redirect(f"{request.path}?cam-on=1")
    kinds = [choice for choice in ScreenReport.Kind.choices if choice[0]]
    context = {"lesson": lesson, "step": step, "kinds": kinds, "thanks": "cam-on" in request.GET}
    return render(request, "lessons/screen_reports/page.html", context)


def _count(request: HttpRequest, lesson: LessonPage, step_key: str, kind: str) -> None:
    """Once for each step and day and caller; who has only pressed may still say what differs.

    Many phones share one address in mobile networks, so the kind of phone tells callers apart as well.
    """
    caller = f"{client_address(request)}|{request.headers.get('User-Agent', '')}"
    name = f"screen-report|{lesson.key}|{step_key}"
    first = hit(name=name, caller=caller, limit=1, minutes=A_DAY)
    first_said = bool(kind) and hit(name=f"{name}|said", caller=caller, limit=1, minutes=A_DAY)
    if first or first_said:
        report(lesson=lesson, step_key=step_key, kind=kind, day=timezone.localdate(), instead=not first)
