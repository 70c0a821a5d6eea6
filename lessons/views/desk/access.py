"""Who may open a station's pages: staff with the permission, in charge of its commune."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from lessons.broadcast.stations import CHANGE, VIEW, stations_for
from lessons.models import Station
from lms.members.models import User


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: User


def desk_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Of signed-in staff, never stored: a text that was withdrawn must not come back by the Back button."""
    return login_required(cache_control(private=True, no_store=True)(view))


def require(user: User, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied


def station_asked(request: SignedIn, pk: int, permission: str = VIEW) -> Station:
    """Raises PermissionDenied for who minds no station at all, else Http404 for one of another commune: nobody learns
    which stations there are."""
    require(request.user, VIEW)
    station = stations_for(request.user).filter(pk=pk).first()
    if station is None:
        raise Http404
    require(request.user, permission)
    return station


def desk_context(request: SignedIn, station: Station, **more: Any) -> dict[str, Any]:
    """What every page of a station shows; the user is in charge of it."""
    return {"station": station, "may_change": request.user.has_perm(CHANGE), **more}
