"""Two hundred queries as villagers type them, against the starter course: the same first hits on every database."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lessons.models import AppPage
from lessons.models.keyed import KeyedPage
from lessons.search.selectors import find

WANTED = 0.95
QUERIES = {
    query: wanted.split()
    for group in yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8")).values()
    for query, wanted in group.items()
}


def test_every_topic_is_asked_for():
    wanted = {key for keys in QUERIES.values() for key in keys}
    assert len(QUERIES) >= 200
    assert [app.title for app in AppPage.objects.live() if not _keys_of(app) & wanted] == []


def test_the_first_hit_is_the_one_wanted():
    keys = {page.pk: page.key for model in KeyedPage.__subclasses__() for page in model.objects.all()}
    first = {query: next((keys[hit.document.pk] for hit in find(query).hits), "") for query in QUERIES}
    missed = {query: got for query, got in first.items() if got not in QUERIES[query]}
    assert len(QUERIES) - len(missed) >= WANTED * len(QUERIES), missed


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("dinh danh", ""),
        ("định danh", ""),
        ("đinh dnah", "đinh danh"),
        ("dvc", ""),
        ("VNEID", ""),
        ("vnied", "VNeID"),
        ("hoá đơn", ""),
        ("hòa đơn", ""),
        ("tie\u0302\u0300n di đo\u0323\u0302ng", ""),
        ("dinhdanh", ""),
        ("v neid", ""),
        ("ddinhj danh", "định danh"),
    ],
)
def test_what_was_mended_is_said_and_nothing_else(typed, corrected):
    found = find(typed)
    assert found.hits
    assert (found.corrected, found.complete) == (corrected, True)


def _keys_of(app: AppPage) -> set[str]:
    return {app.key, *(page.specific.key for page in app.get_children())}
