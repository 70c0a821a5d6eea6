"""The light text of packs and the rich text of pages, each made from the other. Pure.

Light text is what one writes in a message: paragraphs with an empty line between them, lists with "- " or
"1. " before each line, **bold**. A backslash takes the meaning from the sign after it. Rich text is the small
part of HTML that says the same: <p>, <ul>, <ol>, <li>, <b>.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

Run = tuple[str, bool]  # words, and whether they are bold

_BULLET = re.compile(r"- +")
_NUMBER = re.compile(r"\d{1,3}\. +")
_TOKEN = re.compile(r"\\([\\*.-])|(\*\*)|([^\\*]+|.)", re.DOTALL)
_LIKE_A_MARKER = re.compile(r"\A(-|\d{1,3}\.)(?= |$)")


class NotLight(ValueError):
    """The rich text says something that light text cannot, for example a link."""


@dataclass
class Block:
    """`kind` is p, ul or ol; a paragraph has one item."""

    kind: str
    items: list[list[Run]] = field(default_factory=list)


# --- light text to blocks --------------------------------------------------------------------------


def _lines_of_blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """(kind, items as lines of light text) of every block."""
    kind, items = "", []
    for line in (line.strip() for line in text.split("\n")):
        marker = _BULLET.match(line) or _NUMBER.match(line)
        found = "" if not line else "p" if not marker else "ul" if line[0] == "-" else "ol"
        if marker and found == kind:
            items.append(line[marker.end() :])
        elif found == "p" and kind:  # a line that goes on
            items[-1] += f" {line}"
        else:
            if kind:
                yield kind, items
            kind, items = found, [line[marker.end() :] if marker else line]
    if kind:
        yield kind, items


def _runs_of(line: str) -> Iterator[Run]:
    bold = False
    tokens = list(_TOKEN.finditer(line))
    fences = sum(token[2] is not None for token in tokens)
    for token in tokens:
        if token[2] is None:
            yield token[1] or token[3], bold
        elif fences == 1 and not bold:  # nothing closes it: two plain asterisks
            yield token[2], False
        else:
            bold, fences = not bold, fences - 1


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """The runs with single spaces, none at the ends, neighbours joined, and no bold white space."""
    joined: list[Run] = []
    space = False
    for words, bold in runs:
        for piece in re.findall(r"\s+|\S+", words):
            if piece.isspace():
                space = bool(joined)
                continue
            last_bold = joined[-1][1] if joined else bold
            if joined and last_bold == bold:
                joined[-1] = (joined[-1][0] + " " * space + piece, bold)
            else:
                if space:
                    joined[-1] = (joined[-1][0] + " ", last_bold) if not last_bold else joined[-1]
                joined.append((" " + piece if space and last_bold else piece, bold))
            space = False
    return joined


def _sound(blocks: Iterable[Block]) -> list[Block]:
    """Blocks of tidy runs, without what is empty."""
    tidied = [Block(block.kind, [runs for item in block.items if (runs := _tidy(item))]) for block in blocks]
    return [block for block in tidied if block.items]


# --- blocks to either ------------------------------------------------------------------------------


def _html(block: Block) -> str:
    items = [
        "".join(f"<b>{escape(words, quote=False)}</b>" if bold else escape(words, quote=False) for words, bold in runs)
        for runs in block.items
    ]
    if block.kind == "p":
        return f"<p>{items[0]}</p>"
    return f"<{block.kind}>{''.join(f'<li>{item}</li>' for item in items)}</{block.kind}>"


def _light_item(runs: list[Run]) -> str:
    escaped = [(words.replace("\\", r"\\").replace("*", r"\*"), bold) for words, bold in runs]
    line = "".join(f"**{words}**" if bold else words for words, bold in escaped)
    return _LIKE_A_MARKER.sub(lambda marker: f"{marker[1][:-1]}\\{marker[1][-1]}", line)


def _light(block: Block) -> str:
    lines = [_light_item(item) for item in block.items]
    if block.kind == "ul":
        return "\n".join(f"- {line}" for line in lines)
    if block.kind == "ol":
        return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, start=1))
    return lines[0]


# --- rich text to blocks ---------------------------------------------------------------------------


class _RichText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(name != "data-block-key" for name, _value in attrs):
            raise NotLight(tag)
        if tag in ("b", "strong"):
            self._bold += 1
        elif tag in ("p", "ul", "ol") and not self._open:
            self._open.append(tag)
            self.blocks.append(Block(tag, [[]] if tag == "p" else []))
        elif tag == "li" and self._open in (["ul"], ["ol"]):
            self._open.append(tag)
            self.blocks[-1].items.append([])
        else:
            raise NotLight(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._bold -= 1
        elif self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            raise NotLight(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("p", "li"):
            self.blocks[-1].items[-1].append((data, self._bold > 0))
        elif data.strip():
            raise NotLight(data)


# --- the two ways ----------------------------------------------------------------------------------


def to_html(text: str) -> str:
    """Safe HTML of light text: everything that is not markup of ours is escaped."""
    return "".join(
        _html(block)
        for block in _sound(
            Block(kind, [list(_runs_of(line)) for line in items]) for kind, items in _lines_of_blocks(text)
        )
    )


def to_light(html: str) -> str:
    """Light text of rich text; raises NotLight where it holds more than light text can say."""
    parser = _RichText()
    parser.feed(html)
    parser.close()
    if parser._open or parser._bold:
        raise NotLight(html)
    return "\n\n".join(_light(block) for block in _sound(parser.blocks))


def canonical(text: str) -> str:
    """`text` as `to_light` writes it, so that two ways of writing the same compare equal."""
    return to_light(to_html(text))


def kinds(text: str) -> set[str]:
    """Which blocks light text holds: p, ul, ol."""
    return {kind for kind, _items in _lines_of_blocks(text)}
