"""Reading comfort: text size and contrast, chosen by plain links and kept in cookies. Dark follows the phone.

A choice is a class on <html>, so a page is right from its first paint. The classes are part of the page: a cache must
keep one copy for each `variant`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

A_YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen, in order: {value in the address: (its class on the page, its name)}. The first is usual."""

    cookie: str
    label: str | Promise
    values: dict[str, tuple[str, str | Promise]]

    def of(self, request: HttpRequest) -> str:
        """The value that the reader has chosen; the usual one when the cookie holds anything else."""
        kept = request.COOKIES.get(self.cookie, "")
        return kept if kept in self.values else next(iter(self.values))


CHOICES = {
    "co-chu": Choice(
        "co_chu",
        _("Text size"),
        {"thuong": ("", _("normal")), "lon": ("chu-lon", _("large")), "rat-lon": ("chu-rat-lon", _("very large"))},
    ),
    "tuong-phan": Choice(
        "tuong_phan", _("Contrast"), {"thuong": ("", _("normal")), "cao": ("tuong-phan-cao", _("high"))}
    ),
}


def variant(request: HttpRequest) -> str:
    """The classes that the reader's choices put on <html>; "" when all is as usual. One of six texts."""
    chosen = (choice.values[choice.of(request)][0] for choice in CHOICES.values())
    return " ".join(name for name in chosen if name)


class Comfort:
    """What templates show of the choices."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def classes(self) -> str:
        return variant(self.request)

    @property
    def choices(self) -> Iterator[tuple[str, str | Promise, list[tuple[str, str | Promise, bool]]]]:
        """(name in the address, label, [(value, its name, whether it is chosen)])"""
        for name, choice in CHOICES.items():
            now = choice.of(self.request)
            yield name, choice.label, [(value, label, value == now) for value, (_class, label) in choice.values.items()]

    @property
    def next_size(self) -> str:
        """The size after the one that stands; after the largest the usual one."""
        sizes = list(CHOICES["co-chu"].values)
        return sizes[(sizes.index(CHOICES["co-chu"].of(self.request)) + 1) % len(sizes)]

    @property
    def is_largest(self) -> bool:
        return self.next_size == next(iter(CHOICES["co-chu"].values))


def comfort(request: HttpRequest) -> dict[str, Comfort]:
    """For all templates."""
    return {"comfort": Comfort(request)}


def choose_comfort(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Keeps a choice in a cookie and goes back; a plain link, as for languages."""
    if name not in CHOICES or value not in CHOICES[name].values:
        raise Http404
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe and back.startswith("/") else "/")
    cookie = CHOICES[name].cookie
    if value == next(iter(CHOICES[name].values)):
        response.delete_cookie(cookie, samesite="Lax")
    else:
        response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response
