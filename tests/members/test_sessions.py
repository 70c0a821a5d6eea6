"""How long one stays signed in, and how it ends everywhere."""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.members.models import User
from lms.members.sessions import KEPT_ON
from tests.factories.members import UserFactory

from .pin_case import is_in, sign_in, with_pin

pytestmark = pytest.mark.django_db
MINE, EVERYWHERE, LEARNING = "/toi/dang-nhap/", "/toi/dang-xuat-moi-noi/", reverse("lessons:my_learning")


def backdated(client, days):
    """As if the phone was last used `days` ago."""
    session = client.session
    session[KEPT_ON] = (timezone.localdate() - dt.timedelta(days=days)).isoformat()
    session.save()
    Session.objects.update(expire_date=timezone.now() + dt.timedelta(days=180 - days))


def days_left():
    return (Session.objects.get().expire_date - timezone.now()).days


@pytest.fixture
def member():
    return with_pin(username="apmau01", full_name="Nguyễn Thị Mẫu")


def test_using_ones_own_phone_prolongs_the_stay(client, member):
    sign_in(client, "apmau01", keep="on")
    backdated(client, 100)
    response = client.get(MINE)
    assert days_left() >= 179
    assert response.cookies["sessionid"]["max-age"] == 180 * 24 * 60 * 60


def test_a_second_page_on_the_same_day_writes_nothing(client, member, django_assert_num_queries):
    sign_in(client, "apmau01", keep="on")
    client.get(MINE)
    with django_assert_num_queries(2):  # the session, the member
        response = client.get(MINE)
    assert "sessionid" not in response.cookies


def test_a_borrowed_phone_is_not_prolonged(client, member):
    sign_in(client, "apmau01")
    before = Session.objects.get().expire_date
    client.get(MINE)
    assert Session.objects.get().expire_date == before
    assert client.session.get_expire_at_browser_close()


def test_a_page_for_everybody_stays_free_of_the_session(client):
    response = client.get("/robots.txt")
    assert "Cookie" not in response.get("Vary", "")


def test_signing_out_everywhere_ends_every_session(client, member):
    phones = [client, Client(), Client()]
    for phone in phones:
        sign_in(phone, "apmau01", keep="on")
    assert client.post(EVERYWHERE)["Location"] == reverse("members:sign_in")
    assert [phone.get(LEARNING).status_code for phone in phones] == [302] * 3
    sign_in(client, "apmau01")
    assert is_in(client, member)


def test_it_leaves_others_signed_in(client, member):
    other = Client()
    other.force_login(UserFactory())
    client.force_login(member)
    client.post(EVERYWHERE)
    assert other.get(MINE).status_code == 200


def test_a_link_does_not_sign_out_everywhere(client, member):
    client.force_login(member)
    assert client.get(EVERYWHERE).status_code == 405
    assert client.get(MINE).status_code == 200


def test_pressed_twice_it_asks_to_sign_in(client, member):
    client.force_login(member)
    client.post(EVERYWHERE)
    assert client.post(EVERYWHERE)["Location"].startswith(reverse("members:sign_in"))


def test_sessions_from_before_the_salt_still_hold(client, member):
    assert User().session_salt == ""
    client.force_login(member)
    assert client.get(MINE).status_code == 200


def test_my_page_says_who_i_am_and_needs_no_script_of_its_own(client, member):
    client.force_login(member)
    html = client.get(MINE).content.decode()
    assert "Nguyễn Thị Mẫu" in html
    assert "apmau01" in html
    assert EVERYWHERE in html
    # Of every page: what waits to be sent.
    assert re.findall(r'<script src="/static/([a-z]+)', html) == ["unsent"]


def test_my_page_is_for_who_is_signed_in(client):
    assert client.get(MINE).url.startswith(reverse("members:sign_in"))


# --- the card's address -----------------------------------------------------------------------------
def test_the_cards_address_fills_in_the_name_and_nothing_else(client, member):
    page = client.get("/dang-nhap/?ten=apmau01")
    html = page.content.decode()
    assert 'value="apmau01"' in html
    assert "Nguyễn Thị Mẫu" not in html
    assert "_auth_user_id" not in client.session


def test_a_name_of_nobody_is_filled_in_just_the_same(client):
    assert 'value="khong-co"' in client.get("/dang-nhap/?ten=khong-co").content.decode()


@pytest.mark.parametrize("name", ['"><script>', "x" * 5000, "\u202eapmau", ""])
def test_whatever_the_address_names_is_only_text(client, name):
    html = client.get("/dang-nhap/", {"ten": name}).content.decode()
    assert "<script" not in html
    assert "\u202e" not in html
    assert 'value="' + "x" * 201 not in html


def test_signing_in_from_the_card_works_pressed_twice_too(client, member):
    for _ in range(2):
        page = client.post("/dang-nhap/?ten=apmau01", {"username": "apmau01", "password": "482 915"})
        assert page["Location"] == LEARNING
    assert is_in(client, member)


def test_the_card_of_another_does_not_open_what_i_learned(client, member):
    client.force_login(UserFactory(full_name="Trần Văn Hai"))
    page = client.get("/dang-nhap/?ten=apmau01&next=/b/cai/")
    assert "Trần Văn Hai" in page.content.decode()
    assert "Nguyễn Thị Mẫu" not in page.content.decode()
    door = client.post(reverse("members:sign_out"), {"next": "/dang-nhap/?ten=apmau01&next=/b/cai/"})
    assert door["Location"] == "/dang-nhap/?ten=apmau01&next=/b/cai/"


def test_ones_own_card_leads_on(client, member):
    client.force_login(member)
    assert client.get("/dang-nhap/?ten=ApMau01")["Location"] == LEARNING


def test_keys_with_digits_only_are_a_choice_that_keeps_the_rest(client):
    html = client.get("/dang-nhap/?ten=apmau01&next=/b/cai/").content.decode()
    assert "inputmode" not in html
    chosen = client.get("/dang-nhap/?ten=apmau01&next=%2Fb%2Fcai%2F&ban-phim=so")
    assert "?ten=apmau01&amp;next=%2Fb%2Fcai%2F&amp;ban-phim=so" in html
    assert 'inputmode="numeric"' in chosen.content.decode()
    assert 'type="password"' in chosen.content.decode()
