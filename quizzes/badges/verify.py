"""Whether a badge is one of ours, unchanged and in force. Pure: the caller brings the status list."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import png, status
from .contexts import UnknownContext
from .keys import public_key
from .proof import BadProof, NotSignable, is_signed_by, proof_of

_JWT = re.compile(rb"\s*[\w-]+\.[\w-]+\.[\w-]+\s*")
_BADGES = {"OpenBadgeCredential", "AchievementCredential"}

Methods = Mapping[str, Ed25519PublicKey]
GetList = Callable[[str], bytes | None]


class Verdict(StrEnum):
    VALID = "valid"
    UNREADABLE = "unreadable"  # no JSON, no PNG with a badge, not a credential
    JWT = "jwt"
    UNKNOWN_CONTEXT = "unknown_context"
    BAD_PROOF = "bad_proof"
    CHANGED = "changed"
    OTHER_ISSUER = "other_issuer"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NO_LIST = "no_list"  # the status list could not be had
    BAD_LIST = "bad_list"  # it is not signed by the issuer, or is the wrong one
    LIST_LENGTH = "list_length"


@dataclass(frozen=True, slots=True)
class Finding:
    """`detail` is for whoever mends it; `credential` is what was read, to be believed only if the verdict allows."""

    verdict: Verdict
    detail: str = ""
    credential: Mapping[str, Any] | None = None


class _Found(Exception):
    def __init__(self, verdict: Verdict, detail: object = "") -> None:
        self.verdict, self.detail = verdict, str(detail)


def check(content: bytes, *, methods: Methods, get_list: GetList, now: dt.datetime) -> Finding:
    """`content` is the JSON or the picture, `methods` the keys of ours by the name a proof calls them."""
    credential: dict[str, Any] | None = None
    try:
        credential = _credential_in(content)
        _check_proof(credential, methods)
        _check_dates(credential, now)
        _check_status(credential, methods, get_list)
    except _Found as found:
        return Finding(found.verdict, found.detail, credential)
    return Finding(Verdict.VALID, "", credential)


def _credential_in(content: bytes) -> dict[str, Any]:
    try:
        text = png.unbaked(content) if content.startswith(png.SIGNATURE) else content
    except png.NotBaked as error:
        raise _Found(Verdict.UNREADABLE, error) from error
    if _JWT.fullmatch(text):
        raise _Found(Verdict.JWT)
    credential = _object_in(text)
    if not _BADGES & _types(credential):
        raise _Found(Verdict.UNREADABLE, "this is not an OpenBadgeCredential")
    return credential


def _object_in(text: bytes) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) != len({name for name, _ in pairs}):
            raise ValueError("a name stands twice")
        return dict(pairs)

    try:
        value = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise _Found(Verdict.UNREADABLE, error) from error
    if not isinstance(value, dict):
        raise _Found(Verdict.UNREADABLE, "this is not a JSON object")
    return value


def _check_proof(signed: dict[str, Any], methods: Methods) -> None:
    """Signed by its issuer, and that is one of ours."""
    try:
        method = proof_of(signed)["verificationMethod"]
        key = methods.get(method) or _named_in(method)
        genuine = key is not None and is_signed_by(signed, key)
    except BadProof as error:
        raise _Found(Verdict.BAD_PROOF, error) from error
    except UnknownContext as error:
        raise _Found(Verdict.UNKNOWN_CONTEXT, error) from error
    except NotSignable as error:
        raise _Found(Verdict.CHANGED, error) from error
    issuer = _issuer(signed)
    if key is None:
        raise _Found(Verdict.OTHER_ISSUER, issuer)
    if not genuine or method.partition("#")[0] != issuer:
        raise _Found(Verdict.CHANGED)
    if method not in methods:
        raise _Found(Verdict.OTHER_ISSUER, issuer)


def _named_in(method: str) -> Ed25519PublicKey | None:
    """The key of a did:key, which holds it; None for any other name."""
    did, _, fragment = method.partition("#")
    name = did.removeprefix("did:key:")
    try:
        return public_key(name) if did.startswith("did:key:") and fragment == name else None
    except ValueError:
        return None


def _check_dates(credential: dict[str, Any], now: dt.datetime) -> None:
    first, last = (_moment(credential.get(name)) for name in ("validFrom", "validUntil"))
    if first and now < first:
        raise _Found(Verdict.NOT_YET, credential["validFrom"])
    if last and now > last:
        raise _Found(Verdict.EXPIRED, credential["validUntil"])


def _moment(text: Any) -> dt.datetime | None:
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise _Found(Verdict.UNREADABLE, error) from error
    if moment.tzinfo is None:
        raise _Found(Verdict.UNREADABLE, "a date without time zone")
    return moment


def _check_status(credential: dict[str, Any], methods: Methods, get_list: GetList) -> None:
    entry = credential.get("credentialStatus")
    if entry is None:
        return
    address, index = _entry(entry)
    content = get_list(address)
    if content is None:
        raise _Found(Verdict.NO_LIST, address)
    try:
        revoked = status.is_set(_bits_of(content, credential, methods, address), index)
    except status.WrongLength as error:
        raise _Found(Verdict.LIST_LENGTH, error) from error
    except status.BadList as error:
        raise _Found(Verdict.BAD_LIST, error) from error
    if revoked:
        raise _Found(Verdict.REVOKED)


def _entry(entry: Any) -> tuple[str, int]:
    """The address of the list, and the place in it."""
    expected = {"type": "BitstringStatusListEntry", "statusPurpose": status.PURPOSE}
    if not isinstance(entry, dict) or any(entry.get(name) != value for name, value in expected.items()):
        raise _Found(Verdict.UNREADABLE, "the status is not told by a BitstringStatusList of revoked ones")
    address, index = entry.get("statusListCredential"), entry.get("statusListIndex")
    if not isinstance(address, str) or not isinstance(index, str) or not re.fullmatch(r"[0-9]{1,9}", index):
        raise _Found(Verdict.UNREADABLE, "the status names no place in a list")
    return address, int(index)


def _bits_of(content: bytes, credential: dict[str, Any], methods: Methods, address: str) -> str:
    """The packed bits of a list that the badge's issuer signed for this address."""
    try:
        listed = _object_in(content)
        _check_proof(listed, methods)
    except _Found as found:
        raise _Found(Verdict.BAD_LIST, found.detail or found.verdict) from found
    subject = listed.get("credentialSubject")
    if not isinstance(subject, dict) or "BitstringStatusListCredential" not in _types(listed):
        raise _Found(Verdict.BAD_LIST, "this is not a status list")
    if (listed.get("id"), _issuer(listed), subject.get("statusPurpose")) != (
        address,
        _issuer(credential),
        status.PURPOSE,
    ):
        raise _Found(Verdict.BAD_LIST, "this is not the list that the badge names")
    bits = subject.get("encodedList")
    if not isinstance(bits, str):
        raise _Found(Verdict.BAD_LIST, "the list is empty")
    return bits


def _types(document: dict[str, Any]) -> set[str]:
    types = document.get("type")
    return {one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)}


def _issuer(document: dict[str, Any]) -> str:
    issuer = document.get("issuer")
    return str(issuer.get("id") if isinstance(issuer, dict) else issuer)
