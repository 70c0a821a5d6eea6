"""What an officer types when a certificate is awarded, renewed or revoked by hand."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from lms.members.fields import LineField
from quizzes.certification.by_hand import LONGEST_REASON
from quizzes.models import Certification


class MemberSearchForm(forms.Form):
    q = LineField(
        label=_("For whom?"),
        help_text=_("Part of the name, with or without marks, the user name or the phone."),
        max_length=100,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = LineField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with the certificate for officers; the check page never shows it."),
        error_messages={"required": _("Write the reason: it is kept with the certificate.")},
    )


class AwardForm(ReasonForm):
    certification = forms.ModelChoiceField(
        label=_("Certification"), queryset=Certification.objects.filter(is_active=True).order_by("title", "pk")
    )
    field_order = ["certification", "reason"]


class RevokeForm(ReasonForm):
    day = forms.DateField(
        label=_("No longer valid from"),
        widget=AdminDateInput,
        help_text=_("Today, or an earlier day if it should never have counted since then."),
    )
    field_order = ["day", "reason"]
