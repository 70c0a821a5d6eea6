"""Compares the certificates' dates and the ledger with a recount from events."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from quizzes.certification import recount
from quizzes.models import Certification


class Command(BaseCommand):
    help = "Recounts certificates from their events and compares; ends with status 1 where something differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="set right what differs")

    def handle(self, *, repair: bool, **options: Any) -> None:
        differs = False
        for certification in Certification.objects.order_by("pk"):
            differs |= self._one(certification, repair)
        if differs and not repair:
            self.stderr.write(_("Something differs. Run it again with --repair to set it right."))
            raise SystemExit(1)

    def _one(self, certification: Certification, repairing: bool) -> bool:
        found = recount.repair(certification) if repairing else recount.compare(certification)
        words = _("%(key)s: %(read)d certificates; dates differ: %(rows)d; ledger entries differ: %(entries)d")
        counted = {"read": found.read, "rows": len(found.rows), "entries": len(found.missing)}
        self.stdout.write(words % {"key": certification.key, **counted})
        return not found.none
