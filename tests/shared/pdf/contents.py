"""A walk through the content streams of a page, forms inside forms included: text shown and raster images placed.

Tiling patterns and the looks of annotations are not walked: no layout draws with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Matrix


@dataclass(frozen=True, slots=True)
class Placed:
    """A raster image: its size in pixels, and on paper."""

    pixels: tuple[int, int]
    inches: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text: its font, and the height of its type on paper in points."""

    font: Any
    size: float


@dataclass(frozen=True, slots=True)
class State:
    """The part of the graphics state that `q` keeps and `Q` brings back."""

    ctm: Matrix
    font: Any = None
    font_size: float = 0.0


def drawn_on(page: pikepdf.Page) -> Iterator[Placed | Shown]:
    yield from _walk(page, page.resources, State(Matrix()))


def _walk(stream: Any, resources: Any, state: State) -> Iterator[Placed | Shown]:
    kept: list[State] = []
    text_matrix = Matrix()
    for operands, operator in _instructions(stream):
        match operator:
            case "q":
                kept.append(state)
            case "Q":
                state = kept.pop()
            case "cm":
                state = replace(state, ctm=Matrix(*map(float, operands)) @ state.ctm)
            case "BT":
                text_matrix = Matrix()
            case "Tm":
                text_matrix = Matrix(*map(float, operands))
            case "Tf":
                state = replace(state, font=resources.Font[operands[0]], font_size=float(operands[1]))
            case "Tj" | "TJ" | "'" | '"':
                yield Shown(state.font, abs(state.font_size) * _lengths(text_matrix @ state.ctm)[1])
            case "INLINE IMAGE":
                yield Placed((operands[0].width, operands[0].height), _inches(state.ctm))
            case "Do":
                yield from _object(resources.XObject[operands[0]], resources, state)


def _instructions(stream: Any) -> Iterator[tuple[Any, str]]:
    for instruction in pikepdf.parse_content_stream(stream):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield [instruction.iimage], "INLINE IMAGE"
        else:
            yield instruction.operands, str(instruction.operator)


def _object(found: Any, resources: Any, state: State) -> Iterator[Placed | Shown]:
    if found.Subtype == "/Image":
        yield Placed((int(found.Width), int(found.Height)), _inches(state.ctm))
    elif found.Subtype == "/Form":
        own = Matrix(*map(float, found.get("/Matrix", [1, 0, 0, 1, 0, 0])))
        yield from _walk(found, found.get("/Resources", resources), replace(state, ctm=own @ state.ctm))


def _lengths(matrix: Matrix) -> tuple[float, float]:
    """How long one unit across and one unit up become, turned or not."""
    return math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)


def _inches(ctm: Matrix) -> tuple[float, float]:
    """An image fills the unit square."""
    across, up = _lengths(ctm)
    return across / 72, up / 72
