"""A station's own notices: written by its staff, approved by the commune."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lessons.broadcast import approval as approvals
from lessons.broadcast import desk
from lessons.broadcast import notices as services
from lessons.broadcast.errors import RadioDeskError
from lessons.broadcast.forms import NoticeForm
from lessons.broadcast.stations import CHANGE
from lessons.models import Notice, Station

from .access import SignedIn, desk_context, desk_page, station_asked
from .answers import refusal, with_approvers

A_PAGE = 30


@desk_page
@require_safe
def notices(request: SignedIn, pk: int) -> HttpResponse:
    station = station_asked(request, pk)
    page = Paginator(services.all_notices(station), A_PAGE).get_page(request.GET.get("page"))
    by_notice = {one.notice_id: one for one in approvals.standing(station).filter(notice__in=page.object_list)}
    context = desk_context(
        request,
        station,
        page_obj=page,
        notices=[(notice, by_notice.get(notice.pk)) for notice in page.object_list],
        today=timezone.localdate(),
    )
    return render(request, "lessons/desk/notices.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_notice(request: SignedIn, pk: int) -> HttpResponse:
    station = station_asked(request, pk, CHANGE)
    form = NoticeForm(request.POST or None, instance=Notice(station=station))
    if request.method == "POST" and form.is_valid():
        made = services.write(notice=form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Saved. It goes on air once it is approved."))
        return redirect("desk:notice", pk=station.pk, notice_pk=made.pk)
    context = desk_context(request, station, form=form)
    return render(request, "lessons/desk/new_notice.html", context, status=422 if form.errors else 200)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: SignedIn, pk: int, notice_pk: int) -> HttpResponse:
    """`act` is save, close, approve or call_off."""
    station = station_asked(request, pk)
    found = get_object_or_404(Notice, pk=notice_pk, station=station)
    if request.method != "POST":
        return _page(request, station, found)
    act = _ACTS.get(request.POST.get("act", "save"), _save)
    return act(request, station, found)


def _save(request: SignedIn, station: Station, found: Notice) -> HttpResponse:
    _check(request.user.has_perm(CHANGE))
    form = NoticeForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, station, Notice.objects.get(pk=found.pk), form=form, status=422)
    ended = services.rewrite(notice=form.instance, by=request.user, now=timezone.now())
    said = _("Saved. The words changed, so it has to be approved again.") if ended else _("Saved.")
    messages.success(request, said)
    return redirect(request.path)


def _close(request: SignedIn, station: Station, found: Notice) -> HttpResponse:
    _check(request.user.has_perm(CHANGE))
    services.close(notice=found, now=timezone.now())
    messages.success(request, _("Closed. The announcer no longer finds it."))
    return redirect("desk:notices", pk=station.pk)


def _approve(request: SignedIn, station: Station, found: Notice) -> HttpResponse:
    _check(approvals.may_approve(request.user, station))
    try:
        approvals.approve(
            station=station,
            text=found,
            parts=approvals.base_parts(found, station),
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
    except RadioDeskError as error:
        return _page(request, station, found, fault=refusal(error), status=409)
    messages.success(request, _("Approved for the air. The announcer can read it from now on."))
    return redirect(request.path)


def _call_off(request: SignedIn, station: Station, found: Notice) -> HttpResponse:
    _check(approvals.may_approve(request.user, station))
    for one in approvals.standing(station).filter(notice=found):
        approvals.call_off(approval=one, by=request.user, now=timezone.now())
        messages.success(request, _("The approval is called off. The announcer no longer finds the text."))
    return redirect(request.path)


_ACTS = {"save": _save, "close": _close, "approve": _approve, "call_off": _call_off}


def _check(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _page(
    request: SignedIn,
    station: Station,
    found: Notice,
    *,
    form: NoticeForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = desk_context(
        request,
        station,
        notice=found,
        review=desk.review(station, found),
        form=form or NoticeForm(instance=found),
        over=found.last_day is not None and found.last_day < timezone.localdate(),
        **with_approvers(request.user, station),
        **more,
    )
    return render(request, "lessons/desk/notice.html", context, status=status)
