"""One phone in a family: which of them is meant, without telling strangers who they are."""

import unicodedata
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.utils import timezone

from lms.members.models import SignInTries
from tests.factories.members import UserFactory

from .pin_case import WRONG, is_in, sign_in, with_pin, words

pytestmark = pytest.mark.django_db
PHONE, HOME = "0912 345 678", {"contact_phone": "+84912345678"}


@pytest.fixture
def family():
    mother = with_pin("482915", full_name="Nguyễn Thị Mẫu", **HOME)
    son = with_pin("605193", full_name="Trần Văn Hoà", **HOME)
    return mother, son


def test_a_contact_phone_of_one_member_signs_in(client):
    member = with_pin(**HOME)
    sign_in(client, PHONE)
    assert is_in(client, member)


def test_a_pin_that_fits_one_of_two_signs_that_one_in(client, family):
    sign_in(client, PHONE, "605193")
    assert is_in(client, family[1])


def test_a_number_that_one_signs_in_with_and_another_is_called_at_is_shared_too(client):
    with_pin("482915", login_phone="+84912345678")
    other = with_pin("605193", **HOME)
    sign_in(client, PHONE, "605193")
    assert is_in(client, other)


@pytest.mark.parametrize(
    "typed", ["Trần Văn Hoà", "tran van hoa", " TRẦN  VĂN HÒA ", unicodedata.normalize("NFD", "Trần Văn Hoà")]
)
def test_where_a_pin_fits_both_the_full_name_decides(client, typed):
    with_pin(full_name="Nguyễn Thị Mẫu", **HOME)
    son = with_pin(full_name="Trần Văn Hoà", **HOME)
    page = sign_in(client, PHONE)
    assert 'name="full_name"' in page.content.decode()
    assert "_auth_user_id" not in client.session
    sign_in(client, PHONE, full_name=typed)
    assert is_in(client, son)


def test_three_who_share_are_asked_for_the_name(client, family):
    third = with_pin("917264", full_name="Lê Thị Ánh", **HOME)
    sign_in(client, PHONE, "917264")
    assert not is_in(client, third)
    sign_in(client, PHONE, "917264", full_name="le thi anh")
    assert is_in(client, third)


def test_a_name_beside_a_number_of_ones_own_does_no_harm(client):
    member = with_pin(login_phone="+84912345678")
    sign_in(client, PHONE, full_name="Má Hai")
    assert is_in(client, member)


def test_the_page_asks_alike_whether_the_number_is_shared_single_or_nobodys(client, family):
    with_pin(login_phone="+84912345679")
    pages = [sign_in(client, f"0912 345 67{end}", WRONG) for end in (8, 9, 0)]
    assert len({words(page) for page in pages}) == 1
    assert all('name="full_name"' in page.content.decode() for page in pages)
    assert not any(one.full_name in page.content.decode() for page in pages for one in family)


def test_a_user_name_is_not_asked_for_a_full_name(client):
    page = sign_in(client, "khong-co", WRONG)
    assert 'name="full_name"' not in page.content.decode()


def test_a_right_name_reads_as_a_wrong_one(client, family):
    pages = [sign_in(client, PHONE, WRONG, full_name=name) for name in ("Trần Văn Hoà", "Không Có Ai")]
    # one try less is left, and nothing else differs
    assert words(pages[0]).replace("7", "6") == words(pages[1])


def test_a_wrong_name_is_no_try_at_anybodys_pin(client, family):
    sign_in(client, PHONE, WRONG, full_name="Không Có Ai")
    assert not SignInTries.objects.filter(user__in=family).exists()
    assert SignInTries.objects.get().tries == 1


def test_guesses_by_the_shared_number_count_for_everyone_whose_pin_was_tried(client, family):
    sign_in(client, PHONE, WRONG)
    assert sorted(SignInTries.objects.exclude(user=None).values_list("tries", flat=True)) == [1, 1]


def test_one_of_the_family_cannot_reset_the_count_of_the_other(client, family):
    mother, son = family
    sign_in(client, PHONE, WRONG)
    sign_in(client, PHONE, "605193")
    assert not SignInTries.objects.filter(user=son).exists()
    assert SignInTries.objects.get(user=mother).tries == 1


def test_one_who_signs_in_often_does_not_lock_the_other_out(client, family, settings):
    mother, son = family
    for _ in range(settings.LMS_PIN_TRIES + 1):
        sign_in(client, PHONE, "605193")
        assert is_in(client, son)
        client.logout()
    sign_in(client, PHONE, "482915")
    assert is_in(client, mother)


def test_one_who_signs_in_gives_a_locked_pin_of_the_other_no_new_tries(client, family, settings):
    mother, _son = family
    SignInTries.objects.create(user=mother, tries=settings.LMS_PIN_TRIES, last_at=timezone.now())
    sign_in(client, PHONE, "605193")
    assert SignInTries.objects.get(user=mother).tries == settings.LMS_PIN_TRIES


@pytest.mark.parametrize("sharing", [0, 1, 2, 3])
def test_the_same_number_of_hashes_is_made_whoever_has_the_number(client, sharing):
    for _ in range(sharing):
        with_pin(**HOME)
    with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as made:
        sign_in(client, PHONE, WRONG)
    assert made.call_count == 2


@pytest.mark.parametrize("kind", ["pin", "password", "none", "nobody"])
def test_the_same_number_of_hashes_is_made_for_any_user_name(client, kind):
    if kind != "nobody":
        user = with_pin(username="apmau01") if kind == "pin" else UserFactory(username="apmau01")
        if kind == "none":
            user.set_unusable_password()
            user.save()
    with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as made:
        sign_in(client, "apmau01", WRONG)
    assert made.call_count == 1


def test_staff_do_not_sign_in_with_a_number_that_may_be_shared(client):
    staff = UserFactory(is_superuser=True, login_phone="+84912345670", **HOME)
    sign_in(client, PHONE, "mat-khau-thu")
    assert not is_in(client, staff)
    sign_in(client, "0912 345 670", "mat-khau-thu")
    assert is_in(client, staff)
