"""The consent text as blocks to draw: headings, lists, paragraphs. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is "heading", "list" or "words"; `lines` holds one line, or the items of the list."""

    kind: str
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """`## heading`, `- item`, anything else a paragraph of its own; an empty line ends a list."""
    found: list[Block] = []
    for kind, line in _lines(text):
        if kind == "list" and found and found[-1].kind == "list":
            found[-1].lines.append(line)
        elif line:
            found.append(Block(kind, [line]))
        else:
            found.append(Block("end", []))
    return [block for block in found if block.lines]


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("## "):
            yield "heading", line[3:].strip()
        elif line.startswith("- "):
            yield "list", line[2:].strip()
        else:
            yield "words", line
