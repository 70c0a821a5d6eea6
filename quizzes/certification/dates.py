"""The dates of a certificate row, as `states` takes them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from quizzes.models import Certificate

from . import states


def dates_of(certificate: Certificate) -> states.Dates:
    """As they stand in the row; no query."""
    return states.Dates(
        awarded_on=certificate.awarded_on,
        counts_from=certificate.counts_from,
        due_on=certificate.due_on,
        valid_until=certificate.valid_until,
        lapses_on=certificate.lapses_on,
        superseded_on=_day(certificate.superseded_at, certificate),
        revoked_on=_day(certificate.revoked_at, certificate),
    )


def dates_from_events(certificate: Certificate) -> states.Dates:
    """As they follow from the terms at the award and all events; one query, or none where both were read ahead."""
    terms = certificate.version
    at_award = states.dates_at_award(
        awarded_on=certificate.awarded_on,
        valid_months=terms.valid_months,
        renew_days=terms.renew_days,
        grace_days=terms.grace_days,
        waits=terms.needs_confirmation,
    )
    events = (
        states.Event(event.kind, timezone.localdate(event.effective_at), event.change_id)
        for event in certificate.events.all()
    )
    return states.after(at_award, events)


def take_over(certificate: Certificate, dates: states.Dates) -> None:
    """Sets the columns that turn with events; superseded and revoked keep their moments."""
    certificate.counts_from, certificate.due_on = dates.counts_from, dates.due_on


def _day(moment: dt.datetime | None, certificate: Certificate) -> dt.date | None:
    return max(timezone.localdate(moment), certificate.awarded_on) if moment else None
