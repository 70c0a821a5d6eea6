"""Makes the key that signs badges, or a new one beside it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.badges.issuer import current_issuer
from quizzes.badges.keys import BadKey, KeyStands, keys_in, make_key


class Command(BaseCommand):
    help = "Makes the key that signs badges, in the data folder; it never overwrites one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rotate", action="store_true", help="make a new key; the old ones stay for what they signed"
        )

    def handle(self, *, rotate: bool, **options: Any) -> None:
        try:
            made = make_key(settings.LMS_KEY_FOLDER, now=timezone.now(), rotate=rotate)
            self.stdout.write(
                _("Made: %(file)s. Back this file up where nobody else can read it.") % {"file": made.path}
            )
        except KeyStands:
            self.stdout.write(_("There is a key already; nothing was made. --rotate makes a new one beside it."))
        except BadKey as error:
            raise CommandError(_("A key file cannot be read: %(reason)s") % {"reason": error}) from error
        except OSError as error:
            folder = settings.LMS_KEY_FOLDER
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s") % {"file": folder, "reason": error}
            ) from error
        self._tell()

    def _tell(self) -> None:
        try:
            issuer = current_issuer()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if issuer:
            self.stdout.write(_("Badges are signed by %(did)s") % {"did": issuer.did})
        for key in keys_in(settings.LMS_KEY_FOLDER):
            self.stdout.write(f"  {key.path.name}  {timezone.localtime(key.created):%d/%m/%Y %H:%M}  {key.name}")
            if not key.is_private:
                self.stderr.write(_("Others on this machine can read %(file)s: chmod 600") % {"file": key.path})
