"""No page asks anybody else for anything: no script, style, picture, font or frame from another host."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from lms.members.models import Membership
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import (
    AppPageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
)
from tests.factories.members import MembershipFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
FETCHES = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest"}
FETCHING_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "preconnect", "dns-prefetch"}


class Asked(HTMLParser):
    """What a browser asks for by itself, or where a form sends what was typed."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.addresses += [value for name, value in values.items() if name in FETCHES]
        if tag == "link" and FETCHING_LINKS & set(values.get("rel", "").split()):
            self.addresses.append(values.get("href", ""))


def strangers(html):
    found = Asked()
    found.feed(html)
    return [address for address in found.addresses if urlsplit(address).netloc not in ("", "testserver")]


@pytest.fixture
def pages():
    CoursePageFactory()
    quiz = QuizFactory()
    app = AppPageFactory(quiz=quiz)
    lesson, poster = LessonPageFactory(parent=app), PosterPageFactory(parent=app)
    member = MembershipFactory(role=Membership.Role.LEADER).user
    certificate = CertificateFactory(member=member)
    own = [page.url for page in (app, lesson, poster, RadioScriptPageFactory(parent=app))]
    own += ["/", "/tim/?q=mau", "/quyen-rieng-tu/", "/tro-giup/", "/kt/", f"/kt/{certificate.code}/", "/khong-co/"]
    own += ["/dang-nhap/", reverse("lessons:studio", args=[app.key])]
    signed_in = ["/viec-hoc/", "/to-cua-toi/", "/toi/du-lieu/", "/toi/du-lieu/xoa/", "/toi/dong-y/"]
    return member, own, [*signed_in, reverse("quizzes:start", args=[quiz.key])]


def test_no_page_asks_another_host(pages, client):
    member, everybodys, members = pages
    answers = {path: client.get(path, follow=True) for path in everybodys}
    client.force_login(member)
    answers |= {path: client.get(path, follow=True) for path in (*everybodys, *members)}
    assert {answer.status_code for path, answer in answers.items() if path != "/khong-co/"} == {200}
    assert {path: found for path, answer in answers.items() if (found := strangers(answer.content.decode()))} == {}


def test_the_policy_of_every_page_would_stop_it_anyway(pages, client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_neither_styles_nor_scripts_name_another_host():
    named = []
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            if path.endswith((".css", ".js")) and path.split("/")[0] in ("shared", "lessons", "quizzes", "members"):
                with storage.open(path) as file:
                    text = file.read().decode().replace("http://www.w3.org/", "")  # names, never fetched
                named += [path for mark in ("url(http", "url(//", '"https://', "'https://", '"http://') if mark in text]
    assert named == []


def test_the_reader_of_pages_sees_what_would_be_asked():
    html = '<img src="https://a.example/x.png"><link rel="stylesheet" href="//b.example/y.css"><a href="https://c.example">'
    assert strangers(html) == ["https://a.example/x.png", "//b.example/y.css"]
