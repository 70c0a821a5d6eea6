"""Weight and queries of the pages, and times of the downloads, of a freshly loaded starter course.

    python -m tests.benchmarks.bench_pages

Bytes are what Chromium received over the wire (headers and compressed bodies) from the server that `up` starts.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import FLAGS, INSTALL, chromium_path
from tests.metered import Cost, Meter

ROOT = Path(__file__).parent.parent.parent
LESSON = "/vneid/cai-vneid-va-dang-ky-muc-1/"
BUDGETS = {"lesson, first view": (25, 4), "lesson, repeat view": (5, 4), "quiz question, first view": (22, 4)}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "LMS_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
            "LMS_ASK_CONSENT": "0",
        }
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "up", "--no-serve"], cwd=ROOT, env=env, check=True, capture_output=True
        )
        print(f"up --no-serve, empty machine: {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "up", "--no-serve"], cwd=ROOT, env=env, check=True, capture_output=True
        )
        print(f"up --no-serve, again: {time.perf_counter() - start:.1f} s")
        for module in ("count_queries", "time_downloads"):
            subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], cwd=ROOT, env=env, check=True)
        if chromium_path() is None:
            print(f"bytes and requests: not measured, {INSTALL}")
            return
        with served(env) as address:
            weigh(address)


@contextmanager
def served(env: dict[str, str], *options: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port), *options],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(address, timeout=2)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def weigh(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_context(base_url=address, viewport={"width": 360, "height": 780}).new_page()
        meter = Meter(page)
        tell("lesson, first view", meter.visit(LESSON))
        tell("lesson, repeat view", meter.visit(LESSON))
        page = browser.new_context(base_url=address, viewport={"width": 360, "height": 780}).new_page()
        tell("course home, first view", Meter(page).visit("/"))
        page.goto("/dang-nhap/?next=/lam-bai/vneid/")
        page.fill("input[name=username]", "thanhvien01")
        page.fill("input[name=password]", demo_password())
        page.click("main form [type=submit]")
        page.click("main form button")
        question = page.url
        page.context.clear_cookies(name="ngon_ngu")
        cookies = page.context.cookies()
        fresh = browser.new_context(base_url=address, viewport={"width": 360, "height": 780})
        fresh.add_cookies(cookies)
        tell("quiz question, first view", Meter(fresh.new_page()).visit(question))
        browser.close()


def tell(name: str, cost: Cost) -> None:
    budget = "; budget {} kB, {} requests".format(*BUDGETS[name]) if name in BUDGETS else ""
    print(f"{name}: {cost}{budget}")


def demo_password() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
    from django.conf import settings

    return settings.LMS_DEMO_PASSWORD


if __name__ == "__main__":
    main()
