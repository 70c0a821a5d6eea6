"""Signatures: the published test vector, and what a signature must not pass over."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from quizzes.badges import contexts, proof
from quizzes.badges.contexts import CREDENTIALS, OPEN_BADGES, UnknownContext, vendored
from quizzes.badges.keys import private_key, public_key

from .samples import PUBLISHED, published

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
VECTOR = published("signed-credential.json")
PAIR = published("key-pair.json")
WITH_EXAMPLES = {**vendored(), EXAMPLES: published("credentials-examples-v2.json")}
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOON = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)


def unsigned(signed):
    return {name: value for name, value in signed.items() if name != "proof"}


def small(**changes):
    document = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": "https://kynangso.example/kt/#1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "did:example:a", "type": ["Profile"], "name": "Kỹ năng số"},
    }
    return {**document, **changes}


def signed(document):
    return proof.sign(document, key=KEY, method="did:example:a#1", created=NOON)


def test_the_vector_of_the_recommendation_is_signed_bit_for_bit():
    made = proof.sign(
        unsigned(VECTOR),
        key=private_key(PAIR["privateKeyMultibase"]),
        method=VECTOR["proof"]["verificationMethod"],
        created=dt.datetime(2023, 2, 24, 23, 36, 38, tzinfo=dt.UTC),
        contexts=WITH_EXAMPLES,
    )
    assert made == VECTOR


def test_both_hashes_of_the_vector_are_those_of_the_recommendation():
    config = {name: value for name, value in VECTOR["proof"].items() if name != "proofValue"}
    hashes = proof.digest(unsigned(VECTOR), config, WITH_EXAMPLES).hex()
    expected = ((PUBLISHED / name).read_text("ascii").strip() for name in ("proof-config-hash.txt", "doc-hash.txt"))
    assert hashes == "".join(expected)


def test_the_vector_is_found_genuine():
    assert proof.is_signed_by(VECTOR, public_key(PAIR["publicKeyMultibase"]), WITH_EXAMPLES)


def test_the_vector_with_another_word_is_not():
    changed = {**VECTOR, "name": "Alumni credential"}
    assert not proof.is_signed_by(changed, public_key(PAIR["publicKeyMultibase"]), WITH_EXAMPLES)


def test_a_context_that_is_not_kept_here_is_refused():
    with pytest.raises(UnknownContext, match="examples"):
        proof.is_signed_by(VECTOR, public_key(PAIR["publicKeyMultibase"]))


@pytest.mark.parametrize("context", [CREDENTIALS, [{"name": "https://schema.org/name"}], [], None])
def test_a_context_that_is_no_list_of_addresses_is_refused(context):
    with pytest.raises((UnknownContext, proof.NotSignable)):
        signed(small(**{"@context": context}))


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("credentials-v2.jsonld", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
        ("open-badges-3.0.3.jsonld", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    ],
)
def test_the_contexts_are_those_published_byte_for_byte(name, digest):
    content = (Path(contexts.__file__).parent / "vendored" / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest


@pytest.mark.parametrize(
    "unsaid",
    [
        {"colour": "green"},
        {"type": ["VerifiableCredential", "OpenBadgeCredential", "Seal"]},
        {"issuer": {"id": "did:example:a", "type": ["Profile"], "rank": "first"}},
        {"issuer": {"id": "somewhere", "type": ["Profile"]}},
        {"description": None},
        {"evidence": []},
        {"issuer": {"id": "did:example:a", "@index": "1"}},
        {"credentialSubject": {"@context": CREDENTIALS, "type": ["AchievementSubject"]}},
    ],
)
def test_what_a_signature_would_not_cover_is_neither_signed_nor_accepted(unsaid):
    with pytest.raises(proof.NotSignable):
        signed(small(**unsaid))
    with pytest.raises(proof.NotSignable):
        proof.is_signed_by({**signed(small()), **unsaid}, KEY.public_key())


@pytest.mark.parametrize(
    "change",
    [
        {"cryptosuite": "eddsa-jcs-2022"},
        {"type": "Ed25519Signature2020"},
        {"proofPurpose": "authentication"},
        {"proofValue": None},
    ],
)
def test_a_proof_of_another_kind_is_refused(change):
    one = signed(small())
    with pytest.raises(proof.BadProof):
        proof.is_signed_by({**one, "proof": {**one["proof"], **change}}, KEY.public_key())


@pytest.mark.parametrize("value", ["", "z", "z0OIl", "u" + "A" * 86, "z1", "z" + "2" * 5000])
def test_a_broken_signature_is_not_genuine(value):
    one = signed(small())
    assert not proof.is_signed_by({**one, "proof": {**one["proof"], "proofValue": value}}, KEY.public_key())


def test_a_proof_says_when_and_the_date_is_signed():
    one = signed(small())
    assert one["proof"]["created"] == "2026-11-16T12:00:00Z"
    later = {**one, "proof": {**one["proof"], "created": "2026-11-17T12:00:00Z"}}
    assert not proof.is_signed_by(later, KEY.public_key())


def test_the_order_of_names_does_not_matter():
    backwards = dict(reversed(signed(small()).items()))
    assert proof.is_signed_by(json.loads(json.dumps(backwards)), KEY.public_key())
