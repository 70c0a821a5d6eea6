"""Milestones: what apps above tell about a member, under a key that means nothing here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lms.members.models import User

from .certification.award import award_earned
from .locks import lock_member
from .models import Milestone


def reach(*, member: User, key: str, label: str, now: dt.datetime) -> Milestone:
    """Notes that the member reached `key` ("learned this lesson"); `label` says it in words. Reaching it again changes
    nothing. Awards what it completes."""
    with transaction.atomic():
        # The same first lock as closing an attempt: a milestone and a quiz at once award one certificate.
        lock_member(member.pk)
        milestone, new = Milestone.objects.get_or_create(
            member=member, key=key, defaults={"label": label, "reached_at": now}
        )
        if new:
            award_earned(member=member, naming=key, now=now)
    return milestone
