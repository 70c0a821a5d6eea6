"""Who may read the log must not come in by what stands there."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.urls import reverse

from lms.logs import WithoutSecrets


def logged(words: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, words, args, None)
    return WithoutSecrets("%(levelname)s %(message)s").format(record)


def test_a_stations_address_stands_in_the_log_without_its_secret():
    address = reverse("loudspeaker:text", args=["s3cr3t_-AB", "bai", "vneid"])
    assert logged("%s: %s", "Gone", address) == "WARNING Gone: /loa/…/bai/vneid/"


def test_a_whole_address_is_told_without_it_too():
    assert logged("from https://may.example/loa/s3cr3t").endswith("https://may.example/loa/…")


def test_a_key_in_an_address_is_left_out():
    assert logged("GET /api/phat-thanh/rss.xml?cut=30&khoa=s3cr3t&page=2 x").endswith("?cut=30&khoa=…&page=2 x")


@pytest.mark.parametrize("words", ["Not Found: /tai-loa/", "Not Found: /b/loa/", "no address"])
def test_other_words_stay(words):
    assert logged(words) == f"WARNING {words}"


def test_every_line_of_ours_is_written_so():
    named = settings.LOGGING["handlers"]["console"]["formatter"]
    assert settings.LOGGING["formatters"][named]["class"] == "lms.logs.WithoutSecrets"
