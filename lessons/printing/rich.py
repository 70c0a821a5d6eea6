"""Rich text as a sheet prints it: lines of plain and bold runs, list items with their marker. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from lms.shared.richtext import KEPT, clean
from lms.shared.vietnamese import normalise

BULLET = "•"
_BREAKS = {"p", "li", "br", "ul", "ol"}
_BOLD = {"b", "strong"}


@dataclass(frozen=True, slots=True)
class RichLine:
    """`runs` are (words, whether they are bold); `marker` is a bullet or a number, "" outside lists."""

    runs: tuple[tuple[str, bool], ...]
    marker: str = ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[RichLine] = []
        self._runs: list[tuple[str, bool]] = []
        self._bold = 0
        self._counts: list[int | None] = []  # of the items of each open list; None where they are not counted
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.end_line()
        if tag in ("ul", "ol"):
            self._counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._marker = self._next_marker()
        elif tag in _BOLD:
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end_line()
        if tag in ("ul", "ol") and self._counts:
            self._counts.pop()
        elif tag == "li":
            self._marker = ""
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)

    def handle_data(self, data: str) -> None:
        self._runs.append((data, self._bold > 0))

    def end_line(self) -> None:
        """Ends the line if it has any words; a marker stands before the first line of its item alone."""
        runs, self._runs = _tidied(self._runs), []
        if runs:
            self.lines.append(RichLine(runs, self._marker))
            self._marker = ""

    def _next_marker(self) -> str:
        if not self._counts or self._counts[-1] is None:
            return BULLET
        self._counts[-1] += 1
        return f"{self._counts[-1]}."


@lru_cache(maxsize=KEPT)
def rich_lines(html: str) -> tuple[RichLine, ...]:
    """The paragraphs, list items and broken lines of `html`, none of them empty."""
    parser = _Parser()
    parser.feed(clean(html))
    parser.close()
    parser.end_line()
    return tuple(parser.lines)


def _tidied(runs: list[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """Runs of one weight as one, white space as single spaces, none at the ends."""
    found: list[tuple[str, bool]] = []
    for words, bold in runs:
        words = re.sub(r"\s+", " ", normalise(words))
        if not found or found[-1][0].endswith(" "):
            words = words.lstrip()
        if words and found and found[-1][1] == bold:
            found[-1] = (found[-1][0] + words, bold)
        elif words:
            found.append((words, bold))
    if found:
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    return tuple(run for run in found if run[0])
