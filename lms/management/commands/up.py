"""One command from an empty folder to a running course."""

from __future__ import annotations

import ipaddress
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lessons.packs.faults import PackError
from lms.members.units import UnitFileError
from lms.setup.console import Console
from lms.setup.prepare import CannotStart, check_python, prepare
from lms.setup.server import check_address, serve


class Command(BaseCommand):
    help = "Prepares the database, loads the units and the starter course, and serves. Run again, it keeps every edit."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--port", type=_number(65535), default=8000)
        parser.add_argument("--bind", default="127.0.0.1", help="address to listen on (default: this machine only)")
        parser.add_argument("--workers", type=_number(64), default=1, help="processes that answer requests")

    def handle(self, *, no_serve: bool, port: int, bind: str, workers: int, **options: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):  # a Windows pipe may not know Vietnamese letters
            sys.stdout.reconfigure(errors="replace")
        console = Console(self.stdout)
        try:
            check_python()
            if not no_serve:
                check_address(bind, port)
            accounts = prepare(console)
        except PackError as error:
            raise CommandError("\n".join(fault.in_language(_) for fault in error.faults)) from error
        except (CannotStart, UnitFileError) as error:
            raise CommandError(str(error)) from error
        address = f"http://{_shown(bind)}:{port}"
        self._tell(console, address, accounts)
        if accounts and not _only_this_machine(bind):
            console.line(_("Anyone on this network can use the accounts above. For showing only, never for real work."))
        if not no_serve:
            os.environ.setdefault("LMS_PUBLIC_URL", address)  # what QR codes hold, for the server's processes
            console.line(_("Ctrl+C stops it."))
            serve(bind=bind, port=port, workers=workers)

    def _tell(self, console: Console, address: str, accounts: list[tuple[str, str]]) -> None:
        rows = [(_("Course"), f"{address}/"), (_("Writing and publishing"), f"{address}/quan-tri/")]
        console.line()
        _table(console, rows)
        if accounts:
            console.line()
            console.line(_("Sign in as (password for all: %s)") % settings.LMS_DEMO_PASSWORD)
            _table(console, accounts)
        console.line()


def _number(most: int) -> Callable[[str], int]:
    """Reads an option from 1 to `most`: the system would quietly take port 99999 for another one."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
            raise ArgumentTypeError(f"{text} is not a whole number from 1 to {most}")
        return int(text)

    return read


def _only_this_machine(bind: str) -> bool:
    try:
        return ipaddress.ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


def _shown(bind: str) -> str:
    """How a browser on this machine reaches the server."""
    if bind in ("0.0.0.0", "::", ""):  # noqa: S104 - asked for by the person who starts it
        return "127.0.0.1"
    return f"[{bind}]" if ":" in bind else bind


def _table(console: Console, rows: list[tuple[str, str]]) -> None:
    width = max(len(str(label)) for label, _value in rows)
    for label, value in rows:
        console.line(f"  {str(label).ljust(width)}  {value}")
