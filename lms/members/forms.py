"""Signing in."""

from __future__ import annotations

from typing import Any, cast

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .backends import LONGEST, Meant, meant
from .fields import LineField

LOCKED = _("Too many wrong tries. Ask your team leader to make a new PIN for you, in person.")


class KeepField(forms.BooleanField):
    """Never ticked by itself: the phone may be borrowed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("This phone is my own: keep me signed in"), required=False, **kwargs)


class SignInForm(AuthenticationForm):
    """Phone number in any spelling, or user name; password or PIN. Never says what was wrong, or whether it exists.

    The full name tells apart who shares a phone. It is asked after any wrong try with any number: asked only where
    a number is shared, the question itself would tell.
    """

    username = UsernameField(
        label=_("Phone number or user name"),
        help_text=_("For example: 0912 345 678. Spaces do not matter."),
        max_length=LONGEST,
    )
    full_name = LineField(
        label=_("Full name"),
        help_text=_("Only if others in your family use this phone number too. Marks may be left out."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("PIN or password"),
        help_text=_("The PIN has 6 digits. Your team leader gave it to you."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    keep = KeepField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django narrows the field to the user name's length; a phone number may be typed longer.
        login = cast(UsernameField, self.fields["username"])
        login.max_length = LONGEST
        login.widget.attrs["maxlength"] = LONGEST

    def use_digits(self) -> None:
        """The keys of a phone with digits only, for those who chose so: a password needs letters."""
        self.fields["password"].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("username") and given.get("password"):
            self.user_cache = authenticate(
                self.request,
                username=given["username"],
                password=given["password"],
                full_name=given.get("full_name", ""),
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return given

    @cached_property
    def meant(self) -> Meant:
        """Whoever is meant by the login alone: what is said of tries must not depend on the name beside it."""
        return meant(self.data.get("username", ""))

    @property
    def asks_name(self) -> bool:
        return self.is_bound and (self.meant.by_phone or bool(self.data.get("full_name")))

    def get_invalid_login_error(self) -> ValidationError:
        if not self.meant.tries_left:
            return ValidationError(LOCKED, code="locked")
        failures = AxesProxyHandler.get_failures(self.request, {"username": self.cleaned_data.get("username")})
        left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
        words = [str(_("The phone number, user name, PIN or password is not right."))]
        words.append(ngettext("%d try is left.", "%d tries are left.", left) % left)
        if self.meant.by_phone:
            words.append(str(_("If others in your family use this number too, also write your full name.")))
        return ValidationError(" ".join(words), code="invalid_login")
