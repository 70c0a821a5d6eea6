"""What holds for each page of the site: that it is shown, how much script it brings, how it shows pictures."""

from __future__ import annotations

from html.parser import HTMLParser

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

from lms.shared.bundles import joined
from tests.every_page.pages import build
from tests.every_page.templates import page_templates

pytestmark = pytest.mark.django_db
SCRIPTS = 10_000  # bytes of a page's scripts together, as they are sent


class Tags(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.found if tag == name]


@pytest.fixture(scope="module")
def drawn(kept_rows):
    """[(page, answer)] of all."""
    with override_settings(ROOT_URLCONF="tests.every_page.urls"):
        return [(shown, shown.drawn()) for shown in build()]


@pytest.fixture(scope="module")
def tags(drawn):
    return {shown.name: Tags(answer.content.decode()) for shown, answer in drawn}


def test_every_page_answers_as_it_should(drawn):
    wrong = [(shown.name, answer.status_code) for shown, answer in drawn if answer.status_code != shown.status]
    assert wrong == []


def test_there_is_a_page_of_every_type(drawn):
    shown = {template.name for _shown, answer in drawn for template in answer.templates}
    assert page_templates() - shown == set(), "tests/every_page/pages.py wants a line for each"


def sent(address: str) -> int:
    """As the server sends it: bundles joined, both kinds compressed."""
    name = address.removeprefix("/static/")
    try:
        content = joined(name)
    except KeyError:
        with open(finders.find(name), encoding="utf-8") as file:
            content = file.read()
    return len(brotli.compress(content.encode(), quality=11))


def test_no_page_brings_more_script_than_a_phone_reads_at_once(tags):
    sums = {name: sum(sent(script["src"]) for script in page.of("script")) for name, page in tags.items()}
    assert {name: size for name, size in sums.items() if size > SCRIPTS} == {}
    assert max(sums.values()) > 0


def test_nothing_moves_while_pictures_load(tags):
    """Each says how large it is, and what it shows or that it shows nothing."""
    wanted = {"width", "height", "alt"}
    lacking = {(name, image["src"]) for name, page in tags.items() for image in page.of("img") if wanted - set(image)}
    assert lacking == set()
