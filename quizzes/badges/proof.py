"""Data Integrity proofs of the cryptosuite eddsa-rdfc-2022. Pure.

A document is read as JSON-LD, written as canonical N-Quads (RDFC-1.0) and hashed; so is the proof without its value;
Ed25519 signs both hashes. JSON-LD passes over what its contexts do not define, and what is passed over is not signed:
such a document is refused here, when it is signed as when it is checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyld import jsonld

from .contexts import Contexts, UnknownContext, loader, vendored
from .multibase import base58, from_base58

SUITE = "eddsa-rdfc-2022"
SIGNATURE_BYTES = 64
MAX_DEPTH = 20
NOWHERE = "https://nowhere.invalid/"  # what relative names are read against, to tell them

_one_at_a_time = threading.Lock()  # PyLD's caches are not safe for threads


class NotSignable(ValueError):
    """The document says something that a signature would not cover."""


class BadProof(ValueError):
    """The proof is not of this suite, or not for this purpose."""


def sign(
    document: dict[str, Any],
    *,
    key: Ed25519PrivateKey,
    method: str,
    created: dt.datetime,
    contexts: Contexts | None = None,
) -> dict[str, Any]:
    """`document` with its proof, to be checked with the public key that `method` names."""
    moment = created.astimezone(dt.UTC).replace(microsecond=0)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    value = base58(key.sign(digest(document, proof, contexts)))
    return {**document, "proof": {**proof, "proofValue": value}}


def proof_of(signed: dict[str, Any]) -> dict[str, Any]:
    """Its only proof, if that is one this module can check; raises BadProof."""
    proof = signed.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    expected = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    if not isinstance(proof, dict) or any(proof.get(name) != value for name, value in expected.items()):
        raise BadProof(f"the proof is not one of {SUITE}")
    if not isinstance(proof.get("proofValue"), str) or not isinstance(proof.get("verificationMethod"), str):
        raise BadProof("the proof lacks its value or its method")
    return proof


def is_signed_by(signed: dict[str, Any], key: Ed25519PublicKey, contexts: Contexts | None = None) -> bool:
    """Whether `signed` says what was signed with the key; raises BadProof, NotSignable, UnknownContext."""
    proof = proof_of(signed)
    document = {name: value for name, value in signed.items() if name != "proof"}
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        signature = from_base58(proof["proofValue"])
        key.verify(signature, digest(document, config, contexts))
    except InvalidSignature:
        return False
    except ValueError as error:
        if isinstance(error, NotSignable | UnknownContext):
            raise
        return False
    return len(signature) == SIGNATURE_BYTES


def digest(document: dict[str, Any], proof: dict[str, Any], contexts: Contexts | None = None) -> bytes:
    """What is signed: the hash of the proof's own words, then that of the document."""
    config = {"@context": document.get("@context"), **proof}
    parts = (canonical(one, contexts) for one in (config, document))
    return b"".join(hashlib.sha256(part.encode()).digest() for part in parts)


def canonical(document: dict[str, Any], contexts: Contexts | None = None) -> str:
    known = vendored() if contexts is None else contexts
    _refuse_contexts(document, known)
    _refuse_unsaid({name: value for name, value in document.items() if name != "@context"})
    options = {"documentLoader": loader(known), "processingMode": "json-ld-1.1", "base": NOWHERE}
    with _one_at_a_time:
        try:
            expanded = jsonld.expand(document, dict(options), on_property_dropped=_refuse_dropped)
            if relative := next(_relative(expanded), None):
                raise NotSignable(f"“{relative}” is defined by no context")
            return jsonld.normalize(expanded, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"})
        except jsonld.JsonLdError as error:
            raise NotSignable(f"it is not JSON-LD: {error.type}") from error


def _refuse_contexts(document: dict[str, Any], known: Contexts) -> None:
    named = document.get("@context")
    if not isinstance(named, list) or not named:
        raise NotSignable("@context is not a list")
    for one in named:
        if not isinstance(one, str) or one not in known:
            raise UnknownContext(str(one)[:200])


def _refuse_unsaid(value: Any, depth: int = 0) -> None:
    """Refuses what never becomes a statement: nothing, an empty list, keywords of JSON-LD."""
    if value is None or value == [] or depth > MAX_DEPTH:
        raise NotSignable("it holds an empty value, or values too deep")
    if isinstance(value, dict):
        for name, part in value.items():
            if name.startswith("@"):
                raise NotSignable(f"{name[:40]} stands inside")
            _refuse_unsaid(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _refuse_unsaid(part, depth + 1)


def _refuse_dropped(name: str | None) -> None:
    raise NotSignable(f"“{name}” is defined by no context")


def _relative(expanded: Any) -> Iterator[str]:
    """Names and types that no context made an address: statements about them are left out."""
    if isinstance(expanded, list):
        for part in expanded:
            yield from _relative(part)
    elif isinstance(expanded, dict):
        types = expanded.get("@type", [])
        for name in [expanded.get("@id", ""), *(types if isinstance(types, list) else [types])]:
            if name.startswith(NOWHERE):
                yield name.removeprefix(NOWHERE)
        for name, part in expanded.items():
            if name not in ("@id", "@type", "@value"):
                yield from _relative(part)
