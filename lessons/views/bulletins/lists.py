"""The bulletins of a station: all of them, today's, a new one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.broadcast import bulletins
from lessons.broadcast.stations import CHANGE
from lessons.models import Bulletin, Station
from lessons.views.desk.access import desk_context

from .access import SignedIn, changing, seeing
from .forms import BulletinForm

A_PAGE = 30


@seeing
@require_safe
def listing(request: SignedIn, station: Station) -> HttpResponse:
    rows = Bulletin.objects.filter(station=station).annotate(items_count=Count("items")).order_by("-day", "-starts_at")
    today = timezone.localdate()
    context = {
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "today": today,
        "like": bulletins.latest_before(station, today),
    }
    return render(request, "lessons/bulletins/list.html", desk_context(request, station, **context))


@seeing
@require_safe
def today(request: SignedIn, station: Station) -> HttpResponse:
    """Today's next bulletin, or the last of today; a new one where there is none."""
    now = timezone.localtime()
    rows = list(bulletins.bulletins_on(station, now.date()))
    if rows:
        coming = (one for one in rows if one.starts_at >= now.time())
        return redirect("bulletin:compose", station.pk, next(coming, rows[-1]).pk)
    if request.user.has_perm(CHANGE):
        return redirect("bulletin:new", station.pk)
    return redirect("bulletin:list", station.pk)


@changing
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn, station: Station) -> HttpResponse:
    """A new bulletin; `?chep=` the one whose items it takes over."""
    like = _like(request, station)
    form = BulletinForm(request.POST or None, station=station, initial=_suggested(station, like))
    if request.method == "POST" and form.is_valid():
        try:
            made = bulletins.create(
                station=station, now=timezone.now(), by=request.user, like=like, **form.cleaned_data
            )
        except bulletins.SlotTaken as error:
            form.add_error("starts_at", str(error))
        else:
            return redirect("bulletin:compose", station.pk, made.pk)
    context = {"form": form, "like": like, "back": reverse("bulletin:list", args=[station.pk])}
    return render(
        request,
        "lessons/bulletins/form.html",
        desk_context(request, station, **context),
        status=422 if form.errors else 200,
    )


@changing
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(Bulletin, station=station, pk=pk)
    form = BulletinForm(request.POST or None, station=station, initial=BulletinForm.initial_of(bulletin))
    back = reverse("bulletin:compose", args=[station.pk, bulletin.pk])
    if request.method == "POST" and form.is_valid():
        try:
            bulletins.change(bulletin=bulletin, now=timezone.now(), **form.cleaned_data)
        except bulletins.SlotTaken as error:
            form.add_error("starts_at", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "bulletin": bulletin, "back": back}
    return render(
        request,
        "lessons/bulletins/form.html",
        desk_context(request, station, **context),
        status=422 if form.errors else 200,
    )


@changing
@require_POST
def delete(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(Bulletin, station=station, pk=pk)
    bulletins.delete(bulletin=bulletin)
    messages.success(request, _("The bulletin of %(when)s was removed.") % {"when": bulletin})
    return redirect("bulletin:list", station.pk)


def _like(request: SignedIn, station: Station) -> Bulletin | None:
    number = request.GET.get("chep", "")
    if not number:
        return None
    known = number if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    return get_object_or_404(Bulletin, station=station, pk=known)


def _suggested(station: Station, like: Bulletin | None) -> dict[str, Any]:
    """As the one that is copied; else today at the usual time."""
    today = timezone.localdate()
    if like:
        day = max(today, like.day + dt.timedelta(days=1))
        return BulletinForm.initial_of(like) | {"day": day}
    last = bulletins.latest_before(station, today + dt.timedelta(days=1))
    usual = BulletinForm.initial_of(last) | {"title": ""} if last else {"minutes": station.minutes}
    return usual | {"day": today}
