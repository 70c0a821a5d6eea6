"""The nine words on printed sheets, as a form. Saving goes through `save_imprint`."""

from __future__ import annotations

from django import forms

from lms.shared.pdf.imprint import Imprint

from .fields import LineField
from .models import SheetImprint
from .models.imprint import WORDS

ASK = ("name", "hotline", "meeting_place", "meeting_time")
PUBLISHER = ("issuing_body", "licence_number", "printed_at", "print_run", "month_year")


class ImprintForm(forms.ModelForm):
    class Meta:
        model = SheetImprint
        fields = [*ASK, *PUBLISHER]
        field_classes = dict.fromkeys(WORDS, LineField)
        widgets = {"hotline": forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})}

    def words(self) -> Imprint:
        """What was filled in, once the form is valid."""
        return Imprint(**{name: self.cleaned_data[name] for name in WORDS})
