"""The badge of a certificate: what it says, and what checking it finds."""

import datetime as dt
import json
import random

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from quizzes.badges import png, status
from quizzes.badges.issuer import as_json
from quizzes.badges.keys import PUBLIC_PREFIX, make_key
from quizzes.badges.multibase import base58
from quizzes.badges.proof import sign
from quizzes.badges.verify import Verdict
from quizzes.models import Certificate

from .samples import badge, badge_saying, certificate, checked, issuer, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key")]

SCHEMA = jsonschema.Draft201909Validator(published("ob_v3p0_achievementcredential_schema.json"))


def faults(document):
    return [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(document)]


def test_a_badge_is_what_the_published_schema_asks_for():
    assert faults(badge(certificate())) == []


def test_the_schema_would_notice_what_is_missing():
    one = badge(certificate())
    del one["credentialSubject"]["achievement"]["criteria"]
    assert faults(one) != []


def test_a_badge_says_what_the_paper_says():
    paper = certificate(awarded_on=dt.date(2026, 11, 16), valid_until=dt.date(2027, 11, 16))
    one = badge(paper)
    subject = one["credentialSubject"]
    assert one["id"] == f"https://kynangso.example/kt/KNS-{paper.code[:4]}-{paper.code[4:]}/"
    assert (one["validFrom"], one["validUntil"]) == ("2026-11-16T00:00:00+07:00", "2027-11-16T23:59:59+07:00")
    assert subject["identifier"][0]["identityHash"] == "Thành viên mẫu 01"
    assert subject["achievement"]["name"] == paper.title
    assert subject["achievement"]["criteria"]["narrative"] == "Đạt từ 80% trở lên ở “Cài VNeID”."
    assert paper.small_print in subject["achievement"]["description"]


def test_a_badge_never_calls_itself_a_certification():
    assert badge(certificate())["credentialSubject"]["achievement"]["achievementType"] == "CertificateOfCompletion"


def test_a_badge_says_nothing_else_about_its_holder():
    paper = certificate(team_name="Tổ công nghệ số ấp Mẫu")
    text = as_json(badge(paper)).decode()
    assert paper.team_name not in text
    assert paper.member.username not in text


def test_a_badge_counts_from_its_confirmation():
    paper = certificate(awarded_on=dt.date(2026, 11, 1), counts_from=dt.date(2026, 11, 9))
    one = badge(paper)
    assert (one["awardedDate"][:10], one["validFrom"][:10]) == ("2026-11-01", "2026-11-09")


def test_a_badge_of_ours_is_valid():
    found = checked(badge(certificate()))
    assert (found.verdict, found.detail) == (Verdict.VALID, "")


def test_a_badge_is_valid_under_did_web(settings):
    settings.LMS_BADGE_ISSUER_DID = "did:web:kynangso.example"
    one = badge(certificate())
    assert one["issuer"]["id"] == "did:web:kynangso.example"
    assert checked(one).verdict == Verdict.VALID


def test_a_badge_stays_valid_when_the_key_is_changed(settings):
    paper = certificate()
    one = badge(paper)
    make_key(settings.LMS_KEY_FOLDER, now=timezone.now(), rotate=True)
    assert badge(paper)["issuer"]["id"] != one["issuer"]["id"]
    assert [checked(each).verdict for each in (one, badge(paper))] == [Verdict.VALID, Verdict.VALID]


def test_a_badge_stays_valid_when_the_site_turns_to_did_web(settings):
    one = badge(certificate())
    settings.LMS_BADGE_ISSUER_DID = "did:web:kynangso.example"
    assert checked(one).verdict == Verdict.VALID


def test_a_copy_with_one_byte_changed_is_never_valid():
    content = as_json(badge(certificate()))
    chosen = random.Random(5)
    for at in sorted(chosen.sample(range(len(content)), 120)):
        changed = bytearray(content)
        changed[at] = (changed[at] + chosen.randrange(1, 256)) % 256
        assert checked(bytes(changed)).verdict not in (Verdict.VALID, Verdict.REVOKED), at


@pytest.mark.slow
def test_no_byte_of_a_badge_can_be_changed():
    content = as_json(badge(certificate()))
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1
        assert checked(bytes(changed)).verdict != Verdict.VALID, at


def test_a_badge_with_another_holder_was_changed():
    one = badge(certificate())
    one["credentialSubject"]["identifier"][0]["identityHash"] = "Người khác"
    assert checked(one).verdict == Verdict.CHANGED


def test_a_badge_with_a_word_added_was_changed():
    assert checked({**badge(certificate()), "rank": "first"}).verdict == Verdict.CHANGED


def test_a_name_that_stands_twice_is_not_read():
    content = as_json(badge(certificate()))
    assert checked(b'{"name":"x",' + content[1:]).verdict == Verdict.UNREADABLE


def of_somebody_else(did, method):
    key = Ed25519PrivateKey.generate()
    name = base58(PUBLIC_PREFIX + key.public_key().public_bytes_raw())
    one = {part: value for part, value in badge(certificate()).items() if part != "proof"}
    profile = {**one["issuer"], "id": did.format(name)}
    return sign({**one, "issuer": profile}, key=key, method=method.format(name), created=timezone.now())


@pytest.mark.parametrize(
    ("did", "method"),
    [("did:key:{0}", "did:key:{0}#{0}"), ("did:web:elsewhere.example", "did:web:elsewhere.example#{0}")],
)
def test_a_badge_of_another_issuer_is_told(did, method):
    assert checked(of_somebody_else(did, method)).verdict == Verdict.OTHER_ISSUER


def test_a_badge_in_our_name_with_a_key_of_somebody_else_was_changed():
    assert checked(of_somebody_else(issuer().did, "did:key:{0}#{0}")).verdict == Verdict.CHANGED


def test_a_token_is_refused():
    assert checked(b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2lnbmF0dXJl").verdict == Verdict.JWT


def test_a_vocabulary_that_is_not_kept_here_is_refused():
    one = badge(certificate())
    one["@context"].append("https://example.org/more.json")
    found = checked(one)
    assert (found.verdict, found.detail) == (Verdict.UNKNOWN_CONTEXT, "https://example.org/more.json")


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"type":"Person"}'])
def test_what_is_no_badge_is_told(content):
    assert checked(content).verdict == Verdict.UNREADABLE


def test_a_badge_without_a_proof_is_told():
    one = badge(certificate())
    del one["proof"]
    assert checked(one).verdict == Verdict.BAD_PROOF


def test_a_badge_ends_with_its_last_day():
    one = badge(certificate(awarded_on=dt.date(2026, 1, 5), valid_until=dt.date(2026, 6, 30)))
    moments = [
        dt.datetime(2026, 6, 30, 23, 59, tzinfo=timezone.get_default_timezone()),
        dt.datetime(2026, 7, 1, 0, 0, tzinfo=timezone.get_default_timezone()),
    ]
    assert [checked(one, now=moment).verdict for moment in moments] == [Verdict.VALID, Verdict.EXPIRED]


def test_a_badge_does_not_hold_before_its_first_day():
    early = timezone.now() - dt.timedelta(days=2)
    assert checked(badge(certificate()), now=early).verdict == Verdict.NOT_YET


def test_a_revoked_badge_is_told():
    paper = certificate()
    one = badge(paper)
    Certificate.objects.update(revoked_at=timezone.now())
    assert checked(one).verdict == Verdict.REVOKED


def test_a_badge_whose_certificate_was_replaced_holds_until_its_date():
    paper = certificate()
    one = badge(paper)
    Certificate.objects.update(superseded_at=timezone.now())
    assert checked(one).verdict == Verdict.VALID


def listed(paper, bits, **changes):
    one, address = issuer(), badge(paper)["credentialStatus"]["statusListCredential"]
    subject = {"id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": "revocation"}
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": one.did,
        "credentialSubject": {**subject, "encodedList": bits},
    }
    return as_json(sign({**document, **changes}, key=one.key.private, method=one.method, created=timezone.now()))


@pytest.mark.parametrize("size", [8, status.SIZE - 8])
def test_a_status_list_of_the_wrong_length_is_told(size):
    paper = certificate()
    short = listed(paper, status.packed([], size))
    assert checked(badge(paper), get_list=lambda url: short).verdict == Verdict.LIST_LENGTH


def test_a_place_outside_its_list_is_told():
    paper = certificate()
    one = badge_saying(paper, credentialStatus={**badge(paper)["credentialStatus"], "statusListIndex": "999999"})
    assert checked(one).verdict == Verdict.LIST_LENGTH


def test_a_status_list_that_cannot_be_had_is_told():
    assert checked(badge(certificate()), get_list=lambda url: None).verdict == Verdict.NO_LIST


def test_a_status_list_that_was_changed_is_told():
    paper = certificate()
    good = json.loads(listed(paper, status.packed([paper.pk])))
    good["credentialSubject"]["encodedList"] = status.packed([])
    assert checked(badge(paper), get_list=lambda url: as_json(good)).verdict == Verdict.BAD_LIST


@pytest.mark.parametrize(
    "change",
    [{"id": "https://kynangso.example/other.json"}, {"type": ["VerifiableCredential"]}, {"issuer": "did:example:a"}],
)
def test_a_status_list_that_the_badge_does_not_name_is_told(change):
    paper = certificate()
    other = listed(paper, status.packed([]), **change)
    assert checked(badge(paper), get_list=lambda url: other).verdict == Verdict.BAD_LIST


@pytest.mark.parametrize(
    "entry",
    [
        {"statusPurpose": "suspension"},
        {"statusListIndex": "-1"},
        {"statusListIndex": "½"},
    ],
)
def test_a_status_told_in_another_way_is_refused(entry):
    paper = certificate()
    one = badge_saying(paper, credentialStatus={**badge(paper)["credentialStatus"], **entry})
    assert checked(one).verdict == Verdict.UNREADABLE


def test_a_badge_in_a_picture_is_checked_like_the_file():
    paper = certificate()
    picture = png.baked(
        png.SIGNATURE + png._chunk(b"IHDR", bytes(13)) + png._chunk(b"IEND", b""), as_json(badge(paper))
    )
    assert checked(picture).verdict == Verdict.VALID


def test_signing_takes_few_queries(django_assert_num_queries):
    paper = Certificate.objects.select_related("certification", "version").get(pk=certificate().pk)
    with django_assert_num_queries(1):
        badge(paper)
