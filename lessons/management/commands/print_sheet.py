"""Writes one sheet of an app as a PDF file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lessons.printing.bulk.choices import WrongName, app_named, commune_coded, kind_named, variant_named
from lessons.printing.bulk.studio import measured
from lessons.printing.bulk.words import refusal
from lessons.printing.catalogue import KINDS, RUN_SLUGS, SheetKind
from lms.members.imprints import imprint_for
from lms.shared.pdf import VARIANTS, Imprint, Sheet, SheetError, Variant

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    help = "Writes one sheet of an app as a PDF file; wrong names list the right ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("app", metavar="APP_SLUG", help="the app's name in its address")
        parser.add_argument("layout", metavar="LAYOUT", help=", ".join(KINDS))
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the PDF file; - for standard output")
        parser.add_argument("--commune", default="", metavar="CODE", help="official code of a commune: its words")
        parser.add_argument("--variant", default="plain", metavar="VARIANT", help=", ".join(VARIANTS))

    def handle(self, *, app: str, layout: str, output: str, commune: str, variant: str, **options: Any) -> None:
        try:
            page, kind = app_named(app), kind_named(layout)
            way = variant_named(variant, kind)
            imprint = imprint_for(commune_coded(commune)) if commune else Imprint()
        except WrongName as error:
            raise CommandError(str(error)) from error
        try:
            sheet = kind.make(page, imprint=imprint)
            self._write(sheet, kind, way, output)
        except (SheetError, ValueError) as error:
            raise CommandError(refusal(error, kind.name)) from error
        except OSError as error:
            message = _("%(file)s cannot be written: %(reason)s")
            raise CommandError(message % {"file": output, "reason": error.strerror}) from error

    def _write(self, sheet: Sheet, kind: SheetKind, variant: Variant, output: str) -> None:
        runs = kind.layout.runs(variant)
        if output == STANDARD_OUTPUT:
            if len(runs) > 1:
                raise CommandError(_("This sheet takes two files, fronts and backs. Name a file with -o."))
            self.stdout.buffer.write(sheet.pdf(variant))  # type: ignore[attr-defined]
            return
        pdfs = {_beside(Path(output), RUN_SLUGS.get(run, "")): sheet.pdf(variant, run) for run in runs}
        for file, pdf in pdfs.items():
            file.write_bytes(pdf)
            self.stdout.write(_("Written: %(file)s (%(paper)s)") % {"file": file, "paper": measured(pdf)[1]})
        if len(runs) > 1:
            self.stdout.write(_("Print the fronts, turn the paper as the arrows show, then print the backs on it."))


def _beside(file: Path, side: str) -> Path:
    return file.with_name(f"{file.stem}-{side}{file.suffix}") if side else file
