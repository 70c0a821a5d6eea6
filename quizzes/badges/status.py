"""Bitstring status lists: one bit a certificate, packed as the W3C's Bitstring Status List 1.0 says. Pure."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable

from .multibase import base64url, from_base64url

PURPOSE = "revocation"  # what a set bit says
SIZE = 131_072  # entries of one of our lists, and the fewest the specification allows
MAX_BYTES = 1 << 20  # unpacked; a list is read no further, whatever it claims to hold


class BadList(ValueError):
    """The list cannot be unpacked."""


class WrongLength(BadList):
    """The list is shorter than the specification allows, longer than we read, or has no such entry."""


def place(pk: int) -> tuple[int, int]:
    """In which list, and where in it, the status of the certificate with this key stands."""
    return divmod(pk, SIZE)


def packed(indexes: Iterable[int], size: int = SIZE) -> str:
    """A list of `size` bits with those at `indexes` set; the first bit is the left-most of the first byte."""
    bits = bytearray(size // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return base64url(gzip.compress(bytes(bits), mtime=0))


def is_set(encoded: str, index: int) -> bool:
    """The bit at `index`; raises BadList or WrongLength."""
    try:
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)  # gzip, and nothing else
        bits = unpacker.decompress(from_base64url(encoded), MAX_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise BadList("the list is not base64url of gzip") from error
    if not SIZE // 8 <= len(bits) <= MAX_BYTES:
        raise WrongLength(f"the list has {len(bits) * 8} entries")
    if not unpacker.eof or unpacker.unused_data:
        raise BadList("the list is cut off or followed by something")
    if not 0 <= index < len(bits) * 8:
        raise WrongLength(f"the list has no entry {index}")
    return bool(bits[index // 8] & 0x80 >> index % 8)
