"""Screenshots in the widths and formats that phones ask for."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from lms.shared.screens import pictures
from lms.shared.screens.html import screen_html

from .factories import picture

SRCSET = re.compile(r'<source type="([^"]+)" srcset="([^"]+)"')


@pytest.fixture(autouse=True)
def nothing_remembered():
    pictures._shown.cache_clear()


def stored(width: int, height: int = 400) -> str:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(file, "WEBP")
    return default_storage.save("screens/mau.webp", ContentFile(file.getvalue()))


def widths(source) -> dict[int, tuple[int, str]]:
    """{width that is said: (width, format) of the file}"""
    found = {}
    for part in source.srcset.split(", "):
        url, _space, said = part.partition(" ")
        with default_storage.open(url.removeprefix("/media/")) as file, Image.open(file) as image:
            found[int(said.removesuffix("w"))] = (image.width, image.format)
    return found


@pytest.mark.parametrize(
    ("width", "steps"), [(200, [200]), (320, [320]), (540, [320, 540]), (960, [320, 640, 960]), (1080, [320, 640, 960])]
)
def test_each_width_is_as_wide_as_it_says_and_none_is_wider_than_the_screenshot(width, steps):
    avif, webp = pictures.shown(stored(width), width).sources
    assert (avif.kind, webp.kind) == ("image/avif", "image/webp")
    assert widths(avif) == {step: (step, "AVIF") for step in steps}
    assert widths(webp) == {step: (step, "WEBP") for step in steps}


def test_a_phone_that_cannot_choose_is_given_the_usual_width():
    name = stored(1080)
    assert pictures.shown(name, 1080).src == default_storage.url(name.replace(".webp", ".w640.webp"))
    small = stored(300)
    assert pictures.shown(small, 300).src == default_storage.url(small)


def test_all_widths_share_what_stands_before_the_first_dot():
    """A kept copy holds one of them, and finds it by that."""
    name = stored(1080)
    urls = [part.split()[0] for source in pictures.shown(name, 1080).sources for part in source.srcset.split(", ")]
    assert {url.split("/")[-1].split(".")[0] for url in urls} == {name.split("/")[-1].split(".")[0]}


def test_they_are_made_once(monkeypatch):
    name = stored(700)
    first = pictures.shown(name, 700)
    pictures._shown.cache_clear()
    monkeypatch.setattr(pictures, "narrowed", lambda *asked: pytest.fail("made again"))
    assert pictures.shown(name, 700) == first


def test_of_two_workers_that_make_one_at_the_same_time_one_file_stays(monkeypatch):
    name = stored(300)
    wanted = name.replace(".webp", ".w320.avif")
    before = set(default_storage.listdir("screens")[1])

    def other_is_first(*asked):
        default_storage.save(wanted, ContentFile(b"of the other"))
        return b"ours"

    monkeypatch.setattr(pictures, "narrowed", other_is_first)
    pictures.shown(name, 300)
    assert {f"screens/{one}" for one in set(default_storage.listdir("screens")[1]) - before} == {wanted}


@pytest.mark.parametrize(
    ("formats", "known", "kinds"), [(["webp"], True, ["webp"]), (["avif", "webp"], False, ["webp"])]
)
def test_avif_is_left_out_by_the_setting_and_where_it_cannot_be_written(settings, monkeypatch, formats, known, kinds):
    settings.LMS_PICTURE_FORMATS = formats
    monkeypatch.setattr(pictures, "can_write", lambda kind: known or kind != "avif")
    assert [source.kind for source in pictures.shown(stored(540), 540).sources] == [f"image/{kind}" for kind in kinds]


@pytest.mark.parametrize("name", ["screens/khong-co.webp", "../secret.webp", 'screens/"><script>.png', "", "a\0b"])
def test_what_cannot_be_read_is_shown_as_it_is(name):
    try:
        expected = default_storage.url(name)
    except ValueError:
        return
    assert pictures.shown(name, 700) == pictures.Shown(expected, ())


def test_a_file_that_is_no_picture_is_shown_as_it_is():
    name = default_storage.save("screens/hong.webp", ContentFile(b"no picture"))
    assert pictures.shown(name, 700).sources == ()


def test_deleting_leaves_no_width_behind():
    before = set(default_storage.listdir("screens")[1])
    name = stored(1080)
    pictures.shown(name, 1080)
    assert len(set(default_storage.listdir("screens")[1]) - before) == 7
    pictures.delete(name)
    assert set(default_storage.listdir("screens")[1]) == before


def test_a_page_offers_the_widths_and_loads_them_when_they_come_into_view():
    name = stored(1080, 1920)
    html = screen_html(picture(src=name))
    assert [kind for kind, _srcset in SRCSET.findall(html)] == ["image/avif", "image/webp"]
    assert html.count(" sizes=") == 2
    image = re.search(r"<img [^>]+>", html)[0]
    assert all(part in image for part in ('loading="lazy"', "width=", "height=", "alt="))
