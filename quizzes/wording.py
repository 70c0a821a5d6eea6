"""Numbers and states in words for pages and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.utils import translation
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .certification.states import State


def mark_shown(mark: Decimal, language: str | None = None) -> str:
    """At most two decimals, rounded down so that no mark looks better than it is: 8, 7,5 (in Vietnamese), 7.33."""
    short = mark.quantize(Decimal("0.01"), rounding=ROUND_FLOOR).normalize()
    with translation.override(language or translation.get_language()):
        return number_format(Decimal(f"{short:f}"), use_l10n=True)


@dataclass(frozen=True, slots=True)
class StateWords:
    short: Promise  # in a list
    tag: str  # class of the tag there
    alert: str  # class of the box on the check page
    sign: str
    title: Promise
    words: Promise


STATES = {
    State.CURRENT: StateWords(
        _("Valid"),
        "ok",
        "alert-success",
        "✓",
        _("This paper is valid"),
        _("What stands below must be exactly what the paper says."),
    ),
    State.WAITING: StateWords(
        _("Waiting for confirmation"),
        "due",
        "alert-warning",
        "!",
        _("This paper is not yet confirmed"),
        _("A team leader has still to confirm whose it is. Until then it does not count."),
    ),
    State.DUE: StateWords(
        _("To be renewed"),
        "due",
        "alert-warning",
        "!",
        _("This paper is valid, and due for renewal"),
        _("Its end is near, or a lesson has changed in something important. The holder has a few questions to answer."),
    ),
    State.GRACE: StateWords(
        _("Run out, can be renewed"),
        "due",
        "alert-warning",
        "!",
        _("This paper has just run out"),
        _("The paper is genuine, but its last day is past. The holder may still renew it with a few questions."),
    ),
    State.LAPSED: StateWords(
        _("Run out"),
        "due",
        "alert-warning",
        "!",
        _("This paper has run out"),
        _("The paper is genuine, but its last day is past."),
    ),
    State.SUPERSEDED: StateWords(
        _("Replaced by a newer one"),
        "quiet",
        "alert-warning",
        "!",
        _("A newer paper has taken its place"),
        _("The paper is genuine. Ask the holder for the newer one."),
    ),
    State.REVOKED: StateWords(
        _("No longer valid"),
        "due",
        "alert-danger",
        "✕",
        _("This paper is no longer valid"),
        _("It does not count, whatever date it carries."),
    ),
}
