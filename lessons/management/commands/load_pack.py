"""Loads a course pack, or says what is wrong with it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lessons.packs.faults import PackError
from lessons.packs.loader import Report, limits_of_settings, load
from lessons.packs.reader import read_pack


class Command(BaseCommand):
    help = "Loads a course pack: adds what is missing, keeps what people edited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder that holds course.yaml")
        parser.add_argument("--check", action="store_true", help="only say what is wrong with the pack; write nothing")

    def handle(self, *, path: Path, check: bool, **options: Any) -> None:
        try:
            if check:
                read_pack(path, limits_of_settings())
                self.stdout.write(_("The pack is sound."))
            else:
                self.stdout.write("\n".join(summary(load(path))))
        except PackError as error:
            faults = "\n".join(fault.in_language(_) for fault in error.faults)
            raise CommandError(_("The pack was not loaded:") + "\n" + faults) from error


def summary(report: Report) -> list[str]:
    """A line of counts, and one line for each node that a person must look at."""
    counts = _("New: %(created)d, updated: %(updated)d, unchanged: %(unchanged)d, edited here and kept: %(kept)d.") % {
        "created": len(report.created),
        "updated": len(report.updated),
        "unchanged": len(report.unchanged),
        "kept": len(report.kept),
    }
    conflict = _("Edited here and changed in the pack, so left as it is: %(node)s")
    left = _("No longer in the pack, left as it stands here: %(node)s")
    return [
        counts,
        *(conflict % {"node": node} for node in report.conflicts),
        *(left % {"node": node} for node in report.left),
    ]
