"""/viec-hoc/: what a member has learned, what comes next, and the papers earned."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lessons.models import CoursePage
from lessons.progress.lanes import all_lanes, lanes_of_course, next_lesson
from lessons.progress.since_learned import changed_lessons
from lms.members.models import User
from lms.members.teams import LEADING, memberships_on
from quizzes.reminders import reminders
from quizzes.selectors import best_results, certificates_of, outlooks


@login_required
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    member = cast(User, request.user)
    course = CoursePage.objects.live().first()
    groups = lanes_of_course(course, request) if course else []
    lanes = list(all_lanes(groups))
    day = timezone.localdate()
    papers = reminders(certificates_of(member), day)
    asking = sorted((one for one in papers if one.asks), key=lambda one: one.urgency)
    told = {one.certificate.certification_id for one in asking if not one.holds}  # not once more as something to earn
    context = {
        "course": course,
        "leads": any(row.role in LEADING for row in memberships_on(member, day)),
        "lanes": lanes,
        "next": next_lesson(groups),
        "changed": changed_lessons(lanes),
        "begun": any(lane.seen_at for lane in lanes),
        "results": list(best_results(member).values()),
        "outlooks": [one for one in outlooks(member) if one.certification.pk not in told],
        "papers": papers,
        "reminders": asking,
    }
    return render(request, "lessons/pages/my_learning.html", context)
