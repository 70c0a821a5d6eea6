"""The addresses below /api/phat-thanh/. Every answer is of one station: that of the key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.broadcast import pulls, recordings
from lessons.broadcast.bulletins import bulletins_on
from lessons.broadcast.desk import Glossary
from lessons.broadcast.files import FORMATS, text_file
from lessons.broadcast.running import Running, running
from lessons.broadcast.timed import cut_to
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.models import Approval, Pull, Station
from lessons.printing.wording import sheet_words
from lessons.radio.cues import Script
from lessons.views.delivery import download
from lessons.views.recordings import sound_file
from lms.shared.pdf import SheetError

from . import feed
from .access import of_station, open_to_all
from .answers import JSON, as_json, conditional
from .parameters import Asked, wanted
from .problems import Problem
from .texts import A_PAGE, Text, address, at, chosen, read, summary, texts_of, whole, withdrawn

_DESCRIPTION = Path(__file__).with_name("openapi.yaml")


@of_station()
def texts(request: HttpRequest, station: Station) -> HttpResponseBase:
    """What stands; with `since`, also what was withdrawn from then on."""
    asked = wanted(request)
    all_ = texts_of(station)
    pages = Paginator(chosen(all_, asked), A_PAGE)
    if asked.page > pages.num_pages:
        reason = _("There are %(pages)s pages.") % {"pages": pages.num_pages}
        raise Problem("bad_parameter", parameter="page", reason=reason)
    page = pages.page(asked.page)
    data = {
        "station": _named(station),
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "next": _page_address(request, page.next_page_number()) if page.has_next() else None,
        "texts": [summary(text, asked.cut) for text in page],
        "withdrawn": withdrawn(station, asked.since) if asked.since else [],
        "standing": sorted(text.approval.pk for text in all_),
    }
    return _json(request, station, data)


@of_station()
def text(request: HttpRequest, station: Station, pk: int) -> HttpResponseBase:
    Asked(request, ())
    one, script = _found(station, pk)
    data = whole(Text(one, script, recordings.for_approvals([one])[one.pk]))
    _pulled(request, station, [one])
    return _json(request, station, data)


@of_station(key_in_address=True)
def file(request: HttpRequest, station: Station, pk: str, kind: str) -> HttpResponseBase:
    """One text as txt, docx or pdf; `cut` for a shorter one."""
    cut = Asked(request, {"cut"}).cut()
    one, script = _found(station, int(pk))
    try:
        content = text_file(one, cut_to(script, cut), kind)
    except SheetError as error:
        raise Problem("not_drawn", reason=sheet_words(error, "script")) from error
    _pulled(request, station, [one])
    key = one.version.script_key if one.version else f"thong-bao-{one.notice_id}"
    named = download(content, FORMATS[kind], "-".join(filter(None, [key, str(cut or "")])) + f".{kind}")
    response = conditional(request, content, FORMATS[kind], owner=station.pk)
    response.headers.setdefault("Content-Disposition", named.headers["Content-Disposition"])
    return response


@of_station(key_in_address=True)
def recording(request: HttpRequest, station: Station, pk: int, recording: int) -> HttpResponseBase:
    Asked(request, ())
    one, _script = _found(station, pk)
    row = next((row for row in recordings.for_approvals([one])[one.pk] if row.pk == recording), None)
    if row is None:
        raise Problem("not_found")
    row.version = one.version  # type: ignore[assignment]
    _pulled(request, station, [one])
    return sound_file(row)


@of_station()
def bulletin(request: HttpRequest, station: Station) -> HttpResponseBase:
    """The running order of a day, of today by default."""
    day = Asked(request, {"day"}).day("day")
    rows = [running(one, station) for one in bulletins_on(station, day)]
    data = {"station": _named(station), "day": day.isoformat(), "bulletins": [_bulletin(one) for one in rows]}
    return _json(request, station, data)


@of_station(key_in_address=True)
def rss(request: HttpRequest, station: Station) -> HttpResponseBase:
    """The texts as a feed, the words of each in it."""
    asked = wanted(request)
    shown = chosen(texts_of(station), asked)[(asked.page - 1) * A_PAGE :][:A_PAGE]
    _pulled(request, station, [one.approval for one in shown])
    content = feed.rss(station, shown, cut=asked.cut, key=request.GET.get("khoa", ""))
    return conditional(request, content, feed.TYPE, owner=station.pk)


@open_to_all
def openapi(request: HttpRequest) -> HttpResponseBase:
    response = conditional(request, as_json(description()), JSON)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"  # tools on other sites draw it; it holds nothing secret
    return response


@open_to_all
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    raise Problem("not_found")


@cache
def description() -> dict[str, Any]:
    """The one description of all this, with this site as its server."""
    found = yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))
    return found | {"servers": [{"url": settings.LMS_PUBLIC_URL}]}


def _found(station: Station, pk: int) -> tuple[Approval, Script]:
    """Of this station and standing; another station's is not there."""
    rows = Approval.objects.filter(station=station).select_related("version", "notice", "station__unit")
    one = rows.filter(pk=pk).first() if pk < 2**63 else None
    if one is None:
        raise Problem("not_found")
    if one.version and one.version.withdrawn_at:
        raise Problem("withdrawn", reason=one.version.withdrawn_reason, withdrawn_at=at(one.version.withdrawn_at))
    if not Approval.objects.standing().filter(pk=pk).exists():
        raise Problem("ended")
    script = read(one, Glossary())
    if not script.ready:
        raise Problem("not_ready", reason=" ".join(map(str, problem_words(script.problems))) or str(NO_WORDS))
    return one, script


def _pulled(request: HttpRequest, station: Station, approvals: list[Approval]) -> None:
    if request.method == "GET":
        versions = [one.version for one in approvals if one.version]
        pulls.record(station=station, versions=versions, way=Pull.Way.API, now=timezone.now())


def _json(request: HttpRequest, station: Station, data: dict[str, Any]) -> HttpResponseBase:
    return conditional(request, as_json(data), JSON, owner=station.pk)


def _named(station: Station) -> dict[str, Any]:
    return {"id": station.pk, "name": station.name}


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{settings.LMS_PUBLIC_URL}{request.path}?{query.urlencode()}"


def _bulletin(found: Running) -> dict[str, Any]:
    one = found.bulletin
    return {
        "id": one.pk,
        "title": one.title,
        "starts_at": f"{one.starts_at:%H:%M}",
        "repeats": one.repeats,
        "slot_seconds": found.slot,
        "seconds": found.total,
        "over_seconds": found.over,
        "left_out": found.left_out,
        "changed_at": at(one.changed_at),
        "items": [_item(row) for row in found.read],
    }


def _item(row: Any) -> dict[str, Any]:
    """`text` is the id of the approved text; music has none."""
    item, one = row.item, row.approval
    return {
        "position": item.position,
        "kind": item.kind,
        "title": row.title,
        "text": one.pk if one else None,
        "cut": item.cut,
        "starts_after": row.starts,
        "seconds": row.seconds,
        "announcer": item.announcer.name if item.announcer else None,
        "url": address("text", one.pk) if one else None,
    }
