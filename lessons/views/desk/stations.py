"""My stations, and making the station of a commune."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lessons.broadcast import stations
from lessons.broadcast.forms import NewStationForm, clean_search
from lms.members.models import Unit
from lms.members.remits import is_in_remit
from lms.members.units import label, labels, unit_by_code

from .access import SignedIn, desk_page, require

A_PAGE = 50


@desk_page
@require_safe
def my_stations(request: SignedIn) -> HttpResponse:
    """With one station only, that station. `?q=` a commune."""
    require(request.user, stations.VIEW)
    mine = stations.stations_for(request.user)
    asked = clean_search(request.GET.get("q", ""))
    found = stations.searched(mine, asked) if asked else mine
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not asked:
        return redirect("desk:desk", pk=page.object_list[0].pk)
    places = labels([station.unit_id for station in page.object_list])
    context = {
        "page_obj": page,
        "stations": [(station, places.get(station.unit_id, "")) for station in page.object_list],
        "asked": asked,
        "many": asked or page.paginator.num_pages > 1,
        "may_add": request.user.has_perm(stations.ADD),
    }
    return render(request, "lessons/desk/stations.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_station(request: SignedIn) -> HttpResponse:
    """First the commune (`?q=` searches, `?xa=` its code), then the name of its station."""
    require(request.user, stations.ADD)
    code = request.GET.get("xa", "")[:10]
    if code:
        return _name(request, _commune(request, code))
    asked = clean_search(request.GET.get("q", ""))
    context = {"asked": asked, "communes": stations.communes_without(request.user, asked)}
    return render(request, "lessons/desk/new_station.html", context)


def _commune(request: SignedIn, code: str) -> Unit:
    unit = unit_by_code(code) if code.isalnum() else None
    if unit is None or unit.level != Unit.Level.COMMUNE or not is_in_remit(request.user, unit):
        raise Http404
    return unit


def _name(request: SignedIn, commune: Unit) -> HttpResponse:
    form = NewStationForm(request.POST or None, instance=stations.proposed(commune))
    if request.method == "POST" and form.is_valid():
        try:
            made = stations.create(station=form.instance)
        except stations.StationExists:
            messages.info(request, _("This commune has a station already."))
            return redirect("desk:stations")
        messages.success(request, _("The station stands. Now write the words that its scripts need."))
        return redirect("desk:details", pk=made.pk)
    context = {"form": form, "place": label(commune)}
    return render(request, "lessons/desk/name_station.html", context)
