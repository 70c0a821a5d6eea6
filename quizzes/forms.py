"""The form of the check page."""

from __future__ import annotations

from crispy_forms.bootstrap import FieldWithButtons, StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise_line

from .certification.codes import LENGTH, bare


class CheckForm(forms.Form):
    ma = forms.CharField(
        label=_("Check code printed on the paper"),
        max_length=60,
        help_text=_("Small letters are fine, dashes are not needed."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Type the code printed on the paper.")},
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method, helper.form_action, helper.form_class = "get", reverse("quizzes:check"), "block"
        helper.disable_csrf = True  # nothing changes, and the page needs no cookie
        button = StrictButton(_("Check"), type="submit", css_class="btn-primary")
        helper.layout = Layout(FieldWithButtons("ma", button, template="quizzes/field_with_button.html"))
        return helper

    def clean_ma(self) -> str:
        """The code as it is stored."""
        code = bare(normalise_line(self.cleaned_data["ma"]), settings.LMS_CERTIFICATE_PREFIX)
        if len(code) != LENGTH:
            raise forms.ValidationError(
                _("A check code has %(number)s letters and digits after %(prefix)s. Compare it with the paper."),
                params={"number": LENGTH, "prefix": settings.LMS_CERTIFICATE_PREFIX},
            )
        return code
