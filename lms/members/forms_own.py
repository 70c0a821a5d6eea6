"""Forms about one's own data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .fields import FullNameField, PhoneField
from .models import User


class CorrectForm(forms.Form):
    full_name = FullNameField()
    contact_phone = PhoneField(
        label=_("Contact phone"), required=False, empty_value="", help_text=_("May be shared by a family.")
    )


class EraseForm(forms.Form):
    """Who wants it gone shows once more to be the one whose it is."""

    password = forms.CharField(
        label=_("Your password or PIN"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password or PIN. Nothing was erased."), code="wrong")
        return password
