"""The account page of the editors' admin: asks for one full name; no e-mail, no first and last name, no photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from .fields import FullNameField
from .models import User


class NameForm(forms.ModelForm):
    full_name = FullNameField()

    class Meta:
        model = User
        fields = ["full_name"]


class NamePanel(account.BaseSettingsPanel):
    name = "name"
    title = _("Name")
    order = 100
    form_class = NameForm


PANELS = (NamePanel, account.LocaleSettingsPanel, account.ThemeSettingsPanel, account.ChangePasswordPanel)


class AccountView(account.AccountView):
    """Wagtail's page with our list of panels: notifications go by e-mail, which we do not keep."""

    def get_panels(self) -> list[Any]:
        request, user = self.request, self.request.user
        profile = UserProfile.get_for_user(user)
        panels = [panel(request, user, profile) for panel in PANELS]
        added = [hook(request, user, profile) for hook in hooks.get_hooks("register_account_settings_panel")]
        return [panel for panel in [*panels, *added] if panel and panel.is_active()]
