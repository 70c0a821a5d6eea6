"""Signing in by phone number, in any spelling, or by user name; with a password or a PIN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest

from lms.shared.vietnamese import fold, normalise_line

from .models import User
from .phones import PhoneError, parse_phone
from .pins import is_staffed
from .tries import forgive, give_back, take_login_try, take_try, tries_left

LONGEST = 200  # of what is typed as a login
# So many secrets are looked at for a phone number, always, so that the time taken does not tell whose number it is.
# A number that more people share opens only together with a name.
SHARING = 2


@dataclass(frozen=True)
class Meant:
    """Whom a login means, and the key under which its tries count, one for all spellings.

    `users` are those whose secret is looked at: more than one where they share a phone, none where nobody has it or
    too many. `alone`: only one has it, so that the tries are the member's own.
    """

    key: str
    by_phone: bool
    users: tuple[User, ...]
    alone: bool

    @property
    def tries_left(self) -> int:
        return tries_left(self.users, "" if self.alone else self.key)


class PhoneOrUsernameBackend(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        full_name: str = "",
        **kwargs: Any,
    ) -> User | None:
        """The one member whom login and secret fit; nobody where they fit two who share a phone."""
        if not username or password is None:
            return None
        found = meant(username, full_name)
        if not found.alone:
            take_login_try(found.key)
        counted = {user.pk for user in found.users if take_try(user)}
        right = [user for user in found.users if self._fits(user, password, left=user.pk in counted)]
        for _nobody in range(len(found.users), SHARING if found.by_phone else 1):
            User().set_password(password)  # the same time as for a member we know
        if len(right) != 1 or not self._may_enter(right[0], username):
            return None
        give_back([user for user in found.users if user.pk in counted and user != right[0]])
        forgive(right[0], "" if found.alone else found.key)
        return right[0]

    def _fits(self, user: User, secret: str, *, left: bool) -> bool:
        """A PIN account without a try left stays closed, also to the right PIN; a password is long enough to wait."""
        return user.check_password(secret) and (left or not user.has_pin)

    def _may_enter(self, user: User, login: str) -> bool:
        """Staff need a real password, and their own name or number: not one that a family shares."""
        if not self.user_can_authenticate(user):
            return False
        if not user.has_pin and _is_own(user, login):
            return True
        return not is_staffed(user)


def meant(login: str, full_name: str = "") -> Meant:
    """A phone number in any spelling, else a user name in any case. `full_name` tells apart who shares a phone."""
    login = normalise_line(login)[:LONGEST]
    try:
        phone = parse_phone(login)
    except PhoneError:
        user = _by_username(login)
        key = user.username if user else login.lower()[:LONGEST]  # some letters become two when lowered
        return Meant(key, False, (user,) if user else (), alone=user is not None)
    sharing = User.objects.filter(Q(login_phone=phone) | Q(contact_phone=phone)).order_by("pk")
    users = tuple(sharing[: SHARING + 1])
    if len(users) == 1:
        return Meant(users[0].username, True, users, alone=True)
    if name := fold(full_name):
        users = tuple(sharing.filter(search_key=name)[: SHARING + 1])
    return Meant(phone, True, users if len(users) <= SHARING else (), alone=False)


def login_key(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """Under which name django-axes counts a try (AXES_USERNAME_CALLABLE).

    One for all spellings of a login, else each spelling of a number would have tries of its own.
    """
    given = credentials if credentials else (request.POST if request else {})
    return meant(str(given.get("username") or "")).key


def _by_username(login: str) -> User | None:
    # Phones capitalise the first letter one types; SQLite's `iexact` knows ASCII only, so `lower` is asked too.
    spellings = Q(username=login) | Q(username=login.lower()) | Q(username__iexact=login)
    found = User.objects.filter(spellings).order_by("pk")
    return min(found, key=lambda user: (user.username != login, user.username != login.lower()), default=None)


def _is_own(user: User, login: str) -> bool:
    try:
        return parse_phone(login) == user.login_phone
    except PhoneError:
        return True
