"""Wrong tries since the last success, of one login from all places together. Six digits must not be guessed slowly.

Counted for every login alike, also for what is nobody's, so that no answer tells whether an account exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import SignInTries, User

STRANGERS_DAYS = 90  # how long a login that is nobody's is remembered after its last try


def digest_of(login: str) -> str:
    """Keyed with our secret: what strangers typed cannot be read from the table."""
    return salted_hmac("lms.members.tries", login, algorithm="sha256").hexdigest()


def take_try(user: User) -> bool:
    """Counts a try before the secret is looked at; False when none was left.

    Before, and in one statement: tries made at the same moment cannot all pass before the first is counted.
    """
    return _take({"user": user})


def take_login_try(key: str) -> bool:
    """The same for a login that is nobody's, or that several share."""
    return _take({"digest": digest_of(key)})


def give_back(users: Collection[User]) -> None:
    """One try of each: what was typed was the secret of another who shares the phone, not a guess at theirs."""
    SignInTries.objects.filter(user__in=users, tries__gt=0).update(tries=F("tries") - 1)


def forgive(user: User, key: str = "") -> None:
    """After a success, or a new PIN: the count starts again."""
    SignInTries.objects.filter(_of([user], key)).delete()


def tries_left(users: Collection[User], key: str = "") -> int:
    """The fewest that are left to one of `users` or to the login `key`."""
    most = SignInTries.objects.filter(_of(users, key)).aggregate(most=Max("tries"))["most"] or 0
    return max(settings.LMS_PIN_TRIES - most, 0)


def _of(users: Collection[User], key: str) -> Q:
    of_users = Q(user__in=[user.pk for user in users])
    return of_users | Q(digest=digest_of(key)) if key else of_users


def _take(whose: dict[str, Any]) -> bool:
    now = timezone.now()
    _row, first = SignInTries.objects.get_or_create(**whose, defaults={"last_at": now})
    if first and "digest" in whose:
        forgotten = Q(user=None, last_at__lt=now - dt.timedelta(days=STRANGERS_DAYS))
        SignInTries.objects.filter(forgotten).delete()
    left = SignInTries.objects.filter(**whose, tries__lt=settings.LMS_PIN_TRIES)
    return left.update(tries=F("tries") + 1, last_at=now) == 1
