"""Writes a radio script as a file, as the province or as one station reads it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.broadcast.approval import standing
from lessons.broadcast.files import approved_by
from lessons.broadcast.named import script_named, station_coded
from lessons.broadcast.script_files import FORMATS, script_file
from lessons.broadcast.scripts import parts_of, script_of, timed
from lessons.broadcast.texts import approved_script, reading_of
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.models import Approval, RadioScriptPage, Station
from lessons.printing.bulk.choices import WrongName
from lessons.printing.bulk.words import refusal
from lessons.radio.cues import Script
from lessons.radio.cuts import cut
from lessons.radio.slots import fill
from lessons.radio.textfile import NotReadyError
from lessons.radio.timing import FASTEST_RATE, SLOWEST_RATE
from lms.shared.pdf import SheetError

STANDARD_OUTPUT = "-"
TEXTS = ("txt", "ssml")


class Command(BaseCommand):
    help = "Writes a radio script as a file; wrong names list the right ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("script", metavar="SLUG", help="the script's name in its address")
        parser.add_argument("--format", choices=FORMATS, default="txt", help="%(choices)s")
        parser.add_argument("--cut", type=int, metavar="SECONDS", help="a shorter text, for example 60")
        parser.add_argument("--rate", type=float, metavar="SYLLABLES", help="a minute, 150 to 220")
        parser.add_argument("--station", default="", metavar="CODE", help="official code of a commune: as it reads it")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the file; - for standard output")

    def handle(self, *, script: str, output: str, rate: float | None, station: str, **options: Any) -> None:
        _check(rate, options["cut"])
        try:
            page = script_named(script)
            place = station_coded(station) if station else None
        except WrongName as error:
            raise CommandError(str(error)) from error
        approval = _approval(place, page) if place else None
        if place and not approval:
            self.stderr.write(_("%(station)s has not approved this text: not for the air.") % {"station": place})
        text = _read(page, place, approval, rate)
        text = cut(text, options["cut"]).script if options["cut"] else text
        content = _file(text, options["format"], page, place, approval)
        self._write(content, output, options["format"])

    def _write(self, content: bytes, output: str, kind: str) -> None:
        if output == STANDARD_OUTPUT:
            if kind in TEXTS:
                self.stdout.write(content.decode(), ending="")
            else:
                self.stdout.buffer.write(content)  # type: ignore[attr-defined]
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            message = _("%(file)s cannot be written: %(reason)s")
            raise CommandError(message % {"file": output, "reason": error.strerror}) from error
        self.stdout.write(_("Written: %(file)s") % {"file": output})


def _check(rate: float | None, seconds: int | None) -> None:
    if rate is not None and not SLOWEST_RATE <= rate <= FASTEST_RATE:
        words = _("The rate is %(slowest)d to %(fastest)d syllables a minute.")
        raise CommandError(words % {"slowest": SLOWEST_RATE, "fastest": FASTEST_RATE})
    if seconds is not None and seconds < 1:
        raise CommandError(_("A cut has at least one second."))


def _approval(station: Station, page: RadioScriptPage) -> Approval | None:
    return standing(station).filter(version__script_key=page.key).first()


def _read(page: RadioScriptPage, station: Station | None, approval: Approval | None, rate: float | None) -> Script:
    if approval:
        return approved_script(approval, rate=rate)
    if station is None:
        return script_of(page, rate=rate)
    filled = fill(parts_of(page), station.slots())
    return timed(page, filled.parts, rate=rate or station.rate, words=reading_of(station))


def _file(text: Script, kind: str, page: RadioScriptPage, station: Station | None, approval: Approval | None) -> bytes:
    dated = approval.approved_at if approval else page.last_published_at or timezone.now()
    signed = approved_by(approval) if approval else None
    try:
        return script_file(text, kind, dated=dated, where=station.name if station else "", approved=signed)
    except NotReadyError as error:
        raise CommandError("\n".join(problem_words(text.problems) or [str(NO_WORDS)])) from error
    except SheetError as error:
        raise CommandError(refusal(error, "script")) from error
