"""A quiz on a phone whose signal comes and goes: nothing is lost, nothing arrives twice, nobody has to wait."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.attempts import start
from quizzes.models import Answer, Attempt, EarlierAnswer
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .quiz_case import BEFORE, NEXT, WAITING, begin, choose, standing, wait_at, wait_saved
from .test_accessibility import sign_in


@pytest.fixture
def quiz(transactional_db):
    return QuizFactory(key="de-mau", questions=4, shuffle=False)


@pytest.fixture
def member(transactional_db):
    return UserFactory()


def test_an_answer_is_saved_as_soon_as_it_is_chosen(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    with page.expect_response(lambda response: response.request.method == "POST") as saved:
        choose(page, "b")
    assert saved.value.json()["saved"] == 1
    assert standing() == {1: ["b"]}


def test_a_signal_lost_in_mid_quiz_stops_nobody_and_every_answer_arrives_once(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    choose(page, "a")
    wait_saved(page)
    page.context.set_offline(True)
    for position, key in ((1, None), (2, "b"), (3, "c"), (4, "a")):
        wait_at(page, position)
        if key:
            choose(page, key)
        if position < 4:
            page.click(NEXT)
    assert "4" in page.title()
    page.go_back()
    wait_at(page, 3)
    assert "3" in page.title()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.is_checked("input[value=c]")
    page.click(BEFORE)
    wait_at(page, 2)
    assert standing() == {1: ["a"]}
    assert "3" in page.inner_text("#kept")
    assert page.locator("#kept.alert-warning").count() == 1
    page.context.set_offline(False)
    wait_saved(page)
    assert standing() == {1: ["a"], 2: ["b"], 3: ["c"], 4: ["a"]}
    assert not EarlierAnswer.objects.exists()
    given = Answer.objects.order_by("item__position").values_list("answered_at", flat=True)
    assert list(given) == sorted(given)
    assert page.locator("#kept.alert-warning").count() == 0


def test_handing_in_waits_for_the_signal_and_sends_what_was_kept_first(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    for position in (1, 2, 3):
        wait_at(page, position)
        page.click(NEXT)
    wait_at(page, 4)
    page.context.set_offline(True)
    choose(page, "a")
    page.click(NEXT)
    page.wait_for_selector("main > [role=alert]")
    assert page.locator(".asked[data-position='4']").count() == 1
    page.context.set_offline(False)
    page.click(NEXT)
    page.wait_for_selector("#hand-in")
    assert standing() == {4: ["a"]}
    page.context.set_offline(True)
    page.click("#hand-in button")
    page.wait_for_selector("main > [role=alert]")
    assert Attempt.objects.get().is_open
    page.context.set_offline(False)
    page.click("#hand-in button")
    page.wait_for_selector(".score")
    assert not Attempt.objects.get().is_open


def test_of_two_tabs_the_later_answer_stands_and_the_other_tab_shows_it(open_page, quiz, member):
    first = open_page()
    begin(first, member)
    second = first.context.new_page()
    second.goto(first.url)
    choose(first, "a")
    second.wait_for_selector("input[value=a]:checked")
    choose(second, "b")
    first.wait_for_selector("input[value=b]:checked")
    assert first.locator("main > [role=alert]").count() == 1
    assert standing() == {1: ["b"]}
    assert [one.response for one in EarlierAnswer.objects.all()] == [{"choices": ["a"]}]
    first.click(NEXT)
    wait_at(first, 2)
    assert standing() == {1: ["b"]}


def test_a_second_phone_learns_with_its_next_answer_what_the_first_one_gave(open_page, quiz, member):
    first, second = open_page(), open_page()
    begin(first, member)
    begin(second, member)
    choose(first, "a")
    wait_saved(first)
    second.click(NEXT)
    wait_at(second, 2)
    choose(second, "c")
    second.wait_for_selector(".house.done")
    second.click(BEFORE)
    second.wait_for_selector("input[value=a]:checked")
    assert standing() == {1: ["a"], 2: ["c"]}


def test_next_pressed_twice_turns_one_page(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    choose(page, "a")
    page.dblclick(NEXT)
    wait_at(page, 2)
    assert standing() == {1: ["a"]}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_checked_answer_is_told_at_once_and_stays(open_page, quiz, member, scripts):
    quiz.feedback = "immediate"
    quiz.save()
    page = open_page(scripts=scripts)
    begin(page, member)
    choose(page, "b")
    assert not Answer.objects.exists()
    page.click(".turn button[value=check]")
    page.wait_for_selector("#outcome.alert-danger")
    assert page.is_disabled("input[value=b]")
    assert page.is_checked("input[value=b]")
    page.click(".turn .btn-primary")
    page.wait_for_selector(".asked[data-position='2']")
    assert page.locator("#outcome").count() == 0
    assert standing() == {1: ["b"]}


def test_a_quiz_is_taken_without_scripts(open_page, quiz, member):
    page = open_page(scripts=False)
    begin(page, member)
    for _ in range(4):
        choose(page, "a")
        page.click(NEXT)
    page.click("#hand-in button")
    assert page.inner_text(".score strong") == "4/4"


def test_an_answer_checked_without_a_signal_is_fixed_and_told_when_the_signal_is_back(open_page, quiz, member):
    quiz.feedback = "immediate"
    quiz.save()
    page = open_page()
    begin(page, member)
    page.context.set_offline(True)
    choose(page, "b")
    page.click(".turn button[value=check]")
    page.wait_for_selector("fieldset:disabled")
    page.click(".turn a.btn")
    wait_at(page, 2)
    page.context.set_offline(False)
    wait_saved(page)
    page.click(".turn a.btn")
    wait_at(page, 1)
    page.wait_for_selector("#outcome.alert-danger")
    assert standing() == {1: ["b"]}


def test_an_answer_that_the_server_does_not_know_is_kept_and_stops_nobody(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    entry = {
        "member": str(member.pk),
        "attempt": "0",
        "url": "/lam-bai/bai/0/1/",
        "body": "choices=a",
        "key": "k",
        "at": 1,
    }
    page.evaluate("entry => localStorage.setItem('quiz-answer-k', JSON.stringify(entry))", entry)
    page.reload()
    page.wait_for_selector("main > [role=alert]")
    choose(page, "a")
    page.wait_for_selector(".house.done, #kept:has-text('1')")
    page.click(NEXT)
    wait_at(page, 2)
    page.goto(page.url.replace("/2/", "/tong-quan/"))
    page.click("#hand-in button")
    page.wait_for_selector(".score")
    assert standing() == {1: ["a"]}
    assert page.evaluate(WAITING) == ["quiz-answer-k"]


def test_when_the_time_is_over_the_page_goes_to_the_result_by_itself(open_page, quiz, member):
    quiz.time_limit_minutes, quiz.grace_seconds = 1, 0
    quiz.save()
    page = open_page()
    sign_in(page, member)
    attempt = start(member=member, quiz=quiz, now=timezone.now() - dt.timedelta(seconds=55))
    page.goto(reverse("quizzes:question", args=[attempt.pk, 1]))
    choose(page, "a")
    page.wait_for_selector(".score")
    assert page.inner_text(".score strong") == "1/4"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_an_answer_was_told_or_is_kept(open_page, quiz, member, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    quiz.feedback, quiz.time_limit_minutes = "immediate", 20
    quiz.save()
    page = open_page(bypass_csp=True, width=320)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    begin(page, member)
    choose(page, "b")
    page.click(".turn button[value=check]")
    page.wait_for_selector("#outcome")
    told = axe.run(page)
    assert not told.violations_count, told.generate_report()
    page.click(".turn a.btn-primary")
    page.context.set_offline(True)
    choose(page, "a")
    page.click(".turn button[value=check]")
    page.wait_for_selector("#kept.alert-warning")
    kept = axe.run(page)
    assert not kept.violations_count, kept.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_phone_without_room_is_not_said_to_keep_an_answer(open_page, quiz, member):
    page = open_page()
    begin(page, member)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    page.context.set_offline(True)
    choose(page, "a")
    page.wait_for_selector("#kept.alert-warning:has-text('đừng đóng trang này')")
    page.context.set_offline(False)
    page.evaluate("queue.flush()")
    wait_saved(page)
    assert standing() == {1: ["a"]}
