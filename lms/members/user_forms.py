"""The administrators' forms for an account: user name, full name, phones, groups, password."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms as wagtail_forms

from lms.shared.vietnamese import normalise_line

from .fields import FullNameField, PhoneField
from .models import User
from .phones import PhoneError, parse_phone

FIELDS = ["username", "full_name", "login_phone", "contact_phone", "is_superuser", "groups"]


class _KeptFields(forms.ModelForm):
    """What both forms share; Wagtail's e-mail, first and last name are taken out."""

    email = first_name = last_name = None

    full_name = FullNameField()
    login_phone = PhoneField(mobile=True, required=False, empty_value=None)
    contact_phone = PhoneField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("username", "login_phone", "contact_phone"):
            model_field = cast(Field, User._meta.get_field(name))
            self.fields[name].label = capfirst(model_field.verbose_name)
            self.fields[name].help_text = model_field.help_text

    def clean(self) -> dict[str, Any]:
        """Whoever gets a staff right needs a real password: six digits are enough for a member's own progress only."""
        given = super().clean() or self.cleaned_data
        staff = given.get("is_superuser") or given.get("groups")
        has_none = self.instance.has_pin or not self.instance.has_usable_password()
        if staff and has_none and not given.get("password1") and "password1" not in self.errors:
            self.add_error("password1", _("Staff sign in with a password, not with a PIN. Write one here."))
        return given

    def clean_username(self) -> str:
        username = normalise_line(self.cleaned_data["username"])
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(username__iexact=username).exists():
            raise ValidationError(User._meta.get_field("username").error_messages["unique"], code="unique")
        try:
            phone = parse_phone(username)
        except PhoneError:
            return username
        # Someone else who signs in with that number would be mistaken for this account.
        message = _("A user name cannot be the phone number %(phone)s. Write the number in its own field.")
        raise ValidationError(message % {"phone": phone}, code="phone")


class MemberCreationForm(_KeptFields, wagtail_forms.UserCreationForm):
    password_required = False
    NO_PASSWORD = _("Only for staff. Of a member leave it empty: the leader prints a sign-in card with a PIN.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.set_unusable_password()
        self.fields["password1"].help_text = self.NO_PASSWORD

    class Meta(wagtail_forms.UserCreationForm.Meta):
        fields = FIELDS


class MemberEditForm(_KeptFields, wagtail_forms.UserEditForm):
    class Meta(wagtail_forms.UserEditForm.Meta):
        fields = [*FIELDS, "is_active"]
