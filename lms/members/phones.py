"""Vietnamese phone numbers in any spelling. Pure: of Django only the translation of its sentences."""

from __future__ import annotations

import re

import phonenumbers
from django.utils.translation import gettext as _

from lms.shared.vietnamese import normalise_line

_SEPARATORS = re.compile(r"[\s.,()/\-‐‑–—]")
_DIGITS = re.compile(r"\+?[0-9]{3,15}")
# Eleven-digit mobile numbers were replaced by ten-digit ones in 2018.
_DEAD = re.compile(r"(?:\+?84|0084)?0?1[2689][0-9]{8}")
_MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Hotlines (1800, 1900) and short numbers reach no person.
_PERSONAL = _MOBILE | {phonenumbers.PhoneNumberType.FIXED_LINE}


class PhoneError(ValueError):
    """The number cannot be used; the text says why and what to do."""


def parse_phone(text: str, *, mobile: bool = False) -> str:
    """E.164 of a Vietnamese mobile or landline number (`mobile`: a mobile only).

    Accepts +84, 84, 0084, spaces, dots, hyphens and brackets. Raises PhoneError with a sentence for the reader.
    """
    digits = _SEPARATORS.sub("", normalise_line(text))
    if not _DIGITS.fullmatch(digits):
        raise PhoneError(_("This is not a phone number. Example: 0912 345 678."))
    if _DEAD.fullmatch(digits):
        raise PhoneError(
            _("Numbers of 11 digits starting with 01 are no longer used. Ask for the new 10-digit number.")
        )
    number = _parsed(digits)
    kind = phonenumbers.number_type(number) if number else None
    if number is None or number.country_code != 84 or kind not in _PERSONAL:
        raise PhoneError(_("A phone number has 10 digits and starts with 0. Example: 0912 345 678."))
    if mobile and kind not in _MOBILE:
        raise PhoneError(_("Only a mobile number can be used to sign in. It starts with 03, 05, 07, 08 or 09."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(digits: str) -> phonenumbers.PhoneNumber | None:
    if digits.startswith("84") and len(digits) in (11, 12):  # +84 without its plus: a mobile or a landline
        digits = "+" + digits
    try:
        return phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException:
        return None


def display_phone(e164: str | None) -> str:
    """As one writes it here: 0912 345 678."""
    if not e164:
        return ""
    number = phonenumbers.parse(e164, "VN")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
