"""Addresses and keys that open a station without an account."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lessons.broadcast import tokens
from lessons.broadcast.forms import SecretForm
from lessons.broadcast.stations import CHANGE
from lessons.models import StationToken
from lms.shared.pdf.qr import qr_svg

from .access import SignedIn, desk_context, desk_page, station_asked

_SIZE = re.compile(r' width="(\d+)" height="(\d+)"')


@dataclass(frozen=True)
class Shown:
    """A secret on the one page that ever shows it."""

    token: StationToken
    words: str
    qr: SafeString | None = None


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def secrets(request: SignedIn, pk: int) -> HttpResponse:
    """What was made is shown in the answer itself: a secret goes into no session and no address of ours."""
    station = station_asked(request, pk, CHANGE)
    form = SecretForm(request.POST or None, initial={"kind": StationToken.Kind.LINK})
    made = None
    if request.method == "POST" and form.is_valid():
        kind = StationToken.Kind(form.cleaned_data["kind"])
        try:
            token, secret = tokens.make(
                station=station, kind=kind, by=request.user, now=timezone.now(), note=form.cleaned_data["note"]
            )
        except tokens.TooManySecrets:
            form.add_error(None, _("That is enough of them. Revoke those that nobody uses, then make another."))
        else:
            made, form = _shown(token, secret), SecretForm(initial={"kind": kind})
    context = desk_context(request, station, form=form, made=made, tokens=tokens.tokens_of(station))
    return render(request, "lessons/desk/secrets.html", context, status=422 if form.errors else 200)


@desk_page
@require_POST
def revoke(request: SignedIn, pk: int, secret_pk: int) -> HttpResponse:
    station = station_asked(request, pk, CHANGE)
    tokens.revoke(token=get_object_or_404(StationToken, pk=secret_pk, station=station), now=timezone.now())
    messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("desk:secrets", pk=station.pk)


def _shown(token: StationToken, secret: str) -> Shown:
    if token.kind == StationToken.Kind.API:
        return Shown(token, secret)
    address = settings.LMS_PUBLIC_URL + reverse("loudspeaker:today", args=[secret])
    # As wide as the page wants it, not one pixel a module.
    drawn = _SIZE.sub(r' viewBox="0 0 \1 \2"', qr_svg(address), count=1)
    return Shown(token, address, mark_safe(drawn))  # noqa: S308 - drawn by us from an address of ours
