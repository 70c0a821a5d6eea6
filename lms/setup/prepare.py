"""Brings a machine from an empty folder to a course that can be served; run again, it adds what is missing."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from lessons.broadcast.versions import record_missing
from lessons.editions import keep_missing_words
from lessons.models import CoursePage
from lessons.packs.loader import STARTER, Report, load, load_terms
from lms.members.consents import ensure_text
from lms.members.demo import ensure_demo_accounts
from lms.members.units import load_units
from lms.pagecache.receivers import all_at_once

from .console import Console
from .demo_station import ensure_demo_station
from .permissions import ensure_permissions, ensure_recordings
from .static import collect_if_changed

OLDEST_PYTHON = (3, 11)


class CannotStart(Exception):
    """This machine cannot run the course; the text says why and what to do."""


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        message = _("Python %(wanted)s or newer is needed; this is %(found)s.")
        raise CannotStart(message % {"wanted": wanted, "found": sys.version.split()[0]})


def prepare(console: Console) -> list[tuple[str, str]]:
    """Everything but serving. [(role in words, user name)] of the demo accounts, if these settings have them."""
    with quiet():
        with console.step(_("Folders and database")):
            _make_folders()
            call_command("migrate", interactive=False, verbosity=0)
            ensure_text()  # what members are asked before anything of them is kept
            call_command("clearsessions")  # who signed in long ago is nobody's business
        with console.step(_("Provinces and communes")) as progress:
            load_units(progress=progress)
        with console.step(_("Starter course")) as progress, all_at_once():
            load_terms()
            report = load(STARTER, progress=progress)
            record_missing()
            keep_missing_words()
        with console.step(_("Groups and permissions")):
            for course in CoursePage.objects.all():
                ensure_permissions(course)
            ensure_recordings()
            password = getattr(settings, "LMS_DEMO_PASSWORD", "")
            accounts = ensure_demo_accounts(password) if password else []
            if accounts:
                ensure_demo_station()
        with console.step(_("Styles and pictures")):
            collect_if_changed()
    _tell_conflicts(console, report)
    return accounts


@contextmanager
def quiet() -> Iterator[None]:
    """Without the log lines of every page saved: they would tear the progress bars."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)


def _make_folders() -> None:
    for folder in (settings.LMS_DATA_DIR, settings.MEDIA_ROOT):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = _("The folder %(folder)s cannot be made: %(reason)s")
            raise CannotStart(message % {"folder": folder, "reason": error.strerror}) from error


def _tell_conflicts(console: Console, report: Report) -> None:
    for node in report.conflicts:
        console.line(_("  Edited here and changed in the starter course, so left as it is: %s") % (node,))
    for node in report.left:
        console.line(_("  No longer in the starter course, left as it stands here: %s") % (node,))
