"""A month of the calendar, as logs are kept by it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

# "2026-11" as browsers send it; "11/2026" as people type it where the browser has no field for months.
_FORMS = (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"), re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"))


@dataclass(frozen=True, order=True)
class Month:
    first: dt.date

    @classmethod
    def of(cls, day: dt.date) -> Month:
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, text: str) -> Month | None:
        """None for what is no month."""
        for form in _FORMS:
            if (found := form.fullmatch(text.strip())) and text.isascii():
                year, month = int(found["year"]), int(found["month"])
                return cls(dt.date(year, month, 1)) if 2000 <= year <= 9000 and 1 <= month <= 12 else None
        return None

    @property
    def last(self) -> dt.date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def previous(self) -> Month:
        return Month.of(self.first - dt.timedelta(days=1))

    @property
    def next(self) -> Month:
        return Month.of(self.last + dt.timedelta(days=1))

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        return f"{self.first:%m/%Y}"
