"""Digits as phones write them: other scripts' digits and full-width ones mean the same. Pure."""

from __future__ import annotations

import re
import unicodedata

from lms.shared.vietnamese import normalise_line

_BETWEEN = re.compile(r"[\s.\-‐‑–—]")  # as one reads a PIN aloud or writes it down


def plain_digits(text: str) -> str:
    """`text` with every decimal digit of any script as 0 to 9; other characters stay."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def pin_typed(text: str) -> str:
    """The PIN in what was typed, without what stands between its digits; whatever is no PIN comes out as no PIN."""
    return _BETWEEN.sub("", plain_digits(normalise_line(text)))
