"""Signing in by phone number, in any spelling, or by user name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from lms.shared.vietnamese import normalise_line

from .models import User
from .phones import PhoneError, parse_phone


class PhoneOrUsernameBackend(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        user = find(username)
        if user is None:
            User().set_password(password)  # the same time as for a member we know
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


def find(login: str) -> User | None:
    """The member who signs in with `login`: a phone number in any spelling, else a user name in any case."""
    login = normalise_line(login)
    try:
        return User.objects.get(login_phone=parse_phone(login))
    except (PhoneError, User.DoesNotExist):
        pass
    # Phones capitalise the first letter one types; SQLite's `iexact` knows ASCII only, so `lower` comes first.
    return (
        User.objects.filter(username=login).first()
        or User.objects.filter(username=login.lower()).first()
        or User.objects.filter(username__iexact=login).order_by("pk").first()
    )


def login_key(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """Under which name django-axes counts a try (AXES_USERNAME_CALLABLE).

    One for all spellings of a login, else each spelling of a number would have tries of its own.
    """
    given = credentials if credentials else (request.POST if request else {})
    login = normalise_line(str(given.get("username") or ""))[:200]
    user = find(login)
    if user is not None:
        return user.username
    try:
        return parse_phone(login)
    except PhoneError:
        return login.lower()
