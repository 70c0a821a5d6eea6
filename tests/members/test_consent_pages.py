"""Nothing is kept before a member agreed; reading stays open to everybody."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lessons.models import LessonProgress
from lms.members.models import Consent
from quizzes.models import Attempt
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .consent_case import publish, text  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
DOOR = "/toi/dong-y/"


@pytest.fixture
def member(text, client):  # noqa: F811
    user = UserFactory()
    client.force_login(user)
    return user


def answer(client, word, version=1, **more):
    return client.post(DOOR, {"answer": word, "version": version, **more})


def test_the_first_page_after_signing_in_asks_and_leads_on(member, client):
    asked = client.get("/viec-hoc/?a=1")
    assert asked.status_code == 302
    page = client.get(asked.url)
    assert page.context["next"] == "/viec-hoc/?a=1"
    assert answer(client, "yes", next=page.context["next"]).url == "/viec-hoc/?a=1"
    assert client.get("/viec-hoc/").status_code == 200


def forms(client, path):
    """The forms of a page's own part, without those of its header and footer."""
    main = client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r"<form.*?</form>", main, re.DOTALL)


def test_the_two_answers_weigh_the_same_and_none_is_chosen(member, client):
    yes, no = forms(client, DOOR)
    assert yes.count('<button class="btn btn-wide"') == no.count('<button class="btn btn-wide"') == 1
    assert "checked" not in yes + no


def test_refusing_and_withdrawing_take_what_was_not_sent_off_the_phone_as_signing_out_does(member, client):
    yes, no = forms(client, DOOR)
    assert ("data-leaving" in yes, "data-leaving" in no) == (False, True)
    answer(client, "yes")
    (withdrawing,) = forms(client, "/toi/du-lieu/rut-dong-y/")
    assert "data-leaving" in withdrawing


def test_whoever_does_not_agree_is_signed_out_and_reads_on(member, client):
    lesson = LessonPageFactory()
    assert answer(client, "no").url == "/"
    assert Consent.objects.count() == 0
    assert client.get(lesson.url).status_code == 200
    assert "_auth_user_id" not in client.session


def test_nothing_is_kept_without_consent(member, client):
    lesson, quiz = LessonPageFactory(), QuizFactory()
    client.post(reverse("lessons:lesson_done", args=[lesson.key]))
    client.post(reverse("lessons:lesson_read", args=[lesson.key]))
    client.post(reverse("quizzes:start", args=[quiz.key]))
    assert (LessonProgress.objects.count(), Attempt.objects.count()) == (0, 0)


def test_every_page_asks_first_but_what_is_needed_to_decide(member, client):
    for path in ("/", "/tim/", "/to-cua-toi/", "/nhap-bai-giay/"):
        assert client.get(path).url.startswith(DOOR), path
    for path in ("/quyen-rieng-tu/", "/tro-giup/", "/kt/", "/toi/du-lieu/", DOOR):
        assert client.get(path).status_code == 200, path


def test_editors_at_work_are_not_asked(member, client):
    member.groups.add(Group.objects.get(name="Editors"))
    assert client.get("/quan-tri/").status_code == 200


def test_a_new_text_asks_again_and_says_so(member, client):
    answer(client, "yes")
    publish("Bản hai.")
    page = client.get(client.get("/viec-hoc/").url)
    assert page.context["earlier"]
    answer(client, "yes", version=2)
    assert client.get("/viec-hoc/").status_code == 200


def test_what_is_sent_under_an_earlier_consent_is_taken(member, client):
    answer(client, "yes")
    publish("Bản hai.")
    lesson = LessonPageFactory()
    client.post(reverse("lessons:lesson_done", args=[lesson.key]))
    assert LessonProgress.objects.count() == 1


def test_a_text_that_changed_while_one_read_it_is_shown_once_more(member, client):
    publish("Bản hai.")
    page = answer(client, "yes", version=1)
    assert (page.status_code, page.context["changed"]) == (409, True)
    assert Consent.objects.count() == 0


def test_no_answer_at_all_is_asked_for(member, client):
    page = client.post(DOOR, {"version": 1})
    assert page.context["unanswered"]
    assert Consent.objects.count() == 0


def test_the_way_on_never_leaves_this_site(member, client):
    assert answer(client, "yes", next="https://example.com/").url == "/viec-hoc/"
    assert answer(client, "yes", next="//example.com/").url == "/viec-hoc/"


def test_the_session_of_another_member_on_the_same_phone_says_nothing(member, client):
    answer(client, "yes")
    client.force_login(UserFactory())
    assert client.get("/viec-hoc/").url.startswith(DOOR)


def test_once_given_it_costs_no_query(member, client, settings):
    answer(client, "yes")
    counts = {}
    for settings.LMS_ASK_CONSENT in (True, False):
        client.get("/viec-hoc/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/viec-hoc/").status_code == 200
        counts[settings.LMS_ASK_CONSENT] = len(queries)
    assert counts[True] == counts[False]


def test_who_is_not_signed_in_is_never_asked(text, client):  # noqa: F811
    client.cookies["sessionid"] = "x" * 32
    assert client.get(LessonPageFactory().url).status_code == 200


def test_withdrawing_tells_first_and_then_signs_out(member, client):
    answer(client, "yes")
    assert client.get("/toi/du-lieu/rut-dong-y/").status_code == 200
    assert Consent.objects.filter(withdrawn_at=None).count() == 1
    assert client.post("/toi/du-lieu/rut-dong-y/").url == "/"
    assert Consent.objects.filter(withdrawn_at=None).count() == 0
    assert client.get("/toi/du-lieu/").url.startswith("/dang-nhap/")
