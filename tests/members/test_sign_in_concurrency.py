"""Two at the same moment: on PostgreSQL, and on a file of SQLite."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from lms.members.codes import make_code, use_code
from lms.members.models import PinIssue, SignInTries
from lms.members.pins import PinError, issue_pins
from lms.members.tries import take_login_try, take_try
from tests.factories.members import UserFactory
from tests.quizzes.test_concurrency import at_once

from .pin_case import is_in, led, with_pin

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("_round", range(3))
def test_a_code_used_twice_at_once_signs_in_once(_round):
    member = UserFactory()
    code = make_code(user=member)
    results = at_once(*[lambda: use_code(code=code)] * 4)
    assert results.count(member) == 1
    assert results.count(None) == 3


def test_two_browsers_with_one_code_at_once_are_one_signed_in():
    member = UserFactory()
    address = reverse("members:carried", args=[make_code(user=member)])
    browsers = [Client(), Client()]
    pages = at_once(*[lambda browser=browser: browser.post(address).status_code for browser in browsers])
    assert sorted(pages) == [302, 404]
    assert sorted(is_in(browser, member) for browser in browsers) == [False, True]


def test_guesses_at_once_cannot_pass_the_limit_together(settings):
    member = with_pin()
    SignInTries.objects.create(user=member, tries=settings.LMS_PIN_TRIES - 2, last_at="2026-11-22T00:00Z")
    results = at_once(*[lambda: take_try(member)] * 6)
    assert sorted(results) == [False] * 4 + [True] * 2


def test_the_first_guesses_at_once_are_all_counted():
    at_once(*[lambda: take_login_try("khong-co")] * 4)
    assert SignInTries.objects.get().tries == 4


def test_of_two_leaders_who_press_at_once_one_makes_the_pin():
    leader, member = led()
    made = at_once(
        *[lambda pin=pin: issue_pins(pins={type(member)(pk=member.pk): pin}, by=leader, way="shown", seen=0)
          for pin in ("605193", "917264")]
    )  # fmt: skip
    assert sum(isinstance(one, PinError) for one in made) == 1
    assert PinIssue.objects.count() == 1
