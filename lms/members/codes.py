"""Codes that carry a sign-in from one browser to another: out of Zalo's or Facebook's into the phone's own.

Good for a few minutes and for one use. Only a keyed digest is kept.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from lms.shared.vietnamese import normalise_line

from .models import SignInCode, User

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for another when typed
LENGTH = 10  # 49 bits, for minutes and behind a limit of tries
KEPT = dt.timedelta(days=1)  # then the row goes


def read_code(typed: str) -> str:
    """The code in what was typed or clicked, "" when it cannot be one."""
    code = "".join(char for char in normalise_line(typed[:100]).upper() if char not in " -.")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def make_code(*, user: User, now: dt.datetime | None = None) -> str:
    now = now or timezone.now()
    SignInCode.objects.filter(expires_at__lt=now - KEPT).delete()
    code = "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
    SignInCode.objects.create(
        user=user,
        digest=_digest(code),
        session_hash=user.get_session_auth_hash(),
        expires_at=now + dt.timedelta(minutes=settings.LMS_SIGN_IN_CODE_MINUTES),
    )
    return code


def user_of(code: str, now: dt.datetime | None = None) -> User | None:
    """Whom the code would sign in now; looking does not use it up."""
    found = SignInCode.objects.filter(digest=_digest(code), used_at=None, expires_at__gt=now or timezone.now())
    row = found.select_related("user").first()
    return row.user if row and _holds(row) else None


@transaction.atomic
def use_code(*, code: str, now: dt.datetime | None = None) -> User | None:
    """The member, once: of two who come at the same moment one gets None."""
    now = now or timezone.now()
    found = SignInCode.objects.filter(digest=_digest(code), used_at=None, expires_at__gt=now)
    if not found.update(used_at=now):
        return None
    row = SignInCode.objects.select_related("user").get(digest=_digest(code))
    return row.user if _holds(row) else None


def _holds(row: SignInCode) -> bool:
    return row.user.is_active and constant_time_compare(row.session_hash, row.user.get_session_auth_hash())


def _digest(code: str) -> str:
    return salted_hmac("lms.members.codes", code, algorithm="sha256").hexdigest()
