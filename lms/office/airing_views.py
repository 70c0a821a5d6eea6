"""What the communes aired, for officers."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lessons.broadcast.months import Month
from lms.members.models import User

from . import airings as selectors

SCRIPTS_A_PAGE, STATIONS_A_PAGE, ROWS_A_PAGE = 20, 30, 50


@login_required
@never_cache
@require_safe
def airings(request: HttpRequest) -> HttpResponse:
    """`?thang=` the month, this one by default; `?bai=` and `?xa=` the pages of the two tables."""
    user, month, today = _officer(request), _month(request), timezone.localdate()
    stations = selectors.stations_of(user)
    scripts = selectors.by_script(selectors.airings_of(stations, month))
    script_page = Paginator(scripts, SCRIPTS_A_PAGE).get_page(request.GET.get("bai"))
    station_page = Paginator(selectors.by_station(stations, month), STATIONS_A_PAGE).get_page(request.GET.get("xa"))
    names = selectors.communes(station_page.object_list, today)
    context = {
        "month": month,
        "this_month": Month.of(today),
        "script_page": script_page,
        "station_page": station_page,
        "stations": [(station, names[station.pk]) for station in station_page.object_list],
        "station_count": station_page.paginator.count,
    }
    return render(request, "office/airings.html", context)


@login_required
@never_cache
@require_safe
def station_airings(request: HttpRequest, pk: int) -> HttpResponse:
    """The log of one station in a month."""
    user, month, today = _officer(request), _month(request), timezone.localdate()
    station = get_object_or_404(selectors.stations_of(user), pk=pk)
    context = {
        "month": month,
        "this_month": Month.of(today),
        "station": station,
        "commune": selectors.communes([station], today)[station.pk],
        "page_obj": Paginator(selectors.log_of(station, month), ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "office/station_airings.html", context)


def _officer(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.has_perm(selectors.VIEW):
        raise PermissionDenied
    return user


def _month(request: HttpRequest) -> Month:
    return Month.parse(request.GET.get("thang", "")) or Month.of(timezone.localdate())
