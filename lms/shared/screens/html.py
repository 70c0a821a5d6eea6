"""Draws a screen spec as HTML, through the templates of shared/screens/.

Numbers reach the templates as strings: a template would write 12.5 per cent in the reader's language, and an
attribute with a decimal comma draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lms.shared.joins import joined

from . import pictures
from .spec import BACK_TARGET, AnyRow, CodesRow, Mark, PictureSpec, ScreenSpec, TabsRow, parse
from .words import describe

KEPT = 1024  # drawn screens in the memory of a worker, of 1 to 3 kB each
DISC = 6.0  # centre of a mark's number disc keeps this far from the picture's edges, in per cent


def screen_html(
    spec: ScreenSpec | PictureSpec | dict[str, Any],
    *,
    target: str = "",
    number: int | None = None,
    practice: bool = False,
    reveal: bool = False,
    big: bool = False,
) -> SafeString:
    """`spec` as a figure. `target` gets a ring and a disc with `number` (a hand when there is none).

    `target` is a row's id, "ID/n" for one tab, "bar/back" for the back arrow, or a mark's id; one the screen
    does not have is drawn as none, so that a page outlives an edited screen (the checks report it).
    With `practice` no ring is drawn: everything that can be a target is a `<button name="row">` whose value
    is that target. The caller's form surrounds the figure; `spec.is_hit` judges what it sends. With `reveal` as
    well, the target has its ring and can be pressed.
    """
    if isinstance(spec, dict):
        spec = parse(spec)
    if practice and not reveal:
        target = ""
    if isinstance(spec, PictureSpec):
        shared = {"number": "" if number is None else str(number), "practice": practice, "big": big}
        return render_to_string("shared/screens/picture.html", shared | _picture(spec, target, practice))
    return _screen(spec.model_dump_json(), target, number, practice, big, get_language())


@lru_cache(maxsize=KEPT)
def _screen(
    written: str, target: str, number: int | None, practice: bool, big: bool, language: str | None
) -> SafeString:
    """Kept by all that it depends on: seven of them are a fifth of what a lesson costs.

    Between the parts of `written` stands no space, so only words of its rows are joined.
    """
    spec = ScreenSpec.model_validate_json(joined(written))
    shared = {"number": "" if number is None else str(number), "practice": practice, "big": big}
    return render_to_string("shared/screens/screen.html", shared | _drawn(spec, target, practice))


def _drawn(spec: ScreenSpec, target: str, practice: bool) -> dict[str, Any]:
    return {
        "bar": spec.bar,
        "back_target": BACK_TARGET,
        "back_is_target": target == BACK_TARGET and spec.bar.back,
        "rows": [_row(row, target, practice) for row in spec.rows],
    }


def _row(row: AnyRow, target: str, practice: bool) -> dict[str, Any]:
    """What the template of one row needs."""
    is_target = bool(row.id) and row.id == target
    is_tabs = isinstance(row, TabsRow)
    classes = [f"r-{row.kind}"]
    if getattr(row, "style", "") == "plain":
        classes.append("plain")
    if row.kind == "toggle" and row.on:
        classes.append("on")
    if is_target:
        classes.append("target")
    return {
        "row": row,
        "template": f"shared/screens/rows/{row.kind}.html",
        "classes": " ".join(classes),
        "is_target": is_target,
        "press": practice and bool(row.id) and not is_tabs,
        "boxes": [n < row.filled for n in range(row.count)] if isinstance(row, CodesRow) else [],
        "tabs": list(_tabs(row, target, practice)) if isinstance(row, TabsRow) else [],
    }


def _tabs(row: TabsRow, target: str, practice: bool) -> Iterator[dict[str, Any]]:
    for n, label in enumerate(row.labels):
        name = f"{row.id}/{n}" if row.id else ""
        yield {
            "label": label,
            "on": n == row.on,
            "name": name,
            "is_target": bool(name) and name == target,
            "press": practice and bool(name),
        }


def _picture(spec: PictureSpec, target: str, practice: bool) -> dict[str, Any]:
    every = practice and not target
    marks = [mark for mark in spec.marks if every or mark.id == target]
    return {
        "shown": pictures.shown(spec.src, spec.width),
        "alt": spec.alt if practice else describe(spec, target),
        "width": str(spec.width),
        "height": str(spec.height),
        "marks": [_mark(mark, n) for n, mark in enumerate(marks, start=1)],
    }


def _mark(mark: Mark, place: int) -> dict[str, str]:
    """The ring of a mark, and its number disc on the ring's right end, kept inside the picture."""
    x, y = mark.x + mark.w, mark.y + mark.h / 2
    return {
        "id": mark.id,
        "label": mark.label,
        "place": str(place),
        "x": f"{mark.x:.2f}%",
        "y": f"{mark.y:.2f}%",
        "w": f"{mark.w:.2f}%",
        "h": f"{mark.h:.2f}%",
        "disc_x": f"{min(max(x, DISC), 100 - DISC):.2f}%",
        "disc_y": f"{min(max(y, DISC), 100 - DISC):.2f}%",
    }
