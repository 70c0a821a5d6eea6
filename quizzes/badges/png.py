"""A badge inside a picture: the credential as an iTXt chunk of a PNG file, as Open Badges 3.0 bakes it. Pure."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"


class NotBaked(ValueError):
    """The picture is broken or holds no badge; the message says which."""


def baked(picture: bytes, credential: bytes) -> bytes:
    """`picture` with the credential in it, uncompressed; the pixels stay as they are."""
    if any(_keyword(kind, body) == KEYWORD for kind, body in _chunks(picture)):
        raise NotBaked("the picture holds a badge already")
    text = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + credential  # not compressed, no language, no translation
    head = len(SIGNATURE) + 12 + 13  # IHDR comes first and is always so long
    return picture[:head] + _chunk(b"iTXt", text) + picture[head:]


def unbaked(picture: bytes) -> bytes:
    """The credential that the picture holds; raises NotBaked."""
    found = [body for kind, body in _chunks(picture) if _keyword(kind, body) == KEYWORD]
    if len(found) != 1:
        raise NotBaked("the picture holds no badge" if not found else "the picture holds more than one badge")
    flags, rest = found[0][len(KEYWORD) + 1 :][:2], found[0][len(KEYWORD) + 3 :]
    parts = rest.split(b"\0", 2)
    if flags != b"\0\0" or len(parts) != 3:
        raise NotBaked("the badge in the picture is not written as Open Badges ask")
    return parts[2]


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not picture.startswith(SIGNATURE):
        raise NotBaked("this is not a PNG picture")
    at = len(SIGNATURE)
    while at < len(picture):
        if at + 12 > len(picture):
            raise NotBaked("the picture is cut off")
        length, kind = struct.unpack_from(">I4s", picture, at)
        body, check = picture[at + 8 : at + 8 + length], picture[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + body)):
            raise NotBaked("the picture is damaged")
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def _keyword(kind: bytes, body: bytes) -> bytes | None:
    return body.partition(b"\0")[0] if kind == b"iTXt" else None


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
