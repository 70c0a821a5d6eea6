"""What is tapped and taken on the station's address: aired, called off, files."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lessons.broadcast import airing, files, loudspeaker, recordings
from lessons.broadcast.running import Running, running
from lessons.broadcast.texts import approved_script
from lessons.broadcast.timed import cut_to
from lessons.models import Airing, Approval, Bulletin, Pull
from lessons.views.bulletins.delivery import delivered
from lessons.views.recordings import sound_file
from lms.shared.vietnamese import slug

from .access import Opened, by_secret
from .pages import asked_cut, record_pull, refused


@by_secret
@require_POST
def aired(request: HttpRequest, opened: Opened, kind: str, key: str) -> HttpResponse:
    """One tap: read on air today, at a time that a bulletin plans or just now."""
    approval = _read_out(request, opened, kind, key)
    cut = _whole_number(request.POST.get("ban", ""))
    now = timezone.now()
    if not loudspeaker.may_record(approval, now):
        raise Http404
    try:
        _record(request, opened, approval, cut, now)
    except airing.BadAiring as error:
        return refused(request, opened, [str(error)])
    return _back(opened, approval, cut)


@by_secret
@require_POST
def undo(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    """Calls off what was recorded today."""
    rows = Airing.objects.filter(station=opened.station, day=timezone.localdate()).select_related("version")
    found = get_object_or_404(rows, pk=pk)
    airing.call_off(airing=found, now=timezone.now())
    return _back(opened, found, found.cut)


@by_secret
@require_safe
def text_file(request: HttpRequest, opened: Opened, kind: str, key: str, ending: str) -> HttpResponse:
    """A text as a file; `?ban=` its cut in seconds."""
    approval = loudspeaker.approved(opened.station, kind, key)
    if approval is None or ending not in files.FORMATS:
        raise Http404
    cut = asked_cut(request.GET.get("ban", ""), approval)
    if request.method == "GET":
        record_pull(opened, [approval], Pull.Way.FILE)
    name = "-".join(filter(None, [slug(approval.title)[:60] or "bai", str(cut) if cut else ""]))
    return delivered(
        lambda: files.text_file(approval, cut_to(approved_script(approval), cut), ending),
        kind=files.FORMATS[ending],
        name=f"{name}.{ending}",
        refuse=partial(refused, request, opened),
    )


@by_secret
@require_safe
def recording(request: HttpRequest, opened: Opened, kind: str, key: str, pk: int) -> HttpResponseBase:
    """How somebody read the text, to be played."""
    approval = loudspeaker.approved(opened.station, kind, key)
    rows = recordings.for_approvals([approval])[approval.pk] if approval else []
    row = next((row for row in rows if row.pk == pk), None)
    if approval is None or row is None:
        raise Http404
    if request.method == "GET":
        record_pull(opened, [approval], Pull.Way.FILE)
    return sound_file(row)


@by_secret
@require_safe
def rundown(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    order = _running(opened, pk)
    return delivered(
        lambda: files.rundown_sheet(order, opened.station).pdf(),
        kind=files.PDF,
        name=f"kich-ban-{order.bulletin.day:%Y%m%d}.pdf",
        refuse=partial(refused, request, opened),
    )


@by_secret
@require_safe
def bulletin_zip(request: HttpRequest, opened: Opened, pk: int) -> HttpResponse:
    order = _running(opened, pk)
    if request.method == "GET":
        record_pull(opened, [row.approval for row in order.read if row.approval], Pull.Way.FILE)
    return delivered(
        lambda: files.bulletin_files(order, opened.station),
        kind="application/zip",
        name=f"ban-tin-{order.bulletin.day:%Y%m%d}-{order.bulletin.starts_at:%H%M}.zip",
        refuse=partial(refused, request, opened),
    )


def _running(opened: Opened, pk: int) -> Running:
    return running(get_object_or_404(Bulletin, station=opened.station, pk=pk), opened.station)


def _read_out(request: HttpRequest, opened: Opened, kind: str, key: str) -> Approval:
    """The approval that the page showed, even if the text was approved anew since: that one was read out."""
    rows = Approval.objects.filter(station=opened.station).select_related("version", "notice", "station__unit")
    found = get_object_or_404(rows, pk=_whole_number(request.POST.get("duyet", "")))
    if loudspeaker.address_of(found) != (kind, key):
        raise Http404
    return found


def _record(request: HttpRequest, opened: Opened, approval: Approval, cut: int, now: dt.datetime) -> None:
    time = _time(request.POST.get("gio", ""))
    if time is None:
        airing.record_now(station=opened.station, approval=approval, cut=cut, now=now)
        return
    day = timezone.localdate(now)
    plan = next((one for one in loudspeaker.planned_on(approval, day, []) if one.time == time), None)
    airing.record(
        station=opened.station,
        approval=approval,
        day=day,
        slot=time,
        cut=cut,
        announcer=plan.announcer if plan else None,
        bulletin=plan.bulletin if plan else None,
        now=now,
    )


def _back(opened: Opened, text: Approval | Airing, cut: int) -> HttpResponse:
    kind = loudspeaker.SCRIPT if text.version else loudspeaker.NOTICE
    key = text.version.script_key if text.version else str(text.notice_id)
    query = f"?ban={cut}" if cut else ""
    return redirect(f"{reverse('loudspeaker:text', args=[opened.secret, kind, key])}{query}#da-phat")


def _time(text: str) -> dt.time | None:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - the clock on the wall
    except ValueError as error:
        raise Http404 from error


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
