"""/viec-hoc/: what a member has learned, what comes next, and the papers earned."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lessons.models import CoursePage
from lessons.progress.lanes import all_lanes, lanes_of_course, next_lesson
from lms.members.models import User
from lms.members.teams import LEADING, memberships_on
from quizzes.certification.sheet import code_of
from quizzes.selectors import best_results, certificates_of, outlooks, state_of


@login_required
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    member = cast(User, request.user)
    course = CoursePage.objects.live().first()
    groups = lanes_of_course(course, request) if course else []
    lanes = list(all_lanes(groups))
    context = {
        "course": course,
        "leads": any(row.role in LEADING for row in memberships_on(member, timezone.localdate())),
        "lanes": lanes,
        "next": next_lesson(groups),
        "begun": any(lane.seen_at for lane in lanes),
        "results": list(best_results(member).values()),
        "outlooks": outlooks(member),
        "certificates": [_row(certificate) for certificate in certificates_of(member)],
    }
    return render(request, "lessons/pages/my_learning.html", context)


def _row(certificate: Any) -> dict[str, Any]:
    state = state_of(certificate)
    return {"paper": certificate, "code": code_of(certificate), "state": state.value}
