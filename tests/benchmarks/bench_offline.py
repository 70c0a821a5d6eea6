"""What keeping the apps of a freshly loaded starter course on one phone costs over the wire, as Chromium receives it.

python -m tests.benchmarks.bench_offline
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from tests.browser.conftest import FLAGS, INSTALL, chromium_path

from .bench_pages import ROOT, Meter, served

APPS, BUDGET = 12, 1_500_000
READY = "#giu [data-do=keep]:visible"
KEPT = "#giu [data-when=kept]:visible"


def main() -> None:
    if chromium_path() is None:
        print(f"offline: not measured, {INSTALL}")
        return
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "LMS_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}
        up = [sys.executable, "manage.py", "up", "--no-serve"]
        subprocess.run(up, cwd=ROOT, env=env, check=True, capture_output=True)
        with served(env) as address:
            keep_all(address)


def keep_all(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_context(base_url=address, viewport={"width": 360, "height": 780}).new_page()
        meter = Meter(page)
        page.goto("/")
        apps = page.eval_on_selector_all(".card h3 a", "all => all.map(one => one.href)")
        sent = 0
        for app in apps:
            page.goto(app)
            said, start = page.inner_text(READY), time.perf_counter()
            weight = meter.cost_of(lambda: keep(page)).bytes
            seconds, sent = time.perf_counter() - start, sent + weight
            name = page.title().partition(" - ")[0]
            print(f"kept {name}: {weight / 1000:.0f} kB in {seconds:.1f} s; the button says “{said}”")
        browser.close()
    kilos = sent / len(apps) * APPS / 1000
    print(
        f"offline, {APPS} apps such as these {len(apps)}: {kilos:.0f} kB over the wire; budget {BUDGET / 1000:.0f} kB"
    )


def keep(page) -> None:
    page.click(READY)
    page.wait_for_selector(KEPT)


if __name__ == "__main__":
    main()
