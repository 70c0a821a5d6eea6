"""One script before the commune: read it, edit it for this place, approve it, call it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lessons.broadcast import approval as approvals
from lessons.broadcast import desk
from lessons.broadcast.desk import Review, State
from lessons.broadcast.errors import RadioDeskError
from lessons.broadcast.forms import EditForm, typed_lines
from lessons.models import Station
from lessons.radio.parts import Part, digest

from .access import SignedIn, desk_context, desk_page, station_asked
from .answers import refusal, with_approvers


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """`?goc=1`: edits anew from the trainers' text, though another one is approved."""
    station = station_asked(request, pk)
    version = desk.versions_at(station).filter(script_key=key).first()
    if version is None:
        raise Http404
    shown = desk.review(station, version)
    state = desk.state_of(version)
    if request.method == "POST":
        if state is State.WITHDRAWN:
            messages.error(request, _("This text was withdrawn meanwhile. It can no longer be approved."))
            return redirect("desk:review", pk=station.pk, key=key)
        return _posted(request, station, shown, state)
    return _page(request, shown, state, EditForm(start=_start(shown, anew="goc" in request.GET)))


def _posted(request: SignedIn, station: Station, shown: Review, state: State) -> HttpResponse:
    if not approvals.may_approve(request.user, station):
        raise PermissionDenied
    start = _start(shown, anew=request.POST.get("start") == shown.seen)
    form = EditForm(request.POST, start=start)
    if request.POST.get("seen") != shown.seen or request.POST.get("start") != digest(start):
        kept = typed_lines(request.POST)
        return _page(request, shown, state, EditForm(start=_start(shown)), fault=_changed(), kept=kept, status=409)
    if not form.is_valid():
        return _page(request, shown, state, form, status=422)
    preview = desk.review(station, shown.text, form.parts())
    if request.POST.get("act") != "approve":
        return _page(request, preview, state, form, is_preview=True)
    return _approved(request, preview, state, form)


def _approved(request: SignedIn, preview: Review, state: State, form: EditForm) -> HttpResponse:
    try:
        approvals.approve(
            station=preview.station,
            text=preview.text,
            parts=preview.parts,
            seen=request.POST["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except RadioDeskError as error:
        return _page(request, preview, state, form, is_preview=True, fault=refusal(error), status=422)
    messages.success(request, _("Approved for the air. The announcer can read it from now on."))
    return redirect(request.path)


@desk_page
@require_POST
def call_off(request: SignedIn, pk: int, key: str) -> HttpResponse:
    station = station_asked(request, pk)
    if not approvals.may_approve(request.user, station):
        raise PermissionDenied
    for one in approvals.standing(station).filter(version__script_key=key):
        approvals.call_off(approval=one, by=request.user, now=timezone.now())
        messages.success(request, _("The approval is called off. The announcer no longer finds the text."))
    return redirect("desk:review", pk=station.pk, key=key)


def _start(shown: Review, *, anew: bool = False) -> tuple[Part, ...]:
    return shown.base if anew else shown.parts


def _changed() -> list[str]:
    return [
        _("The text has changed since you opened this page, so nothing was approved. Read it again."),
        _("What you had typed stands below, to be copied."),
    ]


def _page(
    request: SignedIn,
    shown: Review,
    state: State,
    form: EditForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = desk_context(
        request,
        shown.station,
        review=shown,
        state=state,
        form=form,
        start=digest(form.start),
        **with_approvers(request.user, shown.station),
        **more,
    )
    return render(request, "lessons/desk/review.html", context, status=status)
