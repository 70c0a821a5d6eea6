"""What people decide about certificates: award, renew, confirm, revoke. Each says who may, and nobody does it for
themself. Every act is an event of the certificate, with who and why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lms.members.models import User
from lms.members.remits import is_in_remit, leads_member
from lms.shared.vietnamese import normalise_line
from quizzes.errors import (
    AlreadyConfirmed,
    BadDay,
    CertificateNotStanding,
    NotAllowed,
    ReasonMissing,
    StillHolds,
)
from quizzes.locks import lock_member
from quizzes.models import Certificate, CertificateEvent, Certification

from .award import award, award_earned
from .dates import dates_of
from .events import Kind, record, unit_of
from .sheet import code_of
from .states import RENEWABLE, State, state_on

AWARD, REVOKE = "quizzes.award_certificate", "quizzes.revoke_certificate"
LONGEST_REASON = CertificateEvent._meta.get_field("reason").max_length or 0


# --- who may ----------------------------------------------------------------------------------------
def may_award(user: User, member: User) -> bool:
    """Staff with the permission, for people of the places they are in charge of."""
    return _may(user, member, AWARD)


def may_revoke(user: User, member: User) -> bool:
    return _may(user, member, REVOKE)


def may_confirm(user: User, member: User) -> bool:
    """Leaders and deputies of the member's team or of the commune's, and whoever may award."""
    return user.pk != member.pk and (leads_member(user, member) or may_award(user, member))


def _may(user: User, member: User, permission: str) -> bool:
    if user.pk == member.pk or not user.has_perm(permission):
        return False
    return is_in_remit(user, unit_of(member, timezone.localdate()))


# --- services ---------------------------------------------------------------------------------------
def award_by_hand(
    *, member: User, certification: Certification, by: User, reason: str, now: dt.datetime
) -> Certificate:
    """Awards without the rule being met, or renews one that is due, in grace or lapsed.

    Raises NotAllowed, ReasonMissing, or StillHolds while one holds and asks for nothing.
    """
    if not may_award(by, member):
        raise NotAllowed
    why = _reason(reason)
    with transaction.atomic():
        lock_member(member.pk)
        old = _standing(member, certification)
        today = timezone.localdate(now)
        if old and state_on(max(today, old.awarded_on), dates_of(old)) not in (*RENEWABLE, State.LAPSED):
            raise StillHolds(code=code_of(old))
        made = award(
            member=member,
            certification=certification,
            now=now,
            old=old,
            lessons=old.lessons.values_list("lesson_key", flat=True) if old else (),
            actor=by,
            reason=why,
        )
        award_earned(member=member, naming=certification.key, now=now)
    return made


def confirm(*, certificate: Certificate, by: User, now: dt.datetime) -> CertificateEvent:
    """Says whose it is: it counts from today. Raises NotAllowed, AlreadyConfirmed or CertificateNotStanding."""
    if not may_confirm(by, certificate.member):
        raise NotAllowed
    with transaction.atomic():
        certificate = _locked(certificate)
        if certificate.counts_from is not None:
            raise AlreadyConfirmed(code=code_of(certificate))
        event = record(certificate=certificate, kind=Kind.CONFIRMED, now=now, actor=by)
        award_earned(member=certificate.member, naming=certificate.certification.key, now=now)
    return event


def revoke(
    *, certificate: Certificate, by: User, reason: str, now: dt.datetime, from_day: dt.date | None = None
) -> CertificateEvent:
    """Withdraws it from `from_day` on (today; not before the award, not in the future).

    Raises NotAllowed, ReasonMissing, BadDay or CertificateNotStanding.
    """
    if not may_revoke(by, certificate.member):
        raise NotAllowed
    why = _reason(reason)
    today = timezone.localdate(now)
    day = from_day or today
    last = max(today, certificate.awarded_on)
    if not certificate.awarded_on <= day <= last:
        raise BadDay(first=f"{certificate.awarded_on:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    moment = now if day == today else timezone.make_aware(dt.datetime.combine(day, dt.time()))
    with transaction.atomic():
        certificate = _locked(certificate)
        return record(certificate=certificate, kind=Kind.REVOKED, now=now, effective_at=moment, actor=by, reason=why)


def _reason(text: str) -> str:
    why = normalise_line(text)[:LONGEST_REASON]
    if not why:
        raise ReasonMissing
    return why


def _standing(member: User, certification: Certification) -> Certificate | None:
    rows = Certificate.objects.filter(member=member, certification=certification)
    return rows.filter(superseded_at=None, revoked_at=None).first()


def _locked(certificate: Certificate) -> Certificate:
    """The row as it stands, once nobody else can change it. Raises CertificateNotStanding."""
    lock_member(certificate.member_id)
    row = Certificate.objects.select_related("member", "certification", "version").get(pk=certificate.pk)
    if row.revoked_at or row.superseded_at:
        raise CertificateNotStanding(code=code_of(row))
    return row
