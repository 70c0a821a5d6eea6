"""Warm leaflet, from dataclass to bytes: our Typst sheet against WeasyPrint on the same content, one run.

    python -m tests.benchmarks.bench_leaflet

Both get the same document, its text changed each time, in turns, so that a busy machine slows both.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, replace

from lessons.printing.documents import LEAFLET, LeafletDocument
from lms.shared.pdf import render_pdf
from tests.benchmarks.leaflet_html import HtmlLeaflet
from tests.lessons.printing.samples import leaflet

ROUNDS = 9


def changed(document: LeafletDocument, n: int) -> LeafletDocument:
    """The document with the number n in its cover, its warnings and every step."""
    steps = tuple(replace(step, title=f"{step.title} {n}", short=f"{step.short} {n}") for step in document.steps)
    warnings = tuple(f"{warning} {n}" for warning in document.warnings)
    return replace(document, cover=f"{document.cover} {n}", steps=steps, warnings=warnings)


def with_typst(document: LeafletDocument) -> bytes:
    """The sheet as the site makes it: PDF/UA-1 + PDF/A-2a, page count checked."""
    return render_pdf(LEAFLET.path, asdict(document), pages=LEAFLET.pages)


def milliseconds(draw: Callable[[LeafletDocument], bytes], document: LeafletDocument) -> float:
    gc.collect()  # nobody pays for the garbage of the other
    start = time.perf_counter()
    draw(document)
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    try:
        engines = {"Typst": with_typst, "WeasyPrint": HtmlLeaflet().pdf}
    except ImportError:
        print("WeasyPrint is not installed, so there is no ratio; install it with: pip install -e '.[bench]'")
        engines = {"Typst": with_typst}
    document = leaflet()
    sizes = {name: len(draw(document)) for name, draw in engines.items()}  # also the warm-up
    times: dict[str, list[float]] = {name: [] for name in engines}
    for n in range(ROUNDS):
        for name, draw in engines.items():
            times[name].append(milliseconds(draw, changed(document, n)))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"leaflet, warm, {name}: median {median:.1f} ms of {ROUNDS}, {sizes[name] / 1000:.0f} kB")
    if len(medians) > 1:
        print(f"leaflet, warm, WeasyPrint / Typst: {medians['WeasyPrint'] / medians['Typst']:.1f}")


if __name__ == "__main__":
    main()
