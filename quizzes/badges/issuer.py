"""Who signs badges: the site under a did:key of its newest key, or under its did:web where the settings name one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .keys import IssuerKey, keys_in

WEB = "web"


@dataclass(frozen=True, slots=True)
class Issuer:
    """`slug` names it in addresses: a status list is signed by whoever signed the badges that point to it."""

    did: str
    slug: str
    key: IssuerKey

    @property
    def method(self) -> str:
        return f"{self.did}#{self.key.name}"

    @property
    def profile(self) -> dict[str, Any]:
        name, url = settings.LMS_SITE_NAME, settings.LMS_PUBLIC_URL
        return {"id": self.did, "type": ["Profile"], "name": name, "url": url}


def current_issuer() -> Issuer | None:
    """None while there is no key: then no badges are offered."""
    keys = keys_in(settings.LMS_KEY_FOLDER)
    if not keys:
        return None
    return Issuer(web_did(), WEB, keys[0]) if web_did() else _of_key(keys[0])


def issuer_named(slug: str) -> Issuer | None:
    """The one of that name, today's or an older one whose badges are still about."""
    keys = keys_in(settings.LMS_KEY_FOLDER)
    if slug == WEB:
        return Issuer(web_did(), WEB, keys[0]) if keys and web_did() else None
    return next((_of_key(key) for key in keys if key.name == slug), None)


def own_methods() -> dict[str, Ed25519PublicKey]:
    """The public keys that sign or have signed for this site, by every name they may be called in a proof."""
    keys = keys_in(settings.LMS_KEY_FOLDER)
    return {f"{did}#{key.name}": key.public for key in keys for did in (key.did, web_did()) if did}


def did_document() -> dict[str, Any] | None:
    """What stands at /.well-known/did.json; None without a key or a did:web."""
    keys, did = keys_in(settings.LMS_KEY_FOLDER), web_did()
    if not keys or not did:
        return None
    methods = [
        {"id": f"{did}#{key.name}", "type": "Multikey", "controller": did, "publicKeyMultibase": key.name}
        for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "alsoKnownAs": [key.did for key in keys],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def web_did() -> str:
    """The did:web of the settings, "" when they name none. Whoever checks a badge looks for its keys on the host that
    it names, so that must be ours."""
    did = settings.LMS_BADGE_ISSUER_DID
    if did and unquote(did) != f"did:web:{urlsplit(settings.LMS_PUBLIC_URL).netloc}":
        message = f"LMS_BADGE_ISSUER_DID is “{did}”; for {settings.LMS_PUBLIC_URL} it must be “{_expected()}” or empty"
        raise ImproperlyConfigured(message)
    return did


def as_json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _of_key(key: IssuerKey) -> Issuer:
    return Issuer(key.did, key.name, key)


def _expected() -> str:
    return "did:web:" + urlsplit(settings.LMS_PUBLIC_URL).netloc.replace(":", "%3A")
