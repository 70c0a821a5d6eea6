import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.certification.by_hand import revoke
from quizzes.models import Certificate
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory

from .taking import course_of, take

pytestmark = pytest.mark.django_db
TODAY, A_DAY = timezone.localdate(), dt.timedelta(days=1)


@pytest.fixture
def certificate():
    (quiz,), _ = course_of(1)
    take(UserFactory(full_name="Nguyễn Thị Mẫu"), quiz, now=timezone.now())
    return Certificate.objects.get()


def look_up(client, typed):
    return client.get(reverse("quizzes:check"), {"ma": typed})


def page(response):
    return response.content.decode()


def test_the_empty_form_asks_for_the_code(client):
    response = client.get(reverse("quizzes:check"))
    assert response.status_code == 200
    assert 'name="ma"' in page(response)
    assert "is-invalid" not in page(response)


def test_a_code_shows_who_what_and_until_when(client, certificate):
    html = page(look_up(client, certificate.code))
    for words in ("Nguyễn Thị Mẫu", certificate.course, certificate.small_print, "alert-success"):
        assert words in html
    for day in (certificate.awarded_on, certificate.valid_until):
        assert f"{day:%d/%m/%Y}" in html


def test_the_code_is_read_in_any_spelling(client, certificate):
    code = certificate.code
    for typed in (f"kns {code[:4]} {code[4:]}".lower(), f"KNS–{code[:4]}–{code[4:]}", f"\u200b{code}\u00a0"):
        assert "Nguyễn Thị Mẫu" in page(look_up(client, typed))


def test_the_address_in_the_qr_code_leads_to_the_same_page(client, certificate):
    response = client.get(reverse("quizzes:check_code", args=[f"KNS-{certificate.code[:4]}-{certificate.code[4:]}"]))
    assert "Nguyễn Thị Mẫu" in page(response)


def test_a_code_that_does_not_exist_says_how_to_check_and_suggests_nothing(client, certificate):
    response = look_up(client, "22222222")
    assert response.status_code == 404
    assert 'role="alert"' in page(response)
    assert certificate.code[:4] not in page(response)


@pytest.mark.parametrize("typed", ["", " ", "123", "x" * 500, "'; DROP TABLE--", "<script>alert(1)</script>", "\x00"])
def test_what_is_no_code_gets_a_message_at_the_field(client, typed):
    response = look_up(client, typed)
    assert response.status_code == 400
    assert "invalid-feedback" in page(response)
    assert "<script>alert" not in page(response)


@pytest.mark.parametrize(
    ("dates", "box"),
    [
        ({"counts_from": None}, "alert-warning"),
        ({"due_on": TODAY}, "alert-warning"),
        ({"awarded_on": TODAY - 370 * A_DAY, "valid_until": TODAY - A_DAY}, "alert-warning"),
        ({"awarded_on": TODAY - 400 * A_DAY, "valid_until": TODAY - 35 * A_DAY}, "alert-warning"),
        ({"superseded_at": timezone.now()}, "alert-warning"),
        ({"revoked_at": timezone.now()}, "alert-danger"),
    ],
)
def test_every_other_state_is_said_in_words(client, dates, box):
    html = page(look_up(client, CertificateFactory(code="23456789", **dates).code))
    assert box in html
    assert "alert-success" not in html


def test_a_revoked_one_is_no_longer_valid_and_the_page_keeps_the_reason_to_itself(client, certificate):
    officer = UserFactory(is_superuser=True)
    revoke(certificate=certificate, by=officer, reason="Người khác làm hộ", now=timezone.now())
    html = page(look_up(client, certificate.code))
    assert "alert-danger" in html
    assert "Người khác làm hộ" not in html
    assert officer.full_name not in html


def test_a_replaced_one_does_not_lead_to_its_heir(client, certificate):
    heir = CertificateFactory(code="23456789")
    Certificate.objects.filter(pk=certificate.pk).update(superseded_at=timezone.now(), superseded_by=heir)
    html = page(look_up(client, certificate.code))
    assert "Nguyễn Thị Mẫu" in html
    assert "2345-6789" not in html


def test_nothing_else_of_the_holder_is_told(client):
    team = TeamFactory(village__name="Rất riêng")
    holder = MembershipFactory(team=team, user__login_phone="+84900000077").user
    certificate = CertificateFactory(member=holder, code="23456789", team_name="Tổ ấp Rất riêng", unit=team.commune)
    html = page(look_up(client, certificate.code))
    for words in ("Rất riêng", holder.username, "900000077", str(team.commune)):
        assert words not in html


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_letter_finds_nobody(client, certificate, place):
    wrong = "2" if certificate.code[place] != "2" else "3"
    response = look_up(client, certificate.code[:place] + wrong + certificate.code[place + 1 :])
    assert response.status_code == 404
    assert "Nguyễn Thị Mẫu" not in page(response)


def test_the_page_is_not_stored_and_not_indexed(client, certificate):
    for response in (look_up(client, certificate.code), client.get(reverse("quizzes:check"))):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert 'name="robots" content="noindex"' in page(response)


def test_an_address_may_try_only_so_often(client, certificate, settings):
    settings.LMS_CHECK_TRIES_PER_HOUR = 2
    assert [look_up(client, "22222222").status_code for _ in range(2)] == [404, 404]
    refused = look_up(client, certificate.code)
    assert refused.status_code == 429
    assert "Nguyễn Thị Mẫu" not in page(refused)
    assert refused["Retry-After"] == "3600"
    assert client.get(reverse("quizzes:check")).status_code == 200


def test_checking_stays_within_its_queries(client, certificate, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        look_up(client, certificate.code)
