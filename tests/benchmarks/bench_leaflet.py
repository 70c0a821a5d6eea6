"""Warm leaflet, from dataclass to bytes: our Typst sheet, WeasyPrint and an open Chromium on the same content.

    python -m tests.benchmarks.bench_leaflet

All get the same document, its text changed each time, in turns, so that a busy machine slows all of them.
"""

from __future__ import annotations

import contextlib
import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

from lessons.printing.documents import LEAFLET, LeafletDocument
from lms.shared.pdf import render_pdf
from tests.benchmarks.leaflet_html import FACES, HtmlLeaflet, page_html
from tests.browser.conftest import FLAGS, chromium_path
from tests.lessons.printing.samples import leaflet

ROUNDS = 11
Draw = Callable[[LeafletDocument], bytes]


def changed(document: LeafletDocument, n: int) -> LeafletDocument:
    """The document with the number n in its cover, its warnings and every step."""
    steps = tuple(replace(step, title=f"{step.title} {n}", short=f"{step.short} {n}") for step in document.steps)
    warnings = tuple(f"{warning} {n}" for warning in document.warnings)
    return replace(document, cover=f"{document.cover} {n}", steps=steps, warnings=warnings)


def with_typst(document: LeafletDocument) -> bytes:
    """The sheet as the site makes it: PDF/UA-1 + PDF/A-2a, page count checked."""
    return render_pdf(LEAFLET.path, asdict(document), pages=LEAFLET.pages, picture_mm=LEAFLET.picture_mm)


@contextlib.contextmanager
def open_chromium() -> Iterator[Draw]:
    """Prints in one page of a browser that is kept open; a tagged PDF, as it makes by itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"file://{__file__}")  # a page of this machine may load the font files

        def draw(document: LeafletDocument) -> bytes:
            html = page_html(document).replace("<style>", f"<style>{FACES}", 1)
            page.set_content(html, wait_until="load")
            pdf: bytes = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
            return pdf

        yield draw
        browser.close()


def milliseconds(draw: Draw, document: LeafletDocument) -> float:
    gc.collect()  # nobody pays for the garbage of the other
    start = time.perf_counter()
    draw(document)
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    with contextlib.ExitStack() as opened:
        engines: dict[str, Draw] = {"Typst": with_typst}
        try:
            engines["WeasyPrint"] = HtmlLeaflet().pdf
        except ImportError:
            print("WeasyPrint is not installed, so there is no ratio; install it with: pip install -e '.[bench]'")
        if chromium_path():
            engines["Chromium, open"] = opened.enter_context(open_chromium())
        compare(engines)


def compare(engines: dict[str, Draw]) -> None:
    document = leaflet()
    sizes = {name: len(draw(document)) for name, draw in engines.items()}  # also the warm-up
    times: dict[str, list[float]] = {name: [] for name in engines}
    for n in range(ROUNDS):
        for name, draw in engines.items():
            times[name].append(milliseconds(draw, changed(document, n)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"leaflet, warm, {name}: median {median:.1f} ms of {ROUNDS}, {sizes[name] / 1000:.0f} kB")
    for name, budget in (("WeasyPrint", 15), ("Chromium, open", 8)):
        if name in medians:
            print(f"leaflet, warm, {name} / Typst: {medians[name] / medians['Typst']:.1f} (budget: at least {budget})")


if __name__ == "__main__":
    main()
