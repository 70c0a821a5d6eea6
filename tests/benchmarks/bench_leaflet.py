"""Warm leaflet, from dataclass to bytes: our Typst sheet, WeasyPrint and an open Chromium on the same content.

    python -m tests.benchmarks.bench_leaflet

Twice: with drawn screens, and with six screenshots of about 160 kB. All get the same document, its text changed each
time, in turns, so that a busy machine slows all of them.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from PIL import Image

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


def with_typst(document: LeafletDocument, images: Mapping[str, bytes]) -> bytes:
    """The sheet as the site makes it: PDF/UA-1 + PDF/A-2a, page count checked, pictures no finer than 300 dpi."""
    made = render_pdf(LEAFLET.path, asdict(document), pages=LEAFLET.pages, images=images, picture_mm=LEAFLET.picture_mm)
    return made


def with_screenshots(document: LeafletDocument, folder: Path) -> tuple[LeafletDocument, dict[str, bytes]]:
    """The same leaflet with a screenshot a step, and the files by the address that names them."""
    images: dict[str, bytes] = {}
    steps = []
    for step in document.steps:
        file = folder / f"{step.number}.png"
        file.write_bytes(screenshot(step.number))
        images[file.as_uri()] = file.read_bytes()
        mark = {"id": "cho", "label": "Chỗ cần bấm", "x": 10, "y": 12, "w": 80, "h": 10}
        picture = {"type": "picture", "src": file.as_uri(), "width": 720, "height": 1280, "alt": "Ảnh", "marks": [mark]}
        steps.append(replace(step, screen=picture, target="cho"))
    return replace(document, steps=tuple(steps)), images


def screenshot(seed: int) -> bytes:
    """A PNG of 720 x 1280 with about as much in it as a real screen has."""
    noise = random.Random(seed)
    picture = Image.new("RGB", (720, 1280), (244, 247, 245))
    for _ in range(150):
        x, y = noise.randrange(700), noise.randrange(1260)
        shade = Image.effect_noise((18 + noise.randrange(60), 8), 60).convert("RGB")
        picture.paste(shade, (x, y))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


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
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        others: dict[str, Draw] = {}
        try:
            others["WeasyPrint"] = HtmlLeaflet().pdf
        except ImportError:
            print("WeasyPrint is not installed, so there is no ratio; install it with: pip install -e '.[bench]'")
        if chromium_path():
            others["Chromium, open"] = opened.enter_context(open_chromium())
        for content, (document, images) in {
            "drawn screens": (leaflet(), {}),
            "six screenshots": with_screenshots(leaflet(), folder),
        }.items():
            typst = functools.partial(with_typst, images=images)
            compare(content, document, {"Typst": typst, **others})


def compare(content: str, document: LeafletDocument, engines: dict[str, Draw]) -> None:
    sizes = {name: len(draw(document)) for name, draw in engines.items()}  # also the warm-up
    times: dict[str, list[float]] = {name: [] for name in engines}
    for n in range(ROUNDS):
        for name, draw in engines.items():
            times[name].append(milliseconds(draw, changed(document, n)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"leaflet, warm, {content}, {name}: median {median:.1f} ms of {ROUNDS}, {sizes[name] / 1000:.0f} kB")
    for name, budget in (("WeasyPrint", 15), ("Chromium, open", 8)):
        if name in medians:
            ratio = medians[name] / medians["Typst"]
            print(f"leaflet, warm, {content}, {name} / Typst: {ratio:.1f} (budget: at least {budget})")


if __name__ == "__main__":
    main()
