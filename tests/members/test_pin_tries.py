"""Guessing: after 20 wrong tries a PIN stays closed until the leader makes a new one, and no answer tells more."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.utils import timezone

from lms.members.forms import LOCKED
from lms.members.models import SignInTries
from lms.members.tries import STRANGERS_DAYS
from tests.factories.members import UserFactory

from .pin_case import PIN, WRONG, guess, is_in, led, reset, sign_in, with_pin, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tries(settings):
    return settings.LMS_PIN_TRIES


def read(pages):
    """What a guesser sees of each answer."""
    return [(page.status_code, words(page) if page.context and "form" in page.context else "") for page in pages]


def tried(login, n):
    """One of many guesses, from an address of its own."""
    request = RequestFactory(REMOTE_ADDR=f"10.2.{n // 200}.{n % 200 + 1}").post("/dang-nhap/")
    return authenticate(request, username=login, password=f"{739105 + n}")


def test_two_hundred_guesses_open_nothing_and_the_leader_has_the_way_out(client, tries):
    leader, member = led(username="apmau01", login_phone="+84912345678")
    assert not any(tried("0912 345 678", n) for n in range(199))
    assert SignInTries.objects.get(user=member).tries == tries
    assert words(guess("0912 345 678", 1)[0]) == str(LOCKED)
    sign_in(client, "apmau01", PIN)
    assert not is_in(client, member)
    reset(member, leader, "605193")
    sign_in(client, "apmau01", "605193")
    assert is_in(client, member)


def test_a_name_that_is_nobodys_gets_the_very_same_answers(tries):
    with_pin(username="apmau01")
    UserFactory(username="biensoan")
    known, unknown, staff = (read(guess(login, tries + 2)) for login in ("apmau01", "khong-co", "biensoan"))
    assert known == unknown == staff
    assert known[tries - 2] != known[tries]


def test_a_number_that_is_nobodys_gets_the_very_same_answers(tries):
    with_pin(username="apmau01", login_phone="+84912345678")
    with_pin(contact_phone="+84912345679")
    with_pin(contact_phone="+84912345679")
    one, two, nobody = (read(guess(f"0912 345 {end}", tries + 2)) for end in ("678", "679", "670"))
    assert one == two == nobody


def test_the_right_pin_of_a_locked_account_reads_as_a_wrong_one(client, tries):
    with_pin(username="apmau01")
    wrong = guess("apmau01", tries + 1)[-1]
    right = sign_in(client, "apmau01", PIN)
    assert words(right) == words(wrong)


def test_a_real_password_still_opens(client, tries):
    user = UserFactory(username="biensoan")
    guess("biensoan", tries + 5)
    sign_in(client, "biensoan", "mat-khau-thu")
    assert is_in(client, user)


def test_a_success_starts_the_count_again(client, tries):
    member = with_pin(username="apmau01")
    guess("apmau01", tries - 1)
    sign_in(client, "apmau01", PIN)
    assert is_in(client, member)
    assert not SignInTries.objects.exists()


def test_tries_that_are_held_back_for_a_while_do_not_count():
    member = with_pin(username="apmau01")
    client = Client()
    for _ in range(12):
        sign_in(client, "apmau01", WRONG)
    assert SignInTries.objects.get(user=member).tries == 8


def test_the_page_that_makes_one_wait_says_when_waiting_does_not_help(settings):
    settings.LMS_PIN_TRIES = 8
    with_pin(username="apmau01")
    pages = {}
    for login in ("apmau01", "khong-co"):
        client = Client()
        pages[login] = [sign_in(client, login, WRONG) for _ in range(9)][-1]
    assert {page.status_code for page in pages.values()} == {429}
    assert all(str(LOCKED) in page.content.decode() for page in pages.values())


def test_a_new_pin_ends_the_wait_too(client):
    leader, member = led(username="apmau01")
    for _ in range(9):
        sign_in(client, "apmau01", WRONG)
    assert sign_in(client, "apmau01", PIN).status_code == 429
    reset(member, leader, "605193")
    sign_in(client, "apmau01", "605193")
    assert is_in(client, member)


def test_logins_of_nobody_are_forgotten_after_a_while_and_locks_of_members_are_not(tries):
    member = with_pin(username="apmau01")
    guess("apmau01", tries)
    guess("khong-co", 1)
    long_ago = timezone.now() - dt.timedelta(days=STRANGERS_DAYS + 1)
    SignInTries.objects.update(last_at=long_ago)
    guess("ai-khac", 1)
    assert SignInTries.objects.filter(last_at=long_ago).get().user == member


def test_what_strangers_typed_is_not_kept_readable():
    guess("0912 345 678", 1, full_name="Nguyễn Thị Mẫu")
    assert "0912" not in str(SignInTries.objects.values())
    assert "Nguyễn" not in AccessAttempt.objects.get().post_data
