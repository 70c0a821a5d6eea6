"""Sums of the door-to-door tally: of a team for its leader, of communes and their teams for officers.

Added up by the database; no page names a member, and none holds anything of a citizen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lessons.door.tallies import Sums, app_titles, between, sums, sums_by
from lms.members.models import Team, Unit, User
from lms.members.remits import is_in_remit, remit_of
from lms.members.teams import leads, team_name, team_names
from lms.members.units import label, labels

A_PAGE = 30
MOST_DAYS = 366
OFFICER = "members.view_team"


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: User


@dataclass(frozen=True, slots=True)
class Days:
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `edges` are where the three parts of its bar end, of 100 for the longest bar."""

    name: str
    url: str
    sums: Sums
    edges: tuple[int, int, int]

    @property
    def widths(self) -> tuple[int, int, int]:
        one, two, three = self.edges
        return one, two - one, three - two


@require_safe
@login_required
@never_cache
def team_tally(request: SignedIn, pk: int) -> HttpResponse:
    """Of one team, by app."""
    team = get_object_or_404(Team.objects.select_related("village", "commune"), pk=pk)
    day = timezone.localdate()
    minds = request.user.has_perm(OFFICER) and is_in_remit(request.user, team.commune)
    if not (leads(request.user, team, day) or minds):
        raise PermissionDenied
    back = (reverse("office:commune_tally", args=[team.commune_id]), _("Teams of the commune")) if minds else None
    return _page(request, {"team": team}, "app_key", team_name(team, day), back)


@require_safe
@login_required
@permission_required(OFFICER, raise_exception=True)
@never_cache
def communes_tally(request: SignedIn) -> HttpResponse:
    """Of the communes that the officer is in charge of."""
    remit = remit_of(request.user)
    where: dict[str, Any] = {"team__isnull": False} if remit is None else {"team__commune__in": remit}
    return _page(request, where, "team__commune", _("By commune"), None)


@require_safe
@login_required
@permission_required(OFFICER, raise_exception=True)
@never_cache
def commune_tally(request: SignedIn, pk: int) -> HttpResponse:
    """Of the teams of a commune."""
    unit = get_object_or_404(Unit, pk=pk, level=Unit.Level.COMMUNE)
    if not is_in_remit(request.user, unit):
        raise PermissionDenied
    back = (reverse("office:communes_tally"), _("All communes"))
    return _page(request, {"team__commune": unit}, "team", label(unit), back)


# --- parts ------------------------------------------------------------------------------------------

# From the values of a page's rows to {value: (name, address)}.
Names = Callable[[Iterable[Any]], dict[Any, tuple[str, str]]]


def _page(request: SignedIn, where: dict[str, Any], by: str, title: str, back: tuple[str, str] | None) -> HttpResponse:
    column, names = COLUMNS[by]
    days = days_asked(request)
    found = between(days.first, days.last).filter(**where)
    grouped = sums_by(found, by).annotate(total=Sum("count", default=0)).filter(total__gt=0).order_by("-total", by)
    page = Paginator(grouped, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": title,
        "column": column,
        "days": days,
        "page_obj": page,
        "rows": rows_of(list(page.object_list), by, names),
        "sums": sums(found),
        "back": back,
    }
    return render(request, "office/tallies.html", context)


def days_asked(request: HttpRequest) -> Days:
    """?tu= and ?den=, in either order; this month where they say no day, and at most a year."""
    today = timezone.localdate()
    first, last = (_day(request.GET.get(name, "")) for name in ("tu", "den"))
    last = min(last or today, today)
    first = first or last.replace(day=1)
    first, last = min(first, last), max(first, last)
    return Days(max(first, last - dt.timedelta(days=MOST_DAYS)), min(last, today))


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def rows_of(grouped: list[dict[str, Any]], by: str, names: Names) -> list[Row]:
    named = names([row[by] for row in grouped])
    most = max((row["total"] for row in grouped), default=0)
    rows = []
    for row in grouped:
        found = Sums(row["alone"], row["help"], row["no_phone"])
        ends = (found.alone, found.alone + found.help, found.total)
        one, two, three = (round(100 * end / most) for end in ends)
        name, url = named.get(row[by], (str(row[by]), ""))
        rows.append(Row(name, url, found, (one, two, three)))
    return rows


def _titles(keys: Iterable[str]) -> dict[Any, tuple[str, str]]:
    return {key: (title, "") for key, title in app_titles(keys).items()}


def _communes(pks: Iterable[int]) -> dict[Any, tuple[str, str]]:
    named = labels(list(pks))
    return {pk: (name, reverse("office:commune_tally", args=[pk])) for pk, name in named.items()}


def _teams(pks: Iterable[int]) -> dict[Any, tuple[str, str]]:
    teams = Team.objects.filter(pk__in=list(pks)).select_related("village", "commune")
    named = team_names(teams, timezone.localdate())
    return {pk: (name, reverse("office:team_tally", args=[pk])) for pk, name in named.items()}


COLUMNS: dict[str, tuple[Promise, Names]] = {
    "app_key": (gettext_lazy("App"), _titles),
    "team__commune": (gettext_lazy("Commune"), _communes),
    "team": (gettext_lazy("Team"), _teams),
}
