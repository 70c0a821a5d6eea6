"""Sums the ledger of past months into balances: counts are right without it, and fast with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.certification.ledger import fold
from quizzes.certification.states import months_later
from quizzes.models import LedgerEntry, LedgerMonth


class Command(BaseCommand):
    help = "Folds the ledger of certificates up to the first day of this month, month by month."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        this_month = timezone.localdate(now).replace(day=1)
        month = _next_month()
        while month and month <= this_month:
            if fold(month=month, now=now):
                self.stdout.write(_("Folded up to %(day)s.") % {"day": f"{month:%d/%m/%Y}"})
            month = months_later(month, 1)


def _next_month() -> dt.date | None:
    """After the last that stands, or after the first entry; None for an empty ledger."""
    if newest := LedgerMonth.objects.order_by("-first_day").first():
        return months_later(newest.first_day, 1)
    first = LedgerEntry.objects.order_by("day").first()
    return months_later(first.day.replace(day=1), 1) if first else None
