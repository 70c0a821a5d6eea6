"""For every test of badges: a signing key of its own, and no network."""

from __future__ import annotations

import socket

import pytest
from django.utils import timezone

from quizzes.badges.keys import make_key


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError("a badge was about to use the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.fixture
def key(settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "keys"
    return make_key(settings.LMS_KEY_FOLDER, now=timezone.now())
