"""A station's own words, who reads there, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lessons.broadcast import stations
from lessons.broadcast.approval import standing
from lessons.broadcast.calibration import Reading, readings_of
from lessons.broadcast.forms import AnnouncerForm, StationForm, TimingForm
from lessons.broadcast.stations import CHANGE
from lessons.broadcast.words import reading_words
from lessons.models import Announcer, Station
from lessons.radio import timing

from .access import SignedIn, desk_context, desk_page, station_asked


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: SignedIn, pk: int) -> HttpResponse:
    """Where saving ends approvals, it asks first, and names them; `told` holds the keys of those that were named."""
    station = station_asked(request, pk, CHANGE)
    form = StationForm(request.POST or None, instance=station)
    ends: list[Any] = []
    if request.method == "POST" and form.is_valid():
        told = [int(one) for one in request.POST.getlist("told") if one.isascii() and one.isdecimal() and len(one) < 19]
        try:
            ended = stations.save(station=form.instance, by=request.user, now=timezone.now(), told=told)
        except stations.StillApproved as error:
            ends = error.approvals
        else:
            messages.success(request, _saved(ended))
            return redirect(request.path)
    context = desk_context(
        request, Station.objects.get(pk=station.pk), form=form, ends=ends, standing=standing(station).count()
    )
    return render(request, "lessons/desk/details.html", context, status=422 if form.errors else 200)


def _saved(ended: int) -> str:
    if not ended:
        return _("Saved. Every approval stands: no approved text has changed.")
    words = ngettext(
        "Saved. %(number)d text reads differently now and has to be approved again.",
        "Saved. %(number)d texts read differently now and have to be approved again.",
        ended,
    )
    return words % {"number": ended}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def announcers(request: SignedIn, pk: int) -> HttpResponse:
    station = station_asked(request, pk, CHANGE)
    form = AnnouncerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = stations.add_announcer(station=station, name=form.cleaned_data["name"])
        except stations.AnnouncerExists:
            form.add_error("name", _("There is an announcer of that name. Choose another name."))
        else:
            messages.success(request, _("Added. Now time one reading."))
            return redirect("desk:announcer", pk=station.pk, announcer_pk=made.pk)
    context = desk_context(request, station, form=form, announcers=station.announcers.all())
    return render(request, "lessons/desk/announcers.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Forms:
    """Those of an announcer's page; one of them was sent."""

    name: AnnouncerForm
    time: TimingForm


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def announcer(request: SignedIn, pk: int, announcer_pk: int) -> HttpResponse:
    """`act` is time, rename or remove; `?bai=` what is read aloud."""
    station = station_asked(request, pk, CHANGE)
    found = get_object_or_404(Announcer, pk=announcer_pk, station=station)
    act = request.POST.get("act") if request.method == "POST" else None
    if act == "remove":
        stations.remove_announcer(announcer=found)
        messages.success(request, _("Removed. What was broadcast keeps the name."))
        return redirect("desk:announcers", pk=station.pk)
    choices = readings_of(station)
    reading = choices.get((request.POST if act == "time" else request.GET).get("bai", "")) or next(
        iter(choices.values())
    )
    forms = Forms(
        AnnouncerForm(request.POST if act == "rename" else None, initial={"name": found.name}),
        TimingForm(request.POST if act == "time" else None),
    )
    if (act == "rename" and _renamed(found, forms.name)) or (act == "time" and _timed(found, reading, forms.time)):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    context = desk_context(
        request, station, announcer=found, forms=forms, choices=list(choices.values()), reading=reading
    )
    return render(request, "lessons/desk/announcer.html", context, status=422 if act else 200)


def _renamed(found: Announcer, form: AnnouncerForm) -> bool:
    if not form.is_valid():
        return False
    before = found.name
    try:
        stations.rename_announcer(announcer=found, name=form.cleaned_data["name"])
    except stations.AnnouncerExists:
        found.name = before
        form.add_error("name", _("There is an announcer of that name. Choose another name."))
        return False
    return True


def _timed(found: Announcer, reading: Reading, form: TimingForm) -> bool:
    if not form.is_valid():
        return False
    try:
        rate = timing.rate_from_reading(reading.script, form.total())
    except timing.ReadingError as error:
        form.add_error(None, reading_words(error))
        return False
    stations.calibrate(announcer=found, rate=rate, on=timezone.localdate())
    return True
