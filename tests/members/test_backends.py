"""Who is meant by what a member types to sign in."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from lms.members.backends import login_key, meant
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "mat-khau-thu"


def sign_in(login, password=PASSWORD):
    return authenticate(RequestFactory().post("/dang-nhap/"), username=login, password=password)


@pytest.mark.parametrize("login", ["0912345678", "0912 345 678", "0912.345.678", "+84912345678", "84 912 345 678"])
def test_a_member_signs_in_by_phone_in_any_spelling(login):
    user = UserFactory(login_phone="+84912345678")
    assert sign_in(login) == user


@pytest.mark.parametrize("login", ["apmau01", "ApMau01", " apmau01 "])
def test_a_member_signs_in_by_user_name(login):
    user = UserFactory(username="apmau01")
    assert sign_in(login) == user


def test_a_vietnamese_user_name_may_be_typed_with_a_capital():
    user = UserFactory(username="ấpmẫu")
    assert sign_in("Ấpmẫu") == user


def test_of_two_names_that_differ_by_case_the_exact_one_is_meant():
    UserFactory(username="apmau")
    exact = UserFactory(username="ApMau")
    assert meant("ApMau").users == (exact,)


@pytest.mark.parametrize(("login", "password"), [("apmau01", "khác"), ("khong-co", PASSWORD), ("", PASSWORD)])
def test_a_wrong_password_or_an_unknown_login_opens_nothing(login, password):
    UserFactory(username="apmau01")
    assert sign_in(login, password) is None


def test_a_closed_account_cannot_sign_in():
    UserFactory(username="apmau01", is_active=False)
    assert sign_in("apmau01") is None


def test_all_logins_of_one_member_count_as_one():
    UserFactory(username="apmau01", login_phone="+84912345678")
    keys = {login_key(None, {"username": login}) for login in ("0912 345 678", "+84912345678", "ApMau01")}
    assert keys == {"apmau01"}


def test_all_spellings_of_an_unknown_number_count_as_one():
    assert {login_key(None, {"username": login}) for login in ("0912 345 678", "84912345678")} == {"+84912345678"}


def test_a_login_of_any_length_can_be_counted():
    assert len(login_key(None, {"username": "x" * 5000})) <= 255
    assert len(login_key(None, {"username": "\u0130" * 5000})) <= 255  # two characters each when lowered


def test_the_login_is_taken_from_the_form_where_no_credentials_are_given():
    request = RequestFactory().post("/dang-nhap/", {"username": "Khong-Co"})
    assert login_key(request) == "khong-co"
