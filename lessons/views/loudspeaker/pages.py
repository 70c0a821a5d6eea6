"""Today's bulletins, every approved text, and the page an announcer reads from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lessons.broadcast import loudspeaker, pulls, recordings
from lessons.broadcast.approval import standing
from lessons.broadcast.bulletins import bulletins_on
from lessons.broadcast.running import running
from lessons.broadcast.texts import approved_script
from lessons.broadcast.timed import Reader, cut_to
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.models import Approval, Pull
from lessons.radio.cues import Script
from lessons.radio.textfile import as_text

from .access import Opened, by_secret

A_PAGE = 20


@dataclass(frozen=True)
class Listed:
    """A line of the list of all texts."""

    approval: Approval
    seconds: int
    url: str


@by_secret
@require_safe
def today(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Today's bulletins in order; every approved text where there is none."""
    day = timezone.localdate()
    bulletins = [running(one, opened.station) for one in bulletins_on(opened.station, day)]
    context = {
        **base_context(opened),
        "day": day,
        "bulletins": [
            (order, [(row, _url(opened, row.approval, row.item.cut)) for row in order.read]) for order in bulletins
        ],
        "stopped": [(one, _instead(opened, one)) for one in pulls.stopped(opened.station, day)],
    }
    if not bulletins:
        context |= _all_texts(request, opened)
    return render(request, "lessons/loudspeaker/today.html", context)


@by_secret
@require_safe
def texts(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Every text that stands approved, the newest first."""
    context = base_context(opened) | _all_texts(request, opened)
    return render(request, "lessons/loudspeaker/texts.html", context)


@by_secret
@require_safe
def text(request: HttpRequest, opened: Opened, kind: str, key: str) -> HttpResponse:
    """One text in large type; `?ban=` its cut in seconds."""
    approval = loudspeaker.approved(opened.station, kind, key)
    if approval is None:
        return _stopped(request, opened, kind, key)
    cut = asked_cut(request.GET.get("ban", ""), approval)
    if request.method == "GET":
        record_pull(opened, [approval], Pull.Way.PAGE)
    whole = approved_script(approval)
    script = cut_to(whole, cut)
    day = timezone.localdate()
    aired = loudspeaker.aired_on(approval, day)
    context = {
        **base_context(opened),
        "approval": approval,
        "script": script,
        "cut": cut,
        "cuts": [(one, seconds, _url(opened, approval, one)) for one, seconds in _cuts(approval, whole)],
        "text": as_text(script) if script.ready else "",
        "problems": [] if script.ready else problem_words(script.problems) or [str(NO_WORDS)],
        "day": day,
        "aired": aired,
        "planned": loudspeaker.planned_on(approval, day, aired),
        "kind": kind,
        "key": key,
        "recordings": recordings.for_approvals([approval])[approval.pk],
    }
    return render(request, "lessons/loudspeaker/text.html", context)


def refused(request: HttpRequest, opened: Opened, reasons: list[str]) -> HttpResponse:
    context = base_context(opened) | {"reasons": reasons}
    return render(request, "lessons/loudspeaker/refused.html", context, status=409)


def base_context(opened: Opened) -> dict[str, Any]:
    return {"station": opened.station, "secret": opened.secret}


def asked_cut(asked: str, approval: Approval) -> int:
    """The cut that an address names; 404 for one that there is not."""
    known = {str(cut): cut for cut, _seconds in _cuts(approval, approved_script(approval))} | {"": 0}
    if asked not in known:
        raise Http404
    return known[asked]


def record_pull(opened: Opened, approvals: list[Approval], way: Pull.Way) -> None:
    versions = [one.version for one in approvals if one.version]
    pulls.record(station=opened.station, versions=versions, way=way, now=timezone.now())


def _cuts(approval: Approval, whole: Script) -> list[tuple[int, int]]:
    return loudspeaker.cuts_of(whole) if approval.version else [(0, round(whole.seconds))]


def _all_texts(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    page = Paginator(standing(opened.station), A_PAGE).get_page(request.GET.get("page"))
    reader = Reader()
    listed = [Listed(one, round(reader.read(one).seconds), _url(opened, one)) for one in page.object_list]
    return {"page_obj": page, "texts": listed}


def _stopped(request: HttpRequest, opened: Opened, kind: str, key: str) -> HttpResponse:
    found = loudspeaker.withdrawn(opened.station, kind, key)
    if found is None:
        raise Http404
    context = {**base_context(opened), "one": found, "instead": _instead(opened, found)}
    return render(request, "lessons/loudspeaker/withdrawn.html", context, status=410)


def _instead(opened: Opened, stopped: pulls.Stopped) -> list[tuple[Approval, str]]:
    return [(one, _url(opened, one)) for one in stopped.instead]


def _url(opened: Opened, approval: Approval | None, cut: int = 0) -> str:
    if approval is None:
        return ""
    address = reverse("loudspeaker:text", args=[opened.secret, *loudspeaker.address_of(approval)])
    return f"{address}?ban={cut}" if cut else address
