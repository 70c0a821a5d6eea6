"""The leader's pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lessons.models import AppPage
from lms.members.imprints import may_change, own_row, save_imprint, taken_over, token_of
from lms.members.models import SheetImprint, Team, User
from lms.members.pins import resettable
from lms.members.teams import leads, members_of, team_name

from .forms import LeaderImprintForm
from .papers import files_of
from .selectors import SOON_DAYS, papers_of, readiness, ready_count, teams_led_by

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
    papers = papers_of(found, day)
    context = {
        "team": found,
        "team_name": team_name(found, day),
        "page_obj": page,
        "people": readiness(page.object_list, papers),
        "resettable": set(resettable(found, request.user).values_list("pk", flat=True)),
        "papers": papers,
        "files": files_of(papers),
        "members": members,
        "ready": ready,
        "soon": soon,
        "soon_days": SOON_DAYS,
        "day": day,
        "apps": AppPage.objects.live().public().order_by("path"),
        "noi": token_of(found),
    }
    return render(request, "office/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def imprint(request: SignedIn, pk: int) -> HttpResponse:
    """The words on the sheets of a village's team; the leader of a commune's team changes those of the commune."""
    found = get_object_or_404(Team.objects.select_related("village", "commune"), pk=pk)
    if not may_change(request.user, found):
        raise PermissionDenied
    day = timezone.localdate()
    place = found if found.village else found.commune
    form = LeaderImprintForm(
        request.POST or None, instance=own_row(place) or SheetImprint(), taken_over=taken_over(place, day)
    )
    if request.method == "POST" and form.is_valid():
        save_imprint(place=place, words=form.words(), by=request.user)
        messages.success(request, _("Saved. New sheets carry these words from now on."))
        return redirect("office:imprint", pk=found.pk)
    context = {
        "form": form,
        "team": found,
        "team_name": team_name(found, day),
        "leads": leads(request.user, found, day),
    }
    return render(request, "office/imprint.html", context)
