"""Putting a bulletin together: add, order, remove, who reads; by plain buttons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lessons.broadcast import bulletins, files
from lessons.broadcast.running import running
from lessons.models import Announcer, Approval, Bulletin, BulletinItem, Station
from lessons.views.delivery import refused
from lessons.views.desk.access import desk_context
from lms.shared.vietnamese import normalise_line

from .access import SignedIn, changing, seeing
from .bar import bar_of
from .delivery import delivered
from .forms import cut_choices


@seeing
@require_safe
def compose(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(Bulletin, station=station, pk=pk)
    order = running(bulletin, station)
    scripts, notices = bulletins.offered(station)
    context = {
        "bulletin": bulletin,
        "order": order,
        "bar": bar_of(order),
        "scripts": scripts,
        "notices": notices,
        "announcers": list(Announcer.objects.filter(station=station)),
        "cuts": cut_choices(settings.LMS_RADIO_CUTS),
        "most_music": bulletins.MOST_MUSIC,
    }
    return render(request, "lessons/bulletins/compose.html", desk_context(request, station, **context))


@changing
@require_POST
def add(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    """`duyet` names an approved text, `giay` the seconds of music."""
    bulletin = get_object_or_404(Bulletin, station=station, pk=pk)
    try:
        _add(request, station, bulletin)
    except bulletins.BadBulletin as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('bulletin:compose', args=[station.pk, pk])}#them")


@changing
@require_POST
def item(request: SignedIn, station: Station, pk: int, item_pk: int) -> HttpResponse:
    """`lam` says what: len (up), xuong (down), bo (remove), luu (save who reads and which cut)."""
    rows = BulletinItem.objects.filter(bulletin__pk=pk, bulletin__station=station).select_related("bulletin")
    found, now = rows.filter(pk=item_pk).first(), timezone.now()
    back = reverse("bulletin:compose", args=[station.pk, pk])
    if found is None:  # removed from another window
        return redirect(f"{back}#thu-tu")
    match request.POST.get("lam"):
        case "len" | "xuong" as way:
            bulletins.move(item=found, up=way == "len", now=now)
        case "bo":
            bulletins.remove(item=found, now=now)
        case "luu":
            _save(request, station, found)
        case _:
            raise Http404
    return redirect(f"{back}#thu-tu")


@seeing
@require_safe
def rundown(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    order = running(get_object_or_404(Bulletin, station=station, pk=pk), station)
    name = f"kich-ban-{order.bulletin.day:%Y%m%d}-{order.bulletin.starts_at:%H%M}.pdf"
    make = files.rundown_sheet(order, station).pdf
    return delivered(make, kind=files.PDF, name=name, refuse=_refuse(request, station, pk))


@seeing
@require_safe
def whole_zip(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    order = running(get_object_or_404(Bulletin, station=station, pk=pk), station)
    name = f"ban-tin-{order.bulletin.day:%Y%m%d}-{order.bulletin.starts_at:%H%M}.zip"
    return delivered(
        lambda: files.bulletin_files(order, station),
        kind="application/zip",
        name=name,
        refuse=_refuse(request, station, pk),
    )


def _refuse(request: SignedIn, station: Station, pk: int) -> Any:
    back = reverse("bulletin:compose", args=[station.pk, pk])
    return lambda reasons: refused(request, reasons, back)


def _add(request: SignedIn, station: Station, bulletin: Bulletin) -> None:
    now = timezone.now()
    if "giay" in request.POST:
        title = normalise_line(request.POST.get("ten", ""))[:120]
        bulletins.add_music(bulletin=bulletin, seconds=number(request.POST["giay"]), title=title, now=now)
        return
    rows = Approval.objects.filter(station=station).select_related("version", "notice")
    approval = rows.filter(pk=number(request.POST.get("duyet", ""))).first()
    if approval is None:
        raise bulletins.NothingChosen
    announcer = _announcer(request, station)
    if approval.version:
        cut = number(request.POST.get("ban", ""))
        bulletins.add_script(bulletin=bulletin, approval=approval, cut=cut, announcer=announcer, now=now)
    else:
        bulletins.add_notice(bulletin=bulletin, approval=approval, announcer=announcer, now=now)


def _save(request: SignedIn, station: Station, found: BulletinItem) -> None:
    cut, announcer = number(request.POST.get("ban", "")), _announcer(request, station)
    try:
        bulletins.set_reading(item=found, announcer=announcer, cut=cut, now=timezone.now())
    except bulletins.BadBulletin as error:
        messages.error(request, str(error))


def _announcer(request: SignedIn, station: Station) -> Announcer | None:
    return Announcer.objects.filter(station=station, pk=number(request.POST.get("doc", ""))).first()


def number(text: str) -> int:
    """0 for what is no number that a form of ours sends."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
