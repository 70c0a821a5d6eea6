"""What approvers are told, on the pages of scripts and of notices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lessons.broadcast.approval import may_approve
from lessons.broadcast.errors import MustSayMissing, NotReady, RadioDeskError
from lessons.broadcast.stations import approvers_of
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.models import Station
from lms.members.models import User

MOST_NAMES = 5


def refusal(error: RadioDeskError) -> list[str]:
    """Why it was not approved, and what to do."""
    if isinstance(error, MustSayMissing):
        return [_("These lines must be said and cannot be taken out:"), *error.lines]
    if isinstance(error, NotReady):
        return [
            _("It cannot be read aloud yet, so it was not approved."),
            *(problem_words(error.problems) or [str(NO_WORDS)]),
        ]
    return [_("The text has changed since you opened this page, so nothing was approved. Read it again.")]


def with_approvers(user: User, station: Station) -> dict[str, Any]:
    """Whether the user approves here; if not, who does."""
    if may_approve(user, station):
        return {"may_approve": True}
    return {"may_approve": False, "approvers": list(approvers_of(station)[:MOST_NAMES])}
