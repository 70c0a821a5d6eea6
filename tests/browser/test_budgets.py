"""What a page may cost a phone: bytes and requests, of the server as it is run, compressed and with its cache.

Times are measured by `tests.benchmarks`, and no test depends on them.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lessons.models import LessonPage
from lessons.packs.loader import STARTER, load, load_terms
from quizzes.attempts import start
from quizzes.models import Quiz
from tests.factories.members import MembershipFactory
from tests.metered import Meter
from tests.served import Server

LESSON = "cai-vneid-muc-1"  # six steps with drawn screens
SCRIPTS = 10_000
THE_EDITORS = ("wagtail*", "rest_framework*", "taggit*", "django_tasks*")  # their files are on no page of a reader


@pytest.fixture
def address(transactional_db, tmp_path):
    """The server that `up` starts, with the starter course."""
    load_terms()
    load(STARTER)
    server = Server(tmp_path, DJANGO_SETTINGS_MODULE="lms.settings.dev", LMS_DATA_DIR=str(tmp_path))
    ignored = [word for pattern in THE_EDITORS for word in ("--ignore", pattern)]
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0", *ignored]
    subprocess.run(collect, cwd=settings.BASE_DIR, env=server.env, check=True)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.kill()


@pytest.fixture
def open_meter(chromium, address):
    """`open_meter(member)` is a meter in a browser that has seen nothing yet."""
    contexts = []

    def open_(member=None) -> Meter:
        context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 780})
        contexts.append(context)
        if member:
            client = Client()
            client.force_login(member, backend="lms.members.backends.PhoneOrUsernameBackend")
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
        return Meter(context.new_page())

    yield open_
    for context in contexts:
        context.close()


def within(cost, *, kilobytes, requests):
    assert cost.requests, "nothing was fetched"
    assert (cost.bytes <= kilobytes * 1000, cost.requests <= requests) == (True, True), f"{cost}: {cost.by_kind}"
    assert cost.by_kind["Script"] <= SCRIPTS, f"scripts of {cost.by_kind['Script']} bytes"


def test_the_first_lesson_and_the_same_once_more(open_meter):
    meter, lesson = open_meter(), LessonPage.objects.get(key=LESSON)
    within(meter.visit(lesson.url), kilobytes=25, requests=4)
    within(meter.visit(lesson.url), kilobytes=5, requests=4)


def test_the_page_after_the_first_finds_its_sheet_at_hand(open_meter):
    meter, lesson = open_meter(), LessonPage.objects.get(key=LESSON)
    complaints = []
    meter.page.on("console", lambda message: complaints.append(message.text))
    first = meter.visit(lesson.app.url)
    assert first.by_kind["Stylesheet"] > 0, "fetched for later"
    second = meter.cost_of(lambda: meter.page.click(f'main a[href="{lesson.url}"]'))
    assert (second.by_kind["Document"] > 0, second.by_kind["Stylesheet"]) == (True, 0)
    assert meter.page.locator("style").count() == 0
    assert meter.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert complaints == []


def test_the_first_lesson_of_a_member(open_meter):
    meter, lesson = open_meter(MembershipFactory().user), LessonPage.objects.get(key=LESSON)
    within(meter.visit(lesson.url), kilobytes=25, requests=5)  # the fifth remembers where one is


def test_a_quiz_of_ten_questions(open_meter):
    member, quiz = MembershipFactory().user, Quiz.objects.get(key="vneid")
    attempt = start(member=member, quiz=quiz, now=timezone.now())
    assert attempt.items.count() == 10
    question = reverse("quizzes:question", args=[attempt.pk, 1])
    within(open_meter(member).visit(question), kilobytes=22, requests=4)


@pytest.mark.parametrize("page", ["practice", "door"])
def test_what_one_opens_from_a_chat_group_or_a_leaflet(open_meter, page):
    within(open_meter().visit(reverse(f"lessons:{page}", args=[LESSON])), kilobytes=25, requests=4)


def test_the_page_of_an_app(open_meter):
    app = LessonPage.objects.get(key=LESSON).app
    within(open_meter().visit(app.url), kilobytes=25, requests=5)  # the fifth asks what keeping it would weigh
