"""A reader who comes from elsewhere sees the page without a second trip; the policy allows that sheet alone."""

import base64
import hashlib
import re

import pytest

from lms.shared.bundles import joined
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.page_cache import is_kept, read, switch_on

pytestmark = pytest.mark.django_db
WITHIN = re.compile(r"<style>(.*?)</style>", re.DOTALL)
IN_THE_WAY = re.compile(r'<link rel="stylesheet" href="[^"]*site[^"]*">')
LATER = re.compile(r'<link rel="stylesheet" href="[^"]*site[^"]*" media="not all">')


@pytest.fixture
def lesson(course):
    return LessonPageFactory(parent=AppPageFactory(parent=course))


def parts(answer):
    """Whether the page holds its sheet, waits for its file, and fetches that file for later."""
    html = answer.content.decode()
    return bool(WITHIN.search(html)), bool(IN_THE_WAY.search(html)), bool(LATER.search(html))


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_a_page_opened_from_elsewhere_holds_its_sheet_and_fetches_the_file_for_later(client, lesson, site):
    assert parts(client.get(lesson.url, headers={"Sec-Fetch-Site": site})) == (True, False, True)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "?"}, {}])
def test_a_page_opened_from_ours_or_by_an_old_browser_names_the_file(client, lesson, headers):
    assert parts(client.get(lesson.url, headers=headers)) == (False, True, False)


def test_the_policy_allows_the_sheet_within_by_its_hash_and_no_other(client, lesson):
    answer = client.get(lesson.url, headers={"Sec-Fetch-Site": "none"})
    (sheet,) = WITHIN.findall(answer.content.decode())
    assert sheet == joined("site.css")
    allowed = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["style-src"] == f"'self' 'sha256-{allowed}'"


def test_a_page_that_names_the_file_allows_no_sheet_within(client, lesson):
    assert "sha256-" not in client.get(lesson.url)["Content-Security-Policy"]


def test_what_is_no_page_gains_no_hash(client, lesson):
    answer = client.get("/robots.txt", headers={"Sec-Fetch-Site": "none"})
    assert "sha256-" not in answer["Content-Security-Policy"]
    assert "Sec-Fetch-Site" not in answer.get("Vary", "")


def test_while_sheets_are_edited_pages_name_the_file(client, lesson, settings):
    settings.DEBUG = True
    assert parts(client.get(lesson.url, headers={"Sec-Fetch-Site": "none"})) == (False, True, False)


def test_finished_pages_are_kept_once_for_each_way_of_coming(lesson, settings, tmp_path):
    switch_on(settings, tmp_path)
    for site, within in (("none", True), ("same-origin", False)):
        fresh, kept = read(lesson.url, sec_fetch_site=site), read(lesson.url, sec_fetch_site=site)
        assert (kept.queries, parts(fresh)[0], parts(kept)[0]) == (0, within, within)
        assert kept["Content-Security-Policy"] == fresh["Content-Security-Policy"]
        assert "Sec-Fetch-Site" in kept["Vary"]
    assert is_kept(lesson.url)


def test_no_sheet_can_end_the_element_that_holds_it():
    assert "</" not in joined("site.css")
