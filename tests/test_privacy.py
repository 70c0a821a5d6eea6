"""The privacy page: what it says of cookies stands as the settings are."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from lms.comfort import CHOICES

COOKIES = [
    *(choice.cookie for choice in CHOICES.values()),
    settings.LANGUAGE_COOKIE_NAME,
    settings.SESSION_COOKIE_NAME,
    settings.CSRF_COOKIE_NAME,
    *settings.LMS_PAGE_PERSONAL_COOKIES,
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", COOKIES)
def test_every_cookie_that_we_keep_is_named(client, name):
    assert f"<code>{name}</code>" in client.get(reverse("privacy")).text


@pytest.mark.django_db
def test_it_says_for_how_long_one_stays_signed_in(client, settings):
    settings.LMS_KEEP_DAYS = 77
    assert "sau 77 ngày không dùng" in client.get(reverse("privacy")).text
