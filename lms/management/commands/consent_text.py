"""Shows the consent text that stands, or publishes a new version of it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lms.members.consents import TEXT_FILE, current_text, publish_text, text_of_file
from lms.shared.vietnamese import normalise


class Command(BaseCommand):
    help = "Shows the consent text that stands; --publish makes a new version, and every member is asked again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--publish", action="store_true", help="publish the text of the file as a new version")
        parser.add_argument("--file", type=Path, default=TEXT_FILE, help="text to publish (default: the one that came)")

    def handle(self, *, publish: bool, file: Path, **options: Any) -> None:
        if not publish:
            text = current_text()
            self.stdout.write(f"{text.version}\n\n{text.text}" if text else _("No consent text was published yet."))
            return
        try:
            words = normalise(text_of_file(file))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error}) from error
        if not words:
            raise CommandError(_("%s is empty.") % file)
        made = publish_text(text=words)
        self.stdout.write(_("Version %d of the consent text stands.") % made.version)
