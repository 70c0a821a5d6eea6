"""Bytes as text, as keys and signatures are written: base58btc and base64url with their multibase letter. Pure."""

from __future__ import annotations

import base64
import binascii

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {char: value for value, char in enumerate(_BASE58)}
MAX_BASE58 = 200  # characters; keys and signatures have fewer, and reading takes time with the square of it


def base58(content: bytes) -> str:
    number, digits = int.from_bytes(content, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + _BASE58[0] * zeros + digits


def from_base58(text: str) -> bytes:
    """Raises ValueError for anything that `base58` does not write."""
    if text[:1] != "z" or len(text) > MAX_BASE58 or not set(text[1:]) <= _VALUES.keys():
        raise ValueError("not base58btc")
    number = 0
    for char in text[1:]:
        number = number * 58 + _VALUES[char]
    zeros = len(text) - 1 - len(text[1:].lstrip(_BASE58[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(content: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    if text[:1] != "u" or "=" in text:
        raise ValueError("not base64url")
    try:
        padded = text[1:] + "=" * (-(len(text) - 1) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error
