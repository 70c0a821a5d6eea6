"""A hundred queries as villagers type them, against the starter course: the same first hits on every database."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lessons.models.keyed import KeyedPage
from lessons.search.selectors import find

WANTED = 95
QUERIES = {
    query: wanted.split()
    for group in yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8")).values()
    for query, wanted in group.items()
}


def test_there_are_a_hundred_queries():
    assert len(QUERIES) == 100


def test_the_first_hit_is_the_one_wanted():
    keys = {page.pk: page.key for model in KeyedPage.__subclasses__() for page in model.objects.all()}
    first = {query: next((keys[hit.document.pk] for hit in find(query).hits), "") for query in QUERIES}
    missed = {query: got for query, got in first.items() if got not in QUERIES[query]}
    assert len(QUERIES) - len(missed) >= WANTED, missed


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
