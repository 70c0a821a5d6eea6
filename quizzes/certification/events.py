"""What happens to a certificate: its event, the dates that follow from it, and the ledger, all in one transaction.

Everything here runs in a transaction in which the member's row is locked (docs/decisions/0007), so a certificate is
never changed by two at once.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lms.members.models import Unit, User
from lms.members.teams import team_on
from quizzes.models import Certificate, CertificateEvent, LessonChange
from quizzes.signals import certificate_changed

from . import ledger
from .dates import dates_from_events, dates_of, take_over

Kind = CertificateEvent.Kind


def record(
    *,
    certificate: Certificate,
    kind: CertificateEvent.Kind,
    now: dt.datetime,
    effective_at: dt.datetime | None = None,
    actor: User | None = None,
    reason: str = "",
    change: LessonChange | None = None,
) -> CertificateEvent:
    """Writes what happened, in force from `effective_at` (now), and everything that follows from it."""
    moment = effective_at or now
    before = dates_of(certificate)
    event = CertificateEvent.objects.create(
        certificate=certificate,
        kind=kind,
        effective_at=moment,
        recorded_at=now,
        actor=actor,
        reason=reason,
        change=change,
        unit=unit_of(certificate.member, timezone.localdate(now)),
    )
    if kind == Kind.REVOKED:
        certificate.revoked_at = moment
    elif kind == Kind.SUPERSEDED:
        certificate.superseded_at = moment
    take_over(certificate, dates_from_events(certificate))
    certificate.save(update_fields=["counts_from", "due_on", "revoked_at", "superseded_at"])
    ledger.post(certificate=certificate, before=before, now=dates_of(certificate))
    certificate_changed.send(sender=Certificate, certificate=certificate, kind=kind, now=now)
    return event


def unit_of(member: User, day: dt.date) -> Unit | None:
    """The commune of the member's team that day."""
    membership = team_on(member, day)
    return membership.team.commune if membership else None
