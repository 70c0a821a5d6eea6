"""Sums the ledger of past months into balances: counts are right without it, and fast with it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.certification.ledger import fold_past


class Command(BaseCommand):
    help = "Folds the ledger of certificates up to the first day of this month, month by month."

    def handle(self, **options: Any) -> None:
        for month in fold_past(now=timezone.now()):
            self.stdout.write(_("Folded up to %(day)s.") % {"day": f"{month:%d/%m/%Y}"})
