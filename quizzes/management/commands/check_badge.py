"""Checks a badge file without the network: is it ours, unchanged, and not withdrawn?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.badges.issuer import issuer_named, own_methods
from quizzes.badges.keys import BadKey
from quizzes.badges.lists import status_list
from quizzes.badges.verify import Finding, Verdict, check
from quizzes.badges.words import VERDICTS

MOST_BYTES = 8 * 1024 * 1024


class Command(BaseCommand):
    help = "Says whether a badge (a JSON or PNG file) is genuine, unchanged and in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--list", metavar="FILE", type=Path, help="a status list to use instead of this site's own")

    def handle(self, *, file: Path, list: Path | None, **options: Any) -> None:
        listed = _read(list) if list else None
        try:
            finding = check(
                _read(file), methods=own_methods(), get_list=lambda url: listed or own_list(url), now=timezone.now()
            )
        except (BadKey, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        words = str(VERDICTS[finding.verdict]) + (f" ({finding.detail})" if finding.detail else "")
        if finding.verdict != Verdict.VALID:
            raise CommandError(words)
        self.stdout.write(words)
        self._tell(finding)

    def _tell(self, finding: Finding) -> None:
        credential = finding.credential or {}
        subject = credential["credentialSubject"]
        rows = [
            (_("Full name"), ", ".join(one["identityHash"] for one in subject.get("identifier", []))),
            (_("Badge"), credential.get("name", "")),
            (_("Valid until"), credential.get("validUntil", "")),
            (_("Check page"), credential.get("id", "")),
        ]
        for label, value in rows:
            self.stdout.write(f"  {label}: {value}")


def own_list(url: str) -> bytes | None:
    """This site's status list at that address, made from the database; None for any other address."""
    if not url.startswith(settings.LMS_PUBLIC_URL + "/"):
        return None
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    issuer = issuer_named(found.kwargs["issuer"]) if found.view_name == "quizzes:badge_status" else None
    return status_list(issuer=issuer, number=found.kwargs["number"], now=timezone.now()) if issuer else None


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            content = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error.strerror}
        ) from error
    if len(content) > MOST_BYTES:
        raise CommandError(_("%(file)s is too large for a badge.") % {"file": file})
    return content
