"""Secrets that open one station without an account: made once, shown once, revoked at any time."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from lessons.models import Station, StationToken
from lms.members.models import User

from .errors import RadioDeskError

MOST_IN_USE = 30
_BYTES = 18  # 24 characters: short enough for an address, far too many to guess


class TooManySecrets(RadioDeskError):
    """More than anybody keeps an eye on: some must be revoked first."""


def tokens_of(station: Station) -> QuerySet[StationToken]:
    """Those in use first, the newest first."""
    rows = StationToken.objects.filter(station=station).select_related("created_by")
    return rows.order_by(F("revoked_at").desc(nulls_first=True), "-created_at", "-pk")


def digest_of(secret: str) -> str:
    # Random and long, so that a plain digest cannot be searched for.
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make(
    *, station: Station, kind: StationToken.Kind, by: User | None, now: dt.datetime, note: str = ""
) -> tuple[StationToken, str]:
    """A new secret and its row. The secret itself is kept nowhere. Raises TooManySecrets."""
    Station.objects.select_for_update().get(pk=station.pk)
    if StationToken.objects.filter(station=station, revoked_at=None).count() >= MOST_IN_USE:
        raise TooManySecrets
    secret = secrets.token_urlsafe(_BYTES)
    row = StationToken.objects.create(
        station=station,
        kind=kind,
        digest=digest_of(secret),
        hint=secret[-4:],
        note=note,
        created_at=now,
        created_by=by,
    )
    return row, secret


def revoke(*, token: StationToken, now: dt.datetime) -> None:
    StationToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)


def find(secret: str, kind: StationToken.Kind) -> StationToken | None:
    """The row of a secret, revoked or not, with its station; None for one that never was. One query, and a write on
    the first use of a day."""
    if not secret.isascii() or len(secret) > 100:
        return None
    row = (
        StationToken.objects.select_related("station__unit")
        .filter(digest=digest_of(secret), kind=kind, station__is_active=True)
        .first()
    )
    today = timezone.localdate()
    if row and row.revoked_at is None and row.used_on != today:
        StationToken.objects.filter(pk=row.pk).update(used_on=today)
    return row
