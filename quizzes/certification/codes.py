"""Check codes: random, easy to read aloud, safe to type. Pure."""

from __future__ import annotations

import secrets

# No 0 O 1 I L (look alike); no vowels, D, W or Y: Telex and VNI keyboards would turn DD into Đ or W into Ư.
ALPHABET = "23456789BCFGHJKMNPQRSTVXZ"
LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def displayed(code: str, prefix: str) -> str:
    """As printed: PREFIX-XXXX-XXXX."""
    return "-".join(part for part in (prefix, code[:4], code[4:]) if part)


def bare(typed: str, prefix: str) -> str:
    """The stored form of a code typed in any spelling: small letters, spaces, dashes, with or without prefix."""
    code = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    start = "".join(char for char in prefix.upper() if char.isascii() and char.isalnum())
    return code[len(start) :] if start and len(code) == len(start) + LENGTH and code.startswith(start) else code
