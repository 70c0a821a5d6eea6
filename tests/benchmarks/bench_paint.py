"""Largest contentful paint on a weak signal and a cheap phone, and what Lighthouse says of the same pages.

    python -m tests.benchmarks.bench_paint

400 kbit/s, 400 ms, processor slowed four times, nothing in the browser's cache; the median of several visits.
Lighthouse measures in its own way (its mobile profile); without npm, or without a network, it is left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.browser.conftest import FLAGS, INSTALL, chromium_path

from .bench_pages import ROOT, demo_password, served

LESSON, APP, QUIZ = "/vneid/cai-vneid-va-dang-ky-muc-1/", "/vneid/", "/lam-bai/vneid/"
VISITS = 5
BUDGET = 1.3  # seconds
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
PHONE = {"width": 360, "height": 780}
LARGEST = """() => new Promise(tell => {
    new PerformanceObserver(list => tell(list.getEntries().at(-1).startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
})"""
LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("accessibility", "best-practices", "performance")


def main() -> None:
    if chromium_path() is None:
        print(f"largest paint: not measured, {INSTALL}")
        return
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "LMS_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}
        env["LMS_ASK_CONSENT"] = "0"  # the member has agreed
        up = [sys.executable, "manage.py", "up", "--no-serve"]
        subprocess.run(up, cwd=ROOT, env=env, check=True, capture_output=True)
        with served(env) as address:
            measure(address)


def measure(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        question, cookies = begun_quiz(browser, address)
        pages = {"lesson": (LESSON, []), "app page": (APP, []), "quiz of ten questions": (question, cookies)}
        for name, (page, known) in pages.items():
            times = [largest_paint(browser, address + page, known) for _ in range(VISITS)]
            shown = f"{median(times):.2f} s (from {min(times):.2f} to {max(times):.2f})"
            print(f"largest paint on a weak signal, {name}: {shown}; budget {BUDGET} s")
        browser.close()
    for name, (page, known) in pages.items():
        print(f"Lighthouse mobile, {name}: {lighthouse(address + page, known)}")


def begun_quiz(browser, address: str) -> tuple[str, list[dict]]:
    """Where its first question stands, and the cookies of the member who may see it."""
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    page.goto(f"/dang-nhap/?next={QUIZ}")
    page.fill("input[name=username]", "thanhvien01")
    page.fill("input[name=password]", demo_password())
    page.click("main form [type=submit]")
    page.click("main form button")
    page.wait_for_selector(".asked")
    question, cookies = page.url.removeprefix(address), context.cookies()
    context.close()
    return question, cookies


def largest_paint(browser, url: str, cookies: list[dict]) -> float:
    """Seconds, on a phone that was never here."""
    context = browser.new_context(viewport=PHONE)
    context.add_cookies(cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle")
    found = page.evaluate(LARGEST) / 1000
    context.close()
    return found


def lighthouse(url: str, cookies: list[dict]) -> str:
    """The marks out of 100, and the audits of the first two categories that fell short."""
    if shutil.which("npx") is None:
        return "not measured, npm is missing"
    with tempfile.TemporaryDirectory() as folder:
        report, headers = Path(folder) / "report.json", Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": "; ".join(f"{one['name']}={one['value']}" for one in cookies)}))
        command = [
            *("npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"),
            *(f"--chrome-flags=--headless=new {' '.join(FLAGS)}", f"--only-categories={','.join(CATEGORIES)}"),
            *([f"--extra-headers={headers}"] if cookies else []),
        ]
        env = {**os.environ, "CHROME_PATH": str(chromium_path())}
        done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=folder)
        if done.returncode != 0 or not report.exists():
            return f"not measured: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}"
        return marks(json.loads(report.read_text(encoding="utf-8")))


def marks(report: dict) -> str:
    lines = []
    for name in CATEGORIES:
        found = report["categories"][name]
        refs = found["auditRefs"] if name != "performance" else []
        short = [ref["id"] for ref in refs if report["audits"][ref["id"]]["score"] == 0 and ref["weight"]]
        why = f" ({', '.join(short)})" if short else ""
        lines.append(f"{name} {round(100 * found['score'])}{why}")
    return ", ".join(lines)


if __name__ == "__main__":
    main()
