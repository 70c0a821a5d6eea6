"""/nhat-ky/: the member's tally of visits. It says nothing of a citizen.

Without scripts each press is a form of its own. With them presses are kept on the phone and sent when there is a
signal; either way each has a number, and is counted once.
"""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from lessons.door import tallies
from lessons.door.tallies import Outcome, Press, Sums
from lessons.models import AppPage
from lms.members.models import User
from lms.members.senders import is_senders

GONE = 410
# May be shown again by the phone without a signal, but is asked for anew where there is one.
_own = cache_control(private=True, no_cache=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@_own
def tally(request: HttpRequest) -> HttpResponse:
    """The apps with today's visits and the member's sums; a POST brings a press that a phone has kept."""
    member, day = cast(User, request.user), timezone.localdate()
    if request.method == "POST":
        return _take(request, member)
    today = tallies.today_by_app(member, day)
    apps = AppPage.objects.live().public().order_by("path").only("key", "title", "path")
    context = {
        "sums": tallies.own_sums(member, day),
        "apps": [(app, today.get(app.key, Sums()).total) for app in apps],
    }
    return render(request, "lessons/door/tallies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@_own
def tally_app(request: HttpRequest, key: str) -> HttpResponse:
    """Three big buttons, each with today's number and a way to take one back."""
    member, day = cast(User, request.user), timezone.localdate()
    app = get_object_or_404(AppPage.objects.live(), key=key)
    if request.method == "POST":
        return _press(request, member, app)
    today = tallies.today_by_app(member, day).get(app.key, Sums())
    context = {
        "app": app,
        "outcomes": [(outcome, today.of(outcome)) for outcome in Outcome],
        "number": uuid.uuid4(),
    }
    return render(request, "lessons/door/tally.html", context)


def _press(request: HttpRequest, member: User, app: AppPage) -> HttpResponse:
    """A button pressed on a page without its script."""
    number = tallies.number_of(request.POST.get("lan", ""))
    by = -1 if "bot" in request.POST else 1
    outcome = request.POST.get("bot") or request.POST.get("them", "")
    if number is None or outcome not in Outcome.values:
        return HttpResponseBadRequest(_("Load the page again, then press."))
    if tallies.count(member=member, press=Press(number, app.key, outcome, by)):
        messages.success(request, _("One visit taken back.") if by < 0 else _("One visit counted."))
    return redirect("lessons:tally_app", key=app.key)


def _take(request: HttpRequest, member: User) -> HttpResponse:
    """A press that a phone kept; it is told today's numbers. What names no app or no outcome is never taken."""
    if not is_senders(request):
        return HttpResponseForbidden()
    press = tallies.read_press(request.POST)
    if press is None or press.app_key not in tallies.known_apps([press.app_key]):
        return HttpResponse(status=GONE)
    tallies.forget_old_presses()
    tallies.count(member=member, press=press)
    today = tallies.today_by_app(member, timezone.localdate())
    return JsonResponse({key: {outcome: sums.of(outcome) for outcome in Outcome.values} for key, sums in today.items()})
