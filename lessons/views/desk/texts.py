"""The desk of one station: every text that is offered, and how far its approval is."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.broadcast import desk as selectors
from lessons.broadcast.approval import standing
from lessons.broadcast.desk import State
from lessons.broadcast.notices import open_notices

from .access import SignedIn, desk_context, desk_page, station_asked

A_PAGE = 50
NOTICES = 10


@desk_page
@require_safe
def desk(request: SignedIn, pk: int) -> HttpResponse:
    """`?app=` the key of an app, `?tt=` a state."""
    station = station_asked(request, pk)
    everything = selectors.listed(station)
    app, state = request.GET.get("app", ""), request.GET.get("tt", "")
    wanted = [one for one in everything if app in ("", one.app_key) and state in ("", one.state)]
    page = Paginator(wanted, A_PAGE).get_page(request.GET.get("page"))
    approvals = list(standing(station))
    by_notice = {approval.notice_id: approval for approval in approvals if approval.notice_id}
    notices = list(open_notices(station)[: NOTICES + 1])
    context = desk_context(
        request,
        station,
        page_obj=page,
        rows=selectors.rows(station, list(page.object_list), approvals),
        counts=[(one, sum(row.state == one for row in everything)) for one in State],
        apps=selectors.apps_of(everything),
        app=app,
        state=state,
        notices=[(notice, by_notice.get(notice.pk)) for notice in notices[:NOTICES]],
        more_notices=len(notices) > NOTICES,
        cuts=settings.LMS_RADIO_CUTS,
    )
    return render(request, "lessons/desk/desk.html", context)
