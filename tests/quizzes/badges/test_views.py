"""Addresses of badges: who gets what, and what is kept where."""

import io
import json

import pytest
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from quizzes.badges import status
from quizzes.badges.verify import Verdict
from quizzes.models import Certificate
from quizzes.selectors import Outlook
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory

from .samples import badge, certificate, checked, issuer

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(key):
    return certificate()


def credential(client, paper):
    return client.get(reverse("quizzes:badge", args=[paper.code]))


def picture(client, paper):
    return client.get(reverse("quizzes:badge_picture", args=[paper.code]))


def status_list(client, number=0, slug=None, **headers):
    return client.get(reverse("quizzes:badge_status", args=[slug or issuer().slug, number]), headers=headers)


def test_whoever_has_the_code_gets_the_credential(client, paper):
    response = credential(client, paper)
    assert response["Content-Type"] == "application/vc+ld+json"
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    assert checked(response.content).verdict == Verdict.VALID


def test_the_code_is_read_as_it_is_printed(client, paper):
    response = client.get(f"/kt/KNS-{paper.code[:4]}-{paper.code[4:]}/huy-hieu.json")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'inline; filename="huy-hieu-KNS-{paper.code[:4]}-{paper.code[4:]}.json"'


def test_an_unknown_code_has_no_badge(client, paper):
    assert client.get(reverse("quizzes:badge", args=["22222222"])).status_code == 404


def test_asking_for_badges_counts_as_looking_up_codes(client, paper, settings):
    settings.LMS_CHECK_TRIES_PER_HOUR = 2
    client.get(reverse("quizzes:check"), {"ma": "22222222"})
    assert [credential(client, paper).status_code for _ in range(2)] == [200, 429]


def test_without_a_key_there_are_no_badges(client, settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "none"
    paper = certificate()
    client.force_login(paper.member)
    assert [credential(client, paper).status_code, picture(client, paper).status_code] == [404, 404]


def test_a_withdrawn_certificate_has_no_badge_any_more(client, paper):
    Certificate.objects.update(revoked_at=timezone.now())
    client.force_login(paper.member)
    assert [credential(client, paper).status_code, picture(client, paper).status_code] == [410, 410]


def test_a_certificate_that_waits_has_no_badge_yet(client, paper):
    Certificate.objects.update(counts_from=None)
    response = credential(client, paper)
    assert response.status_code == 409
    assert paper.code[:4] in response.content.decode()


def test_the_holder_gets_a_picture_that_carries_the_badge(client, paper):
    client.force_login(paper.member)
    response = picture(client, paper)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith('attachment; filename="huy-hieu-KNS-')
    assert checked(response.content).verdict == Verdict.VALID
    with Image.open(io.BytesIO(response.content)) as opened:
        assert opened.size == (800, 800)


def test_a_picture_with_one_byte_of_its_badge_changed_is_not_valid(client, paper):
    client.force_login(paper.member)
    content = picture(client, paper).content
    assert checked(content.replace(b'"hashed":false', b'"hashed":true ')).verdict == Verdict.UNREADABLE


def test_a_visitor_is_asked_to_sign_in_for_the_picture(client, paper):
    assert picture(client, paper).status_code == 302


def test_another_member_finds_no_picture(client, paper):
    client.force_login(UserFactory())
    assert picture(client, paper).status_code == 404


def test_staff_who_may_see_certificates_get_the_picture(client, paper):
    staff = UserFactory()
    staff.user_permissions.add(Permission.objects.get(codename="view_certificate"))
    client.force_login(staff)
    assert picture(client, paper).status_code == 200


def test_a_name_that_the_font_lacks_is_told(client, paper):
    Certificate.objects.update(holder_name="Nguyễn 😀")
    client.force_login(paper.member)
    assert picture(client, paper).status_code == 409


def test_the_status_list_stands_where_the_badge_says(client, paper):
    address = badge(paper)["credentialStatus"]["statusListCredential"]
    response = client.get(address.removeprefix("https://kynangso.example"))
    listed = json.loads(response.content)
    assert response["Content-Type"] == "application/vc"
    assert (listed["id"], listed["issuer"]) == (address, issuer().did)


def test_the_status_list_tells_the_revoked_alone(client, paper):
    revoked, replaced = certificate_like(paper), certificate_like(paper)
    Certificate.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    Certificate.objects.filter(pk=replaced.pk).update(superseded_at=timezone.now())
    bits = json.loads(status_list(client).content)["credentialSubject"]["encodedList"]
    assert [status.is_set(bits, one.pk) for one in (paper, revoked, replaced)] == [False, True, False]


def certificate_like(paper):
    return CertificateFactory(certification=paper.certification)


def test_a_status_list_that_has_not_changed_is_not_sent_again(client, paper):
    first = status_list(client)
    assert first["Cache-Control"] == "public, max-age=300"
    again = status_list(client, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_a_revocation_changes_the_status_list(client, paper):
    first = status_list(client)
    Certificate.objects.update(revoked_at=timezone.now())
    assert status_list(client, **{"if-none-match": first["ETag"]}).status_code == 200


def test_the_status_list_is_made_without_walking_certificates(client, paper, django_assert_num_queries):
    for _ in range(3):
        certificate_like(paper)
    with django_assert_num_queries(2):
        status_list(client)


@pytest.mark.parametrize("number", [1, 10**18])
def test_a_list_that_no_certificate_has_a_place_in_is_not_found(client, paper, number):
    assert status_list(client, number).status_code == 404


@pytest.mark.parametrize("slug", ["web", "z6MkNobody"])
def test_a_list_of_an_issuer_that_never_signed_is_not_found(client, paper, slug):
    assert status_list(client, slug=slug).status_code == 404


def test_did_web_publishes_the_keys(client, paper, settings):
    settings.LMS_BADGE_ISSUER_DID = "did:web:kynangso.example"
    response = client.get("/.well-known/did.json")
    document = json.loads(response.content)
    assert document["assertionMethod"] == [badge(paper)["proof"]["verificationMethod"]]


def test_did_key_needs_no_document(client, paper):
    assert client.get("/.well-known/did.json").status_code == 404


def test_checkers_on_pages_of_others_may_read_what_is_public(client, paper, settings):
    settings.LMS_BADGE_ISSUER_DID = "did:web:kynangso.example"
    answers = [credential(client, paper), status_list(client), client.get("/.well-known/did.json")]
    assert {response["Access-Control-Allow-Origin"] for response in answers} == {"*"}


def test_the_longest_names_fit_the_picture(client, paper):
    Certificate.objects.update(
        holder_name=("Nguyễn Thị " * 10)[:100].strip(), course=("Kỹ năng số cơ bản " * 9)[:160].strip()
    )
    client.force_login(paper.member)
    assert picture(client, paper).status_code == 200


def offered(paper):
    outlook = Outlook(paper.certification, paper, houses=[], left=0, still=[])
    address = reverse("quizzes:badge_picture", args=[f"KNS-{paper.code[:4]}-{paper.code[4:]}"])
    return address in render_to_string("quizzes/outlook.html", {"outlook": outlook})


def test_the_holder_is_offered_the_badge_beside_the_paper(paper):
    assert offered(paper)


def test_no_badge_is_offered_while_the_certificate_waits(paper):
    paper.counts_from = None
    assert not offered(paper)


def test_no_badge_is_offered_while_the_site_has_no_key(paper, settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "none"
    assert not offered(paper)


def test_a_broken_key_keeps_nobody_from_the_paper(paper, key):
    key.path.write_text("{}")
    assert not offered(paper)
