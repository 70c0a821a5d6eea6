"""A leader looks at what was keyed in and confirms it: from then on it counts as any attempt does."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lms.members.consents import may_keep
from lms.members.models import User
from quizzes.errors import NotAgreed
from quizzes.locks import lock_member
from quizzes.models import Attempt
from quizzes.signals import attempt_closed

from .errors import ChangedSinceShown, NotThere, OwnPaper
from .keying import moment_of, stamp


def confirm(*, attempt: Attempt, seen: str, by: User, now: dt.datetime) -> bool:
    """Makes an attempt on paper count, and tells the apps above, which may award a certificate. False where it was
    confirmed already: nothing changes then.

    `seen` is the stamp of what `by` looked at. The member is locked first (docs/decisions/0007). Raises OwnPaper,
    ChangedSinceShown, NotThere, or NotAgreed where the member has withdrawn the consent since.
    """
    if attempt.member_id == by.pk:
        raise OwnPaper
    with transaction.atomic():
        lock_member(attempt.member_id)
        rows = Attempt.objects.select_for_update(no_key=True, of=("self",)).select_related("quiz", "member")
        found = rows.filter(pk=attempt.pk, channel=Attempt.Channel.PAPER).first()
        if found is None:
            raise NotThere
        if not found.awaits_confirmation:
            return False
        if stamp(found) != seen:
            raise ChangedSinceShown(name=found.member.full_name)
        if not may_keep(found.member):
            raise NotAgreed(name=found.member.full_name)
        found.confirmed_at, found.confirmed_by = max(now, moment_of(found)), by
        found.save(update_fields=["confirmed_at", "confirmed_by"])
        attempt_closed.send(sender=Attempt, attempt=found, now=found.confirmed_at)
    return True
