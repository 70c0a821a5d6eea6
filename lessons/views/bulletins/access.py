"""The station that a page is about: found once, for every view of bulletins and log."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from lessons.broadcast.stations import CHANGE, VIEW
from lessons.views.desk.access import SignedIn, desk_page, station_asked

View = Callable[..., HttpResponse]
__all__ = ["SignedIn", "changing", "seeing"]


def seeing(view: View) -> View:
    """For who minds the station or approves for it; the view gets the station in place of its number."""
    return _station_page(view, VIEW)


def changing(view: View) -> View:
    """For who minds the station."""
    return _station_page(view, CHANGE)


def _station_page(view: View, permission: str) -> View:
    @desk_page
    @wraps(view)
    def page(request: SignedIn, station: int, **kwargs: Any) -> HttpResponse:
        return view(request, station_asked(request, station, permission), **kwargs)

    return page
