"""The leader's pages for signing in: a new PIN for a member who stands there, sign-in cards for a team."""

from __future__ import annotations

import logging
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from lms.members.models import PinIssue, Team, User
from lms.members.pins import MANAGE, PinError, issue_pins, last_issue, may_reset, new_pin, resettable, spaced
from lms.members.remits import leads_member
from lms.members.teams import leads, members_of, team_name
from lms.shared.pdf import Sheet, SheetError

from .cards import cards_sheet

log = logging.getLogger(__name__)

A_FILE = 24  # three pages of cards; a PIN takes a moment to be made safe, and a request must not take long


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@sensitive_variables("pin")
def reset_pin(request: HttpRequest, member_pk: int) -> HttpResponse:
    """Asks first; POST makes the PIN and shows it, this once."""
    by = cast(User, request.user)
    member = _whom(by, member_pk)
    context: dict[str, Any] = {"member": member, "back": _team_of(by, member)}
    if request.method == "POST":
        pin = new_pin()
        try:
            issue_pins(pins={member: pin}, by=by, way=PinIssue.Way.SHOWN, seen=_number(request.POST.get("truoc", "")))
        except PinError as error:
            context["error"] = error
        else:
            return render(request, "office/pin_made.html", {**context, "pin": spaced(pin)})
    last = member.pin_issues.select_related("issued_by").first()
    status = 409 if "error" in context else 200
    return render(request, "office/pin.html", {**context, "last": last, "seen": last_issue([member])}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """GET chooses the members; POST prints: `viec` says whether without PINs, or to ask first, or with new PINs."""
    team = get_object_or_404(Team.objects.select_related("village", "commune"), pk=pk)
    by, day = cast(User, request.user), timezone.localdate()
    if not (leads(by, team, day) or by.has_perm(MANAGE)):
        raise PermissionDenied
    if request.method != "POST":
        return _choice(request, team)
    chosen = [number for one in request.POST.getlist("ai")[:A_FILE] if (number := _number(one)) >= 0]
    of_team = User.objects.filter(pk__in=members_of(team, day).order_by().values("user"))
    members = of_team.filter(pk__in=chosen, is_active=True).order_by("sort_key", "pk")
    task = request.POST.get("viec")
    if task in ("hoi", "pin"):
        members = members.filter(pk__in=resettable(team, by).order_by().values("pk"))
    people = list(members)
    if not people:
        return _choice(request, team, error=_("Nobody is chosen. Tick the members whose cards you need."))
    if task == "hoi":
        return _ask(request, team, people)
    try:
        if task == "pin":
            return _with_pins(request, team, people)
        return _file(cards_sheet(people, team_name=team_name(team, day), on=day), team)
    except SheetError:
        log.exception("sign-in cards of team %s cannot be printed", team.pk)
        return _choice(
            request, team, error=_("The cards could not be drawn. Nothing was changed. Choose fewer members.")
        )


def _choice(request: HttpRequest, team: Team, error: str = "") -> HttpResponse:
    by, day = cast(User, request.user), timezone.localdate()
    page = Paginator(members_of(team, day), A_FILE).get_page(request.GET.get("page"))
    plain = set(resettable(team, by).filter(pk__in=[row.user_id for row in page]).values_list("pk", flat=True))
    context = {
        "team": team,
        "team_name": team_name(team, day),
        "page_obj": page,
        "people": [(row.user, row.user_id in plain) for row in page],
        "leads": leads(by, team, day),
        "error": error,
    }
    return render(request, "office/cards.html", context, status=400 if error else 200)


def _ask(request: HttpRequest, team: Team, people: list[User], error: str = "") -> HttpResponse:
    context = {
        "team": team,
        "people": people,
        "lost": sum(member.has_usable_password() for member in people),
        "seen": last_issue(people),
        "error": error,
    }
    return render(request, "office/cards_ask.html", context, status=409 if error else 200)


@sensitive_variables("pins", "sheet")
def _with_pins(request: HttpRequest, team: Team, people: list[User]) -> HttpResponse:
    """Drawn before the PINs come into force: if the sheet cannot be drawn, the old ones stay good."""
    day = timezone.localdate()
    pins = {member: new_pin() for member in people}
    response = _file(cards_sheet(people, team_name=team_name(team, day), on=day, pins=pins), team)
    try:
        issue_pins(
            pins=pins, by=cast(User, request.user), way=PinIssue.Way.CARD, seen=_number(request.POST.get("truoc", ""))
        )
    except PinError as error:
        return _ask(request, team, people, error=str(error))
    return response


def _file(sheet: Sheet, team: Team) -> HttpResponse:
    """Never kept: neither in the store of sheets nor by the browser."""
    response = HttpResponse(sheet.pdf(keep=False), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="the-dang-nhap-to-{team.pk}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _whom(by: User, pk: int) -> User:
    """The member to make a PIN for. Raises Http404 for a stranger as for nobody, so that nobody counts the accounts;
    PermissionDenied for those whom `by` minds and yet may make none for: themself, staff, who is no longer active."""
    member = get_object_or_404(User, pk=pk)
    if may_reset(by, member):
        return member
    if by.pk == member.pk or by.has_perm(MANAGE) or leads_member(by, member):
        raise PermissionDenied
    raise Http404


def _number(text: str) -> int:
    """What a form sent as a number; -1 for anything else."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else -1


def _team_of(by: User, member: User) -> Team | None:
    """The team whose page the leader came from."""
    day = timezone.localdate()
    teams = Team.objects.filter(memberships__in=member.memberships.on(day)).order_by("pk")
    return next((team for team in teams if leads(by, team, day)), None)
