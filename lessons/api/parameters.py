"""What a machine may ask for. Each parameter is checked before anything is looked up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from lms.shared.vietnamese import normalise_line

from .access import KEY
from .problems import bad_parameter

Value = TypeVar("Value")
MOST_PAGES = 10_000
LONGEST_TEXT = 24 * 3600  # seconds


@dataclass(frozen=True)
class Wanted:
    """`cut` 0 is the whole text."""

    app: str = ""
    since: dt.datetime | None = None
    published_from: dt.datetime | None = None
    published_to: dt.datetime | None = None
    max_seconds: int | None = None
    cut: int = 0
    page: int = 1


TEXTS = frozenset(Wanted.__dataclass_fields__)


def wanted(request: HttpRequest) -> Wanted:
    asked = Asked(request, TEXTS)
    found = Wanted(
        app=asked.words("app"),
        since=asked.one("since", _moment),
        published_from=asked.one("published_from", _moment),
        published_to=asked.one("published_to", _last_moment),
        max_seconds=asked.number("max_seconds", most=LONGEST_TEXT),
        cut=asked.cut(),
        page=asked.number("page", most=MOST_PAGES) or 1,
    )
    if found.published_from and found.published_to and found.published_from > found.published_to:
        raise bad_parameter("published_to", _("It lies before published_from."))
    return found


class Asked:
    """The parameters of one request. A name that is not `known`, or that stands twice, is refused: a filter with a
    slip in its name would let everything through."""

    def __init__(self, request: HttpRequest, known: Collection[str]) -> None:
        self.query: QueryDict = request.GET
        for name, values in self.query.lists():
            if name not in known and name != KEY:
                reason = _("There is no such parameter. These are: %(known)s")
                raise bad_parameter(name[:60], reason % {"known": ", ".join(sorted(known)) or "–"})
            if len(values) > 1:
                raise bad_parameter(name, _("It stands twice in the address."))

    def words(self, name: str) -> str:
        return normalise_line(self.query.get(name, ""))[:200]

    def one(self, name: str, read: Callable[[str], Value | None]) -> Value | None:
        """None where it is not asked for. `read` gives None for what is no date."""
        text = self.words(name).replace(" ", "+")  # a plus sign that was not encoded
        if not text:
            return None
        try:
            value = read(text)
        except (ValueError, OverflowError):
            value = None
        if value is None:
            raise bad_parameter(name, _("Write it as 2026-11-22 or 2026-11-22T17:00:00+07:00."))
        return value

    def number(self, name: str, *, most: int) -> int | None:
        text = self.words(name)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
            raise bad_parameter(name, _("Write a whole number from 1 to %(most)s.") % {"most": most})
        return int(text)

    def cut(self) -> int:
        text, cuts = self.words("cut"), [str(cut) for cut in settings.LMS_RADIO_CUTS]
        if text in ("", "0"):
            return 0
        if text not in cuts:
            raise bad_parameter("cut", _("There are cuts of %(cuts)s seconds.") % {"cuts": ", ".join(cuts)})
        return int(text)

    def day(self, name: str) -> dt.date:
        return self.one(name, parse_date) or timezone.localdate()


def _moment(text: str) -> dt.datetime | None:
    """A day begins at midnight here; a time without an offset is one of here. Raises OverflowError in the first and
    the last hours of all time."""
    day = _day(text)
    moment = dt.datetime.combine(day, dt.time.min) if day else parse_datetime(text)
    return _aware(moment) if moment else None


def _last_moment(text: str) -> dt.datetime | None:
    """A day ends with its last moment."""
    day = _day(text)
    return _aware(dt.datetime.combine(day, dt.time.max)) if day else _moment(text)


def _day(text: str) -> dt.date | None:
    return parse_date(text) if len(text) <= 10 else None


def _aware(moment: dt.datetime) -> dt.datetime:
    return (timezone.make_aware(moment) if timezone.is_naive(moment) else moment).astimezone(dt.UTC)
