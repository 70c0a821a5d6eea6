"""What the holder of a certificate, and the leader, are reminded of, in words. Asked for a day; nothing is sent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .certification.states import A_DAY, HOLDS, RENEWABLE, State
from .models import Certificate, CertificateEvent, LessonChange
from .selectors import state_of

# The most urgent first; who waits for a leader's word can do nothing.
ORDER = (State.GRACE, State.DUE, State.LAPSED, State.WAITING, State.CURRENT, State.SUPERSEDED, State.REVOKED)


@dataclass(frozen=True, slots=True)
class Reminder:
    certificate: Certificate
    state: State
    day: dt.date
    changes: tuple[LessonChange, ...] = ()  # why it is due before its end

    @property
    def holds(self) -> bool:
        return self.state in HOLDS

    @property
    def may_renew(self) -> bool:
        return self.state in RENEWABLE

    @property
    def asks(self) -> bool:
        """Whether the holder is told at once, and not only in the list of certificates."""
        return self.may_renew or self.state is State.WAITING

    @property
    def last_day(self) -> dt.date:
        """On which something can be done: renewing with no gap, or, in the days of grace, renewing at all."""
        past = self.state in (State.GRACE, State.LAPSED)
        return self.certificate.lapses_on - A_DAY if past else self.certificate.valid_until

    @property
    def days_left(self) -> int:
        return (self.last_day - self.day).days

    @property
    def left(self) -> str:
        """ "12 days left"."""
        if self.days_left <= 0:
            return _("last day today")
        return ngettext("%(days)d day left", "%(days)d days left", self.days_left) % {"days": self.days_left}

    @property
    def words(self) -> str:
        """What it is and what to do."""
        values = {"end": f"{self.certificate.valid_until:%d/%m/%Y}", "last": f"{self.last_day:%d/%m/%Y}"}
        match self.state:
            case State.WAITING:
                return _("A team leader has still to confirm whose it is. Until then it does not count.")
            case State.DUE if self.changes:
                return _("A lesson has changed. Answer a few questions, before %(end)s is over.") % values
            case State.DUE:
                return _("It ends on %(end)s. Answer a few questions and it holds on.") % values
            case State.GRACE:
                return _("It ran out on %(end)s. Until %(last)s a few questions are enough to renew it.") % values
            case State.LAPSED:
                return _("It ran out on %(end)s. Do the questions of the course again to earn a new one.") % values
        return ""

    @property
    def urgency(self) -> tuple[int, dt.date]:
        return ORDER.index(self.state), self.last_day


def reminders(certificates: Iterable[Certificate], day: dt.date) -> list[Reminder]:
    """One a certificate, in their order; one query, or none while nothing is due."""
    states = [(one, state_of(one, day)) for one in certificates]
    changes = _changes([one.pk for one, state in states if state in RENEWABLE], day)
    return [Reminder(one, state, day, tuple(changes.get(one.pk, ()))) for one, state in states]


def _changes(certificates: list[int], day: dt.date) -> dict[int, list[LessonChange]]:
    if not certificates:
        return {}
    due = CertificateEvent.objects.filter(
        certificate__in=certificates,
        kind=CertificateEvent.Kind.DUE,
        change__isnull=False,
        change__called_off_at=None,
        change__effective_on__lte=day,
    )
    found: dict[int, list[LessonChange]] = defaultdict(list)
    for event in due.select_related("change").order_by("pk"):
        found[event.certificate_id].append(cast(LessonChange, event.change))
    return found
