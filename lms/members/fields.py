"""Form fields for what we keep of a person. Each normalises at the edge and says what is wrong."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lms.shared.pdf.fonts import undrawable
from lms.shared.vietnamese import fold, normalise_line

from .models import User
from .phones import PhoneError, display_phone, parse_phone

# Of no name: what tags, addresses and sums are written with. Apostrophes, hyphens, dots and brackets are of some.
_FOREIGN = re.compile(r'[!"#%&*/:;?@^_\\\[\]{}<>=+|~$]')
_STORED = re.compile(r"\+84[0-9]{9,10}")


class PhoneField(forms.CharField):
    """A Vietnamese phone number in any spelling; the value is E.164. `mobile`: landlines are refused."""

    def __init__(self, *, mobile: bool = False, **kwargs: Any) -> None:
        self.mobile = mobile
        kwargs.setdefault("max_length", 40)  # as typed, with spaces and brackets
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        text = normalise_line(str(value or ""))
        if not text:
            return self.empty_value
        try:
            return parse_phone(text, mobile=self.mobile)
        except PhoneError as error:
            raise ValidationError(str(error), code="invalid_phone") from error

    def prepare_value(self, value: Any) -> Any:
        """A stored number as one writes it; what a person typed stays as it was typed."""
        return display_phone(value) if isinstance(value, str) and _STORED.fullmatch(value) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (self.to_python(data) or None) != (initial or None)
        except ValidationError:
            return True


class LineField(forms.CharField):
    """One line of words, normalised before its length is measured."""

    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")


class FullNameField(LineField):
    """A person's name in one field, normalised; only spaces and marks are touched, never the spelling."""

    def __init__(self, **kwargs: Any) -> None:
        field = User._meta.get_field("full_name")
        kwargs.setdefault("label", capfirst(field.verbose_name))
        kwargs.setdefault("help_text", field.help_text)
        kwargs.setdefault("max_length", field.max_length)
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        # The search key must hold something to find, and fit: some scripts grow when they are folded.
        # A certificate must be able to print the name.
        longest = User._meta.get_field("search_key").max_length or 0
        if value and (not 0 < len(fold(value)) <= longest or undrawable(value) or _FOREIGN.search(value)):
            raise ValidationError(_("Write the name in letters, as on the member's papers."), code="invalid_name")
