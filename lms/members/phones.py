"""Vietnamese phone numbers in any spelling. Pure (texts are lazy, nothing else of Django)."""

from __future__ import annotations

import re

import phonenumbers
from django.utils.translation import gettext as _

from lms.shared.vietnamese import normalise_line

# Eleven-digit mobile numbers were replaced by ten-digit ones in 2018.
_DEAD = re.compile(r"^(?:\+?84|0)1[2689]\d{8}$")


class PhoneError(ValueError):
    """The number cannot be used; the text says why and what to do."""


def parse_phone(text: str) -> str:
    """E.164 of a Vietnamese mobile or landline number; raises PhoneError with a sentence for the reader."""
    digits = re.sub(r"[\s.()\-–]", "", normalise_line(text))
    if _DEAD.match(digits):
        raise PhoneError(
            _("Numbers of 11 digits starting with 01 are no longer used. Ask for the new 10-digit number.")
        )
    if digits.startswith("84") and len(digits) == 11:
        digits = "+" + digits
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as error:
        raise PhoneError(_("This is not a phone number. Example: 0912 345 678.")) from error
    if number.country_code != 84 or not phonenumbers.is_valid_number(number):
        raise PhoneError(_("A phone number has 10 digits and starts with 0. Example: 0912 345 678."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def display_phone(e164: str) -> str:
    """As one writes it here: 0912 345 678."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, "VN")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
