"""A step, or a poster, that has no screen to show: every output is drawn from its words, with no hole and no question
about a screen."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from PIL import Image

from lessons.models import LessonPage
from lessons.practice.walk import walk
from lessons.printing import sheets
from lessons.printing.catalogue import KINDS
from lessons.printing.handouts import handout
from lessons.printing.rich import rich_lines
from lessons.printing.share import share
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    block,
    step,
)
from tests.factories.members import UserFactory
from tests.lessons.editor import editor_data
from tests.lessons.printing.samples import lines

pytestmark = pytest.mark.django_db
DIFFERS = "man-hinh-khac"


def spoken(key="chao", **values):
    """A step that is said and done without a screen."""
    words = {
        "title": "Chào chủ nhà",
        "text": "<p>Đứng ở cổng, gọi to tên.</p>",
        "short": "Chào trước.",
        "say": "Xin chào.",
    }
    return block("step", step(key)["value"] | {"screen": None, "target": "", **words, **values})


@pytest.fixture
def app(course):
    return AppPageFactory(key="go-cua")


@pytest.fixture
def talk(app):
    return LessonPageFactory(parent=app, key="noi-chuyen", body=[spoken(), spoken("hoi", say="")])


@pytest.fixture
def mixed(app):
    return LessonPageFactory(parent=app, key="ca-hai", body=[spoken(), step("mo-kho"), spoken("xong")])


@pytest.mark.parametrize("name", ["lessons:door", None])
def test_its_pages_show_words_and_no_frame(client, talk, name):
    html = client.get(reverse(name, args=[talk.key]) if name else talk.url).content.decode()
    assert "Đứng ở cổng, gọi to tên." in html
    assert "<figure" not in html
    assert DIFFERS not in html
    assert 'class="step split"' not in html


def test_a_lesson_with_nothing_to_tap_offers_no_practice(client, talk):
    practice = reverse("lessons:practice", args=[talk.key])
    assert practice not in client.get(talk.url).content.decode()
    assert client.get(practice)["Location"] == talk.url
    assert walk(talk.numbered_steps()) == []


def test_practice_tells_it_and_goes_on(client, mixed):
    url = reverse("lessons:practice", args=[mixed.key])
    told = client.get(url, {"buoc": 1, "sai": 0}).content.decode()
    first = told[told.index("Chào chủ nhà") : told.index("</section>")]
    assert "Đứng ở cổng, gọi to tên." in first
    assert 'name="tiep"' in first
    assert "<figure" not in first
    assert "Bước mo-kho" in client.get(url, {"buoc": 1, "tiep": 1}).content.decode()
    assert 'id="xong"' in client.get(url, {"buoc": 3, "tiep": 1}).content.decode()


def test_the_last_told_step_of_a_member_is_kept_as_practised(client, mixed):
    client.force_login(UserFactory())
    url = reverse("lessons:practice", args=[mixed.key])
    assert client.post(url, {"buoc": 3, "tiep": 1})["Location"] == f"{url}?xong=1"


def test_nobody_can_tell_that_its_screen_differs(client, talk):
    assert client.post(reverse("lessons:screen_differs", args=[talk.key, "chao"])).status_code == 404


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"quiz-sheet"}))
def test_every_sheet_of_an_app_without_screens_is_drawn(app, talk, kind):
    PosterPageFactory(parent=app, screen=None, target="")
    sheet = KINDS[kind].make(app)
    for variant in sheet.layout.variants:
        assert all(sheet.pdf(variant, run) for run in sheet.layout.runs(variant))


def test_a_leaflet_gives_the_room_of_the_screen_to_the_words(app, mixed):
    told, shown, _last = sheets.leaflet(app).document.steps
    assert (told.screen, told.text, told.alt) == (None, rich_lines("<p>Đứng ở cổng, gọi to tên.</p>"), "")
    assert shown.screen
    assert shown.text == ()


def test_a_handout_tells_all_its_words(app, talk):
    (lesson,) = handout(app).document.lessons
    assert [part.text for part in lesson.parts] == [lines("Đứng ở cổng, gọi to tên.")] * 2


def test_a_link_has_a_picture_all_the_same(app, talk):
    poster = PosterPageFactory(parent=app, screen=None, target="")
    for page in (app, talk, poster):
        assert Image.open(io.BytesIO(share(page).picture_of_page(1, px=630))).size == (1200, 630)


def test_the_page_of_a_poster_without_a_screen_has_its_lines(client, app):
    poster = PosterPageFactory(parent=app, screen=None, target="")
    html = client.get(poster.url).content.decode()
    assert "Đọc tên nhà phát hành." in html
    assert "<figure" not in html
    assert client.get(reverse("lessons:poster", args=[poster.key])).status_code == 200


def test_the_editor_takes_a_step_and_a_poster_without_a_screen(client, app, talk):
    """A place to tap that is left over goes with the screen."""
    client.force_login(UserFactory(is_superuser=True))
    poster = PosterPageFactory(parent=app)
    left = [spoken(target="cai")]
    for page, changes, streams in ((talk, {}, {"body": left}), (poster, {"screen": "", "target": "cai"}, {})):
        data = editor_data(client, page, **streams) | changes | {"action-publish": "1"}
        assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    poster.refresh_from_db()
    assert (poster.screen, poster.target) == (None, "")
    (saved,) = LessonPage.objects.get(pk=talk.pk).steps()
    assert (saved["screen"], saved["target"]) == (None, "")


def test_looking_at_screens_takes_time_only_where_there_are_some(app, talk):
    assert talk.minutes() == 1
    shown = LessonPageFactory(parent=app, body=[step(f"b{n}", text="") for n in range(6)])
    assert shown.minutes() == 3
