"""What a page may cost a phone: bytes and requests, of the server as `up` leaves it, compressed and with its cache.

Times are measured by `tests.benchmarks`, and no test depends on them.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from lms.settings.dev import LMS_DEMO_PASSWORD
from tests.metered import Meter
from tests.served import Server

APP, LESSON = "vneid", "cai-vneid-muc-1"  # six steps with drawn screens
APP_PAGE, LESSON_PAGE = "/vneid/", "/vneid/cai-vneid-va-dang-ky-muc-1/"
MEMBER = "thanhvien01"
SCRIPTS = 10_000
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """What `up` prepares on an empty machine, served."""
    folder = tmp_path_factory.mktemp("up")
    own = {"DJANGO_SETTINGS_MODULE": "lms.settings.dev", "LMS_DATA_DIR": str(folder), "DATABASE_URL": ""}
    server = Server(folder, **own, LMS_ASK_CONSENT="0")
    up = [sys.executable, "manage.py", "up", "--no-serve"]
    subprocess.run(up, cwd=settings.BASE_DIR, env=server.env, check=True, capture_output=True)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.kill()


@pytest.fixture
def new_phone(chromium, address):
    """`new_phone(cookies)` is a page in a browser that has seen nothing yet."""
    contexts = []

    def open_(cookies=()):
        context = chromium.new_context(base_url=address, viewport=PHONE)
        contexts.append(context)
        context.add_cookies(list(cookies))
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def open_meter(new_phone):
    return lambda cookies=(): Meter(new_phone(cookies))


def signed_in(phone):
    phone.goto(reverse("members:sign_in"))
    phone.fill("input[name=username]", MEMBER)
    phone.fill("input[name=password]", LMS_DEMO_PASSWORD)
    phone.click("main form [type=submit]")
    phone.wait_for_url(f"**{reverse('lessons:my_learning')}")
    return phone.context.cookies()


def within(cost, *, kilobytes, requests):
    assert cost.requests, "nothing was fetched"
    assert (cost.bytes <= kilobytes * 1000, cost.requests <= requests) == (True, True), f"{cost}: {cost.by_kind}"
    assert cost.by_kind["Script"] <= SCRIPTS, f"scripts of {cost.by_kind['Script']} bytes"


def test_the_first_lesson_and_the_same_once_more(open_meter):
    meter = open_meter()
    within(meter.visit(LESSON_PAGE), kilobytes=25, requests=4)
    within(meter.visit(LESSON_PAGE), kilobytes=5, requests=4)


def test_the_page_after_the_first_finds_its_sheet_at_hand(open_meter):
    meter, complaints = open_meter(), []
    meter.page.on("console", lambda message: complaints.append(message.text))
    first = meter.visit(APP_PAGE)
    assert first.by_kind["Stylesheet"] > 0, "fetched for later"
    second = meter.cost_of(lambda: meter.page.click(f'main a[href="{LESSON_PAGE}"]'))
    assert (second.by_kind["Document"] > 0, second.by_kind["Stylesheet"]) == (True, 0)
    assert meter.page.locator("style").count() == 0
    assert meter.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert complaints == []


def test_the_first_lesson_of_a_member(open_meter, new_phone):
    meter = open_meter(signed_in(new_phone()))
    within(meter.visit(LESSON_PAGE), kilobytes=25, requests=5)  # the fifth remembers where one is


def test_a_quiz_of_ten_questions(open_meter, new_phone):
    phone = new_phone()
    cookies = signed_in(phone)
    phone.goto(reverse("quizzes:start", args=[APP]))
    phone.click("main form button")
    phone.wait_for_selector(".asked")
    assert "10" in phone.inner_text("main")
    within(open_meter(cookies).visit(phone.url), kilobytes=22, requests=4)


@pytest.mark.parametrize("page", ["practice", "door"])
def test_what_one_opens_from_a_chat_group_or_a_leaflet(open_meter, page):
    within(open_meter().visit(reverse(f"lessons:{page}", args=[LESSON])), kilobytes=25, requests=4)


def test_a_quiz_for_practice_with_all_its_answers(open_meter):
    within(open_meter().visit(reverse("quizzes:practice", args=[f"luyen-tap-{APP}"])), kilobytes=22, requests=4)


def test_the_page_of_an_app(open_meter):
    within(open_meter().visit(APP_PAGE), kilobytes=25, requests=5)  # the fifth asks what keeping it would weigh
