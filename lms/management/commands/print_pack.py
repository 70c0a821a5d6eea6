"""Prints many sheets for many communes into a folder, with a progress bar; run again, it goes on where it stopped."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lessons.models import PrintPack
from lessons.printing.bulk import selectors
from lessons.printing.bulk.choices import (
    WrongName,
    app_named,
    commune_coded,
    communes_of_province,
    kind_named,
    variant_named,
)
from lessons.printing.bulk.delivery import FolderTaken, Order, deliver, pack_in, take_up
from lessons.printing.bulk.ordering import OrderError
from lessons.printing.catalogue import KINDS
from lms.setup.console import Console
from lms.shared.pdf import VARIANTS


class Command(BaseCommand):
    help = "Prints sheets of several apps for several communes: single files, a ZIP, and one PDF in printing order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apps", nargs="+", required=True, metavar="APP_SLUG")
        parser.add_argument("--layouts", nargs="+", required=True, metavar="LAYOUT", help=", ".join(KINDS))
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--province", metavar="CODE", help="every commune of this province")
        where.add_argument("--communes", nargs="+", metavar="CODE", help="these communes")
        parser.add_argument("--variant", default="plain", metavar="VARIANT", help=", ".join(VARIANTS))
        parser.add_argument("--copies", type=_number(100_000), default=1, help="of each sheet, for the list of copies")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER")
        parser.add_argument("--workers", type=_number(16), default=1, help="processes that print")

    def handle(self, *, output: Path, workers: int, **options: Any) -> None:
        console = Console(self.stdout)
        try:
            order = _order(options)
            pack = take_up(order=order, folder=output)
            with console.step(_("Sheets and files")) as progress:
                done = pack_in(pack=pack, workers=workers, progress=progress)
            if not done:
                pack.refresh_from_db()
                _tell_failures(console, pack)
                raise CommandError(pack.error or _("It was interrupted. Run the same command again to go on."))
            _tell_failures(console, pack)
            for file in deliver(pack=pack, folder=output):
                console.line(_("Written: %(file)s") % {"file": file})
        except (WrongName, OrderError, FolderTaken) as error:
            raise CommandError(str(error)) from error
        except (KeyboardInterrupt, PrintPack.DoesNotExist) as error:
            raise CommandError(_("It was interrupted. Run the same command again to go on.")) from error
        except OSError as error:
            message = _("%(folder)s cannot be written: %(reason)s. Then run the same command again.")
            raise CommandError(message % {"folder": output, "reason": error.strerror}) from error


def _order(options: dict[str, Any]) -> Order:
    kinds = [kind_named(name) for name in dict.fromkeys(options["layouts"])]
    units = communes_of_province(options["province"]) if options["province"] else []
    return Order(
        apps=[app_named(name) for name in dict.fromkeys(options["apps"])],
        kinds=kinds,
        variant=variant_named(options["variant"], *kinds),
        units=units or [commune_coded(code) for code in dict.fromkeys(options["communes"] or ())],
        copies=options["copies"],
    )


def _tell_failures(console: Console, pack: PrintPack) -> None:
    for failure in selectors.failures(pack):
        console.line(f"{failure.sheet} ({failure.number}): {failure.message}")


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
            raise ArgumentTypeError(f"{text} is not a whole number from 1 to {most}")
        return int(text)

    return read
