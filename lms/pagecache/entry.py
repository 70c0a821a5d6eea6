"""A finished page as it is kept: its headers and its body, compressed once in each way that browsers take."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import brotli

BROTLI_QUALITY = 9  # 11 takes ten times as long for two bytes in a hundred
_CODINGS = ("br", "gzip", "identity")  # as wanted, the shortest first
_REFUSED = re.compile(r"\b(br|gzip)\s*;\s*q=0(\.0*)?\s*(,|$)")
_NAMED = re.compile(r"\b(br|gzip)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """`tokens` are those of the tags it depends on, as they stood before it was drawn; `until` is a timestamp."""

    headers: dict[str, str]
    tokens: dict[str, str]
    until: float
    etag: str
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, content: bytes, headers: Mapping[str, str], tokens: Mapping[str, str], until: float) -> Self:
        packed = {"br": brotli.compress(content, quality=BROTLI_QUALITY), "gzip": gzip.compress(content, mtime=0)}
        bodies = {coding: body for coding, body in packed.items() if len(body) < len(content)}
        etag = hashlib.sha256(content).hexdigest()[:24]
        return cls(dict(headers), dict(tokens), until, etag, {**bodies, "identity": content})

    def choose(self, accepts: str) -> str:
        """The shortest coding that an Accept-Encoding header takes."""
        taken = set(_NAMED.findall(accepts)) - {found[0] for found in _REFUSED.findall(accepts)}
        return next(coding for coding in _CODINGS if coding in self.bodies and coding in taken | {"identity"})

    def tag(self, coding: str) -> str:
        """The ETag of one coding: other bytes are another representation."""
        return f'"{self.etag}-{coding}"'

    def to_bytes(self) -> bytes:
        head = {
            "headers": self.headers,
            "tokens": self.tokens,
            "until": self.until,
            "etag": self.etag,
            "sizes": {coding: len(body) for coding, body in self.bodies.items()},
        }
        return b"\n".join([json.dumps(head).encode(), b"".join(self.bodies.values())])

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self | None:
        """None for what is not whole, as after a power cut."""
        line, _, rest = kept.partition(b"\n")
        try:
            head = json.loads(line)
            bodies, at = {}, 0
            for coding, size in head.pop("sizes").items():
                bodies[coding] = rest[at : at + size]
                at += size
            return cls(bodies=bodies, **head) if at == len(rest) else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
