"""Answers that wait on the phone when their quiz is no longer open in it, or its member no longer signed in."""

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import close
from quizzes.models import Answer, Attempt
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .quiz_case import NEXT, WAITING, begin, choose, standing, wait_at, wait_saved


@pytest.fixture
def quiz(transactional_db):
    return QuizFactory(key="de-mau", questions=4, shuffle=False)


@pytest.fixture
def member(transactional_db):
    return UserFactory()


def close_without_a_signal(page, *keys):
    """Answers questions of which nothing reaches the server, and leaves the quiz."""
    page.context.route("**/*", lambda route: route.abort())
    for position, key in enumerate(keys, start=1):
        if position > 1:
            page.click(NEXT)
            wait_at(page, position)
        choose(page, key)
    page.wait_for_function(f"(n) => {WAITING}.length === n", arg=len(keys))
    page.goto("about:blank")
    page.context.unroute("**/*")


def test_answers_kept_over_an_expired_sign_in_are_sent_after_signing_in_again(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    page.context.clear_cookies(name="sessionid")
    choose(page, "c")
    door = page.wait_for_selector("main > [role=alert] a")
    assert not Answer.objects.exists()
    door.click()
    page.fill("input[name=username]", member.username)
    page.fill("input[name=password]", "mat-khau-thu")
    page.click("main form [type=submit]")
    wait_at(page, 1)
    wait_saved(page)
    page.wait_for_selector("input[value=c]:checked")
    assert standing() == {1: ["c"]}


def test_answers_of_a_quiz_that_was_closed_are_sent_from_any_other_page(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    close_without_a_signal(page, "a", "b")
    assert standing() == {}
    page.goto(reverse("lessons:my_learning"))
    page.wait_for_function(f"() => !{WAITING}.length")
    assert standing() == {1: ["a"], 2: ["b"]}
    page.wait_for_selector("header [data-unsent]", state="hidden")


def test_an_answer_that_comes_when_all_is_handed_in_is_not_sent_for_ever(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    close_without_a_signal(page, "a")
    close(attempt=Attempt.objects.get(), now=timezone.now())
    page.goto(reverse("lessons:my_learning"))
    page.wait_for_function(f"() => !{WAITING}.length")
    assert standing() == {}


def test_answers_kept_on_a_shared_phone_are_never_sent_for_somebody_else(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    page.context.clear_cookies(name="sessionid")
    choose(page, "c")
    page.wait_for_selector("main > [role=alert] a")
    begin(page, UserFactory())
    choose(page, "a")
    wait_saved(page)
    assert list(Answer.objects.values_list("item__attempt__member", "response__choices")) == [
        (Attempt.objects.exclude(member=member).get().member_id, ["a"])
    ]
    assert len(page.evaluate(WAITING)) == 1
