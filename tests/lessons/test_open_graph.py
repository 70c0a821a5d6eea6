"""What a chat group shows of a link to one of our pages."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, RadioScriptPageFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PUBLIC = "https://kynangso.example"


@pytest.fixture
def pages(course):
    app = AppPageFactory(parent=course)
    return {
        "course": course,
        "app": app,
        "lesson": LessonPageFactory(parent=app),
        "poster": PosterPageFactory(parent=app),
        "radio": RadioScriptPageFactory(parent=app),
    }


def graph(client, url):
    """{property: content} of the page's meta elements."""
    head = client.get(url).content.decode().split("</head>")[0]
    elements = (dict(re.findall(r'(\w+)="([^"]*)"', element)) for element in re.findall(r"<meta [^>]+>", head))
    return {one["property"]: one["content"] for one in elements if "property" in one}


@pytest.mark.parametrize("kind", ["course", "app", "lesson", "poster"])
def test_a_page_says_what_it_is_where_it_is_and_which_picture_shows_it(client, pages, kind):
    page = pages[kind]
    said = graph(client, page.url)
    assert said["og:title"] == page.title
    assert said["og:description"]
    assert said["og:type"] == "website"
    assert said["og:url"] == PUBLIC + page.url
    assert said["og:site_name"]
    assert said["og:locale"] == "vi_VN"
    assert said["og:image"] == PUBLIC + reverse("lessons:share_picture", args=[page.key])
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


@pytest.mark.parametrize("kind", ["course", "app", "lesson", "poster"])
def test_the_picture_is_as_large_as_the_page_says(client, pages, kind):
    response = client.get(graph(client, pages[kind].url)["og:image"].removeprefix(PUBLIC))
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/png", "public, no-cache")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)


def test_an_unchanged_picture_is_not_sent_again(client, pages):
    url = reverse("lessons:share_picture", args=[pages["lesson"].key])
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    lesson = pages["lesson"]
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_the_studio_shows_the_picture_of_its_app(client, pages):
    key = pages["app"].key
    for name in ("studio", "zalo"):
        said = graph(client, reverse(f"lessons:{name}", args=[key]))
        assert said["og:image"] == PUBLIC + reverse("lessons:share_picture", args=[key])


def test_the_address_leaves_out_what_was_asked_along(client, pages):
    assert graph(client, f"{pages['lesson'].url}?e=1")["og:url"] == PUBLIC + pages["lesson"].url


def test_the_english_page_says_so(client, pages):
    client.cookies["ngon_ngu"] = "en"
    assert graph(client, pages["app"].url)["og:locale"] == "en_US"


def test_a_page_without_a_picture_of_its_own_names_none(client, pages):
    for url in (pages["radio"].url, reverse("lessons:search")):
        said = graph(client, url)
        assert said["og:title"]
        assert "og:image" not in said
    assert client.get(reverse("lessons:share_picture", args=[pages["radio"].key])).status_code == 404


def test_a_restricted_page_has_no_picture(client, pages):
    PageViewRestriction.objects.create(page=pages["app"], restriction_type=PageViewRestriction.LOGIN)
    client.force_login(UserFactory())
    for kind in ("app", "lesson", "poster"):
        assert client.get(reverse("lessons:share_picture", args=[pages[kind].key])).status_code == 404
        assert "og:image" not in graph(client, pages[kind].url)


def test_one_who_came_in_with_a_password_is_shown_no_picture_either(client, pages):
    app = pages["app"]
    closed = PageViewRestriction.objects.create(
        page=app, restriction_type=PageViewRestriction.PASSWORD, password="mat-khau"
    )
    client.get(app.url)
    url = reverse("wagtailcore_authenticate_with_password", args=[closed.pk, app.pk])
    client.post(url, {"password": "mat-khau", "return_url": app.url})
    said = graph(client, app.url)
    assert said["og:title"] == app.title
    assert "og:image" not in said


def test_a_draft_has_no_picture(client, pages):
    pages["lesson"].unpublish()
    assert client.get(reverse("lessons:share_picture", args=[pages["lesson"].key])).status_code == 404
