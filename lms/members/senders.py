"""What a phone has kept and sends later (shared/unsent.js): whose it is, and when it was made, by our clock."""

from __future__ import annotations

import datetime as dt
import re

from django.http import HttpRequest
from django.utils import timezone

MOST_BACK = dt.timedelta(days=60)
_SECONDS = re.compile(r"[0-9]{1,9}")


def is_senders(request: HttpRequest) -> bool:
    """Whether the member who is signed in made what was sent. On a shared phone another may be signed in by now; a
    plain form names nobody, and is the work of who sends it."""
    if not request.user.is_authenticated:
        return False
    own = str(request.user.pk)
    return request.POST.get("member", own) == own


def made_at(request: HttpRequest, now: dt.datetime | None = None) -> dt.datetime:
    """Never after now and not long before: the phone counts the seconds since, and its clock may be set meanwhile."""
    age = request.POST.get("age", "")
    seconds = int(age) if _SECONDS.fullmatch(age) else 0
    return (now or timezone.now()) - min(dt.timedelta(seconds=seconds), MOST_BACK)
