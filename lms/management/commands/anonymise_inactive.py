"""Takes the names away of members who did nothing for years (LMS_KEEP_INACTIVE_YEARS)."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.members.models import Erasure, Membership, User
from lms.members.own_data import anonymise, inactive_since, years_before


class Command(BaseCommand):
    help = "Takes names away where nothing was done for LMS_KEEP_INACTIVE_YEARS; cut short, it goes on when run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only")
        parser.add_argument("--batch", type=int, default=200, help="how many are looked up at once (default: 200)")

    def handle(self, *, dry_run: bool, batch: int, **options: Any) -> None:
        years = settings.LMS_KEEP_INACTIVE_YEARS
        if years < 1 or batch < 1:
            raise CommandError(_("LMS_KEEP_INACTIVE_YEARS and --batch must be 1 or more."))
        now = timezone.now()
        since = years_before(now, years)
        found = inactive_since(since)
        today = Membership.objects.on(timezone.localdate(now)).values("user")
        counts = {"all": found.count(), "teams": found.filter(pk__in=today).count(), "day": f"{since:%d/%m/%Y}"}
        self.stdout.write(_("Without activity since %(day)s: %(all)d members, %(teams)d of them in a team.") % counts)
        if dry_run:
            return
        done = 0
        for user in self._batches(since, batch):
            done += self._done(user, since, now)
        self.stdout.write(_("Made nameless: %d members.") % done)

    def _done(self, user: User, since: dt.datetime, now: dt.datetime) -> bool:
        """One transaction each: whoever came back meanwhile is left alone, and a crash loses nothing."""
        with transaction.atomic():
            User.objects.select_for_update().filter(pk=user.pk).first()
            if not inactive_since(since).filter(pk=user.pk).exists():
                return False
            anonymise(user=user, why=Erasure.Why.INACTIVE, now=now)
            return True

    def _batches(self, since: dt.datetime, size: int) -> Iterator[User]:
        last = 0
        while rows := list(inactive_since(since).filter(pk__gt=last).order_by("pk")[:size]):
            yield from rows
            last = rows[-1].pk
