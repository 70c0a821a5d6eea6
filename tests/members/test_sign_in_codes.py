"""Carrying a sign-in from Zalo's browser to Chrome: once, for minutes, asked before."""

import datetime as dt
import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.members.codes import ALPHABET, make_code, read_code, use_code, user_of
from lms.members.models import SignInCode
from tests.factories.members import UserFactory

from .pin_case import is_in, led, reset

pytestmark = pytest.mark.django_db
CARRY = reverse("members:carry")
ANDROID = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 11) Zalo"}


def opened(code):
    return reverse("members:carried", args=[code])


@pytest.fixture
def member(client):
    user = UserFactory(full_name="Nguyễn Thị Mẫu")
    client.force_login(user)
    return user


@pytest.fixture
def chrome():
    return Client()


def test_from_zalo_to_chrome(client, member, chrome):
    address = client.post(CARRY)["Location"]
    assert client.get(address).status_code == 200
    asked = chrome.get(address)
    assert "Nguyễn Thị Mẫu" in asked.content.decode()
    assert not is_in(chrome, member)
    chrome.post(address)
    assert is_in(chrome, member)
    assert is_in(client, member)


def test_whoever_is_signed_out_by_it_is_asked_about_work_that_was_not_sent(member, chrome):
    address = opened(make_code(user=member))
    assert "data-leaving" not in chrome.get(address).content.decode()
    other = UserFactory()
    chrome.force_login(other)
    assert f'<form method="post" data-member="{other.pk}" data-leaving=' in chrome.get(address).content.decode()


def test_looking_uses_nothing_up(member, chrome):
    code = make_code(user=member)
    for _ in range(3):
        chrome.get(opened(code))
    chrome.post(opened(code))
    assert is_in(chrome, member)


def test_a_code_works_once(member, chrome):
    code = make_code(user=member)
    chrome.post(opened(code))
    second = Client()
    assert second.post(opened(code)).status_code == 404
    assert second.get(opened(code)).status_code == 404
    assert "_auth_user_id" not in second.session


def test_the_second_of_two_presses_goes_on_where_the_first_one_led(member, chrome):
    code = make_code(user=member)
    first, second = (chrome.post(opened(code), {"next": "/b/cai/"}) for _ in range(2))
    assert first["Location"] == second["Location"] == "/b/cai/"


def test_a_code_works_for_five_minutes(member, settings):
    now = timezone.now()
    code = make_code(user=member, now=now)
    end = now + dt.timedelta(minutes=settings.LMS_SIGN_IN_CODE_MINUTES)
    assert user_of(code, end - dt.timedelta(seconds=1)) == member
    assert user_of(code, end) is None
    assert use_code(code=code, now=end) is None


def test_a_new_pin_voids_it():
    leader, member = led()
    code = make_code(user=member)
    reset(member, leader, "605193")
    assert user_of(code) is None
    assert use_code(code=code) is None


def test_signing_out_everywhere_voids_it(client, member):
    code = make_code(user=member)
    client.post(reverse("members:sign_out_everywhere"))
    assert use_code(code=code) is None


def test_a_closed_account_is_not_opened(member):
    code = make_code(user=member)
    member.is_active = False
    member.save()
    assert use_code(code=code) is None


def test_the_code_itself_is_kept_nowhere(member):
    code = make_code(user=member)
    assert code not in str(SignInCode.objects.values())


def test_old_codes_go_when_new_ones_are_made(member):
    make_code(user=member, now=timezone.now() - dt.timedelta(days=2))
    make_code(user=member)
    assert SignInCode.objects.count() == 1


def test_only_who_is_signed_in_makes_one(chrome):
    assert chrome.post(CARRY).url.startswith(reverse("members:sign_in"))
    assert not SignInCode.objects.exists()


def test_a_link_makes_none(client, member):
    assert client.get(CARRY).status_code == 405


def test_a_member_makes_so_many_an_hour(client, member, settings):
    settings.LMS_SIGN_IN_CODES_PER_HOUR = 2
    assert [client.post(CARRY).status_code for _ in range(3)] == [302, 302, 429]


def test_codes_cannot_be_guessed_in_a_row(chrome, settings):
    settings.LMS_SIGN_IN_CODE_TRIES_PER_HOUR = 2
    assert [chrome.post(opened(f"ABCDEFGHJ{n}")).status_code for n in "234"] == [404, 404, 429]


@pytest.mark.parametrize("code", ["ABCDEFGHJ2", "khong", "a" * 500, "ABCDEFGH\u00100", "  "])
def test_what_is_no_code_reads_like_one_that_is_over(chrome, code):
    page = chrome.get(f"/chuyen-may/{quote(code)}/")
    assert page.status_code == 404
    assert page.templates[0].name == "members/code_gone.html"


def test_who_is_signed_in_there_as_another_is_told_and_goes(member, chrome):
    other = UserFactory(full_name="Trần Văn Hai")
    chrome.force_login(other)
    code = make_code(user=member)
    assert "Trần Văn Hai" in chrome.get(opened(code)).content.decode()
    chrome.session["cua_nguoi_khac"] = "x"
    chrome.post(opened(code))
    assert is_in(chrome, member)
    assert "cua_nguoi_khac" not in chrome.session


def test_where_one_was_going_comes_along(client, member, chrome):
    address = client.post(CARRY, {"next": "/b/cai-vneid/"})["Location"]
    form = chrome.get(address).content.decode()
    onward = re.search(r'name="next" value="([^"]*)"', form)[1]
    assert chrome.post(address, {"next": onward})["Location"] == "/b/cai-vneid/"


@pytest.mark.parametrize("target", ["https://xau.example/", "//xau.example", "javascript:alert(1)", "\\\\xau.example"])
def test_it_never_leads_to_another_site(member, chrome, target):
    code = make_code(user=member)
    assert chrome.post(opened(code), {"next": target})["Location"] == reverse("lessons:my_learning")


def test_nothing_is_ticked_by_itself_and_a_tick_keeps(member, chrome, settings):
    code = make_code(user=member)
    assert "checked" not in chrome.get(opened(code)).content.decode()
    chrome.post(opened(code))
    assert chrome.session.get_expire_at_browser_close()
    kept = Client()
    kept.post(opened(make_code(user=member)), {"keep": "on"})
    assert kept.session.get_expiry_age() == settings.LMS_KEEP_DAYS * 24 * 60 * 60


def test_on_android_one_tap_opens_chrome_and_elsewhere_the_page_says_how(client, member):
    address = client.post(CARRY)["Location"]
    assert (
        f"intent://testserver{address}#Intent;scheme=http;package=com.android.chrome;end"
        in client.get(address, **ANDROID).content.decode()
    )
    assert "intent:" not in client.get(address).content.decode()


def test_a_code_is_typed_as_it_is_read(chrome, member):
    code = make_code(user=member)
    typed = f" {code[:5].lower()}-{code[5:]} "
    assert read_code(typed) == code
    assert chrome.get(reverse("members:type_code"), {"ma": typed})["Location"] == opened(code)


def test_a_slip_in_typing_is_told(chrome):
    page = chrome.get(reverse("members:type_code"), {"ma": "ABC"})
    assert page.status_code == 400
    assert "is-invalid" in page.content.decode()


def test_letters_that_look_alike_are_not_used():
    assert not set("0O1IL") & set(ALPHABET)


def test_no_page_on_the_way_is_kept_by_a_cache(client, member, chrome):
    address = client.post(CARRY)["Location"]
    assert all("no-store" in browser.get(address)["Cache-Control"] for browser in (client, chrome))


@pytest.mark.parametrize("wanted", ["foo", "home", "lessons:my_learning"])
def test_where_to_go_on_is_an_address_and_no_name_of_ours(member, chrome, wanted):
    answer = chrome.post(opened(make_code(user=member)), {"next": wanted})
    assert answer.status_code == 302
    assert answer["Location"] == "/viec-hoc/"
