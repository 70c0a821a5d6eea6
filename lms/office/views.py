"""The leader's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from lms.members.models import Team, User
from lms.members.teams import leads, members_of, team_name

from .selectors import readiness, ready_count, teams_led_by

A_PAGE = 30


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: User


@login_required
@never_cache
def my_teams(request: SignedIn) -> HttpResponse:
    """The teams one leads; with one team only, that team."""
    teams = teams_led_by(request.user, timezone.localdate())
    if len(teams) == 1:
        return team(request, teams[0].pk)
    return render(request, "office/teams.html", {"teams": teams})


@login_required
@never_cache
def team(request: SignedIn, pk: int) -> HttpResponse:
    day = timezone.localdate()
    found = get_object_or_404(Team.objects.select_related("village", "commune"), pk=pk)
    if not leads(request.user, found, day):
        raise PermissionDenied
    page = Paginator(members_of(found, day), A_PAGE).get_page(request.GET.get("page"))
    members, ready, soon = ready_count(found, day)
    context = {
        "team": found,
        "team_name": team_name(found, day),
        "page_obj": page,
        "people": readiness(page.object_list, day),
        "members": members,
        "ready": ready,
        "soon": soon,
        "day": day,
    }
    return render(request, "office/team.html", context)
