"""Chromium for the few tests that need a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

INSTALL = "no Chromium found: apt-get install chromium, or set CHROMIUM to its path"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def chromium_path() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium(django_db_setup) -> Iterator[object]:
    path = chromium_path()
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; the database is only used between its calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    before = connection._test_serialized_contents
    with sync_playwright() as playwright:
        # While its loop runs, Django keeps other connections for this thread; they need the rows of the migrations too.
        connection._test_serialized_contents = before
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Hosts(set[str]):
    """Hosts that the browser asked for, other than the one under test."""


@pytest.fixture
def open_page(chromium, live_server) -> Iterator[Callable[..., object]]:
    """`open_page(scripts=False, width=360)` gives a page whose relative addresses are ours.

    After the test: no request went to another host, and nothing broke the content security policy.
    """
    contexts, strangers, complaints = [], Hosts(), []

    def open_(*, scripts: bool = True, width: int = 360, height: int = 780, bypass_csp: bool = False) -> object:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            bypass_csp=bypass_csp,
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        ours = urlsplit(live_server.url).netloc

        def note(request: object) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != ours:
                strangers.add(parts.netloc)

        page.on("request", note)
        page.on(
            "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
        )
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strangers, f"requests went to other hosts: {sorted(strangers)}"
    assert not complaints, complaints
