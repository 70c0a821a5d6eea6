"""The site's signing keys: Ed25519, one file each, the newest signs. Pure.

A file holds a Multikey as JSON. It is written once, for its owner alone, and never again; an older one stays, so that
what it signed can still be checked.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .multibase import base58, from_base58

PUBLIC_PREFIX, SECRET_PREFIX = b"\xed\x01", b"\x80\x26"  # multicodec ed25519-pub and ed25519-priv
_NAME = re.compile(r"issuer-([1-9]\d{0,5})\.json")


class BadKey(ValueError):
    """A key file that cannot be read; the message names it."""


class KeyStands(Exception):
    """There is a key already."""


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """`name` is the public key as multibase, as it stands in did:key."""

    path: Path
    private: Ed25519PrivateKey
    created: dt.datetime

    @property
    def public(self) -> Ed25519PublicKey:
        return self.private.public_key()

    @property
    def name(self) -> str:
        return base58(PUBLIC_PREFIX + self.public.public_bytes_raw())

    @property
    def did(self) -> str:
        return f"did:key:{self.name}"

    @property
    def is_private(self) -> bool:
        """Whether nobody but the owner can read the file."""
        return not self.path.stat().st_mode & 0o077


def keys_in(folder: Path) -> list[IssuerKey]:
    """The newest first; none where there is no folder."""
    try:
        numbered = {int(match[1]): path for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))}
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadKey(f"{folder}: {error.strerror}") from error
    return [_read(numbered[number]) for number in sorted(numbered, reverse=True)]


def make_key(folder: Path, *, now: dt.datetime, rotate: bool = False) -> IssuerKey:
    """Writes a key; raises KeyStands where one is found and `rotate` was not asked for."""
    standing = keys_in(folder)
    if standing and not rotate:
        raise KeyStands
    number = _number(standing[0].path) + 1 if standing else 1
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # a folder of someone else's, as a volume may be
        folder.chmod(0o700)
    private = Ed25519PrivateKey.generate()
    key = IssuerKey(folder / f"issuer-{number}.json", private, now.astimezone(dt.UTC).replace(microsecond=0))
    words = {
        "type": "Multikey",
        "created": key.created.isoformat(),
        "publicKeyMultibase": key.name,
        "secretKeyMultibase": base58(SECRET_PREFIX + private.private_bytes_raw()),
    }
    handle = os.open(key.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(words, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def public_key(name: str) -> Ed25519PublicKey:
    """The key that a did:key names; raises ValueError."""
    content = from_base58(name)
    if not content.startswith(PUBLIC_PREFIX) or len(content) != 34:
        raise ValueError("not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(content[2:])


def private_key(name: str) -> Ed25519PrivateKey:
    content = from_base58(name)
    if not content.startswith(SECRET_PREFIX) or len(content) != 34:
        raise ValueError("not an Ed25519 secret key")
    return Ed25519PrivateKey.from_private_bytes(content[2:])


def _read(path: Path) -> IssuerKey:
    try:
        words = json.loads(path.read_text("utf-8"))
        key = IssuerKey(path, private_key(words["secretKeyMultibase"]), dt.datetime.fromisoformat(words["created"]))
        if key.name != words["publicKeyMultibase"]:
            raise ValueError("the two halves do not match")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadKey(f"{path}: {error}") from error
    return key


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0
