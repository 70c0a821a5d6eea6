"""Closes attempts whose time has run out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.attempts import close_overdue


class Command(BaseCommand):
    help = (
        "Closes attempts whose time limit has passed and to which nobody came back, with what was saved. "
        "Any page that shows such an attempt closes it too; run this every few minutes to have statistics complete."
    )

    def handle(self, **options: Any) -> None:
        total, now = 0, timezone.now()
        while closed := close_overdue(now=now):
            total += closed
        self.stdout.write(_("Attempts whose time had run out, closed: %(number)d") % {"number": total})
