"""Signing in."""

from __future__ import annotations

from typing import Any, cast

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class SignInForm(AuthenticationForm):
    """Phone number in any spelling, or user name. Never says which of the two was wrong, or whether it exists."""

    username = UsernameField(
        label=_("Phone number or user name"),
        help_text=_("For example: 0912 345 678. Spaces do not matter."),
        max_length=200,
    )
    keep = forms.BooleanField(label=_("This phone is my own: keep me signed in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django narrows the field to the user name's length; a phone number may be typed longer.
        login = cast(UsernameField, self.fields["username"])
        login.max_length = 200
        login.widget.attrs["maxlength"] = 200

    def get_invalid_login_error(self) -> ValidationError:
        wrong = str(_("The phone number, user name or password is not right."))
        failures = AxesProxyHandler.get_failures(self.request, {"username": self.cleaned_data.get("username")})
        left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
        tries = ngettext("%d try is left.", "%d tries are left.", left) % left
        return ValidationError(f"{wrong} {tries}", code="invalid_login")
