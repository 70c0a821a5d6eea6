"""Rich text: what may stand in it, and its plain lines. Pure: no Django.

Editors, packs and pasted pages all bring HTML. Only what `clean` lets through is stored and shown.
"""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser

import nh3

from .vietnamese import normalise, normalise_line

# Wagtail stores a link to a page as <a linktype="page" id="7">; it becomes a href when the page is shown.
_LINK_ATTRIBUTES = {"href", "linktype", "id"}
KEPT = 2048  # texts in the memory of a worker: a page shows the same ones each time it is drawn
_TAGS = {"p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}
_BREAKS = {"p", "li", "br", "ul", "ol"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "linktype":
        return value if value == "page" else None
    if name == "id":
        return value if value.isascii() and value.isdigit() else None
    return value


@lru_cache(maxsize=KEPT)
def clean(html: str) -> str:
    """`html` with paragraphs, lists, bold, italics, line breaks and links (http, https, relative) alone.

    Other elements lose their tags and keep their words; scripts and styles go whole. Idempotent.
    """
    allowed = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": _LINK_ATTRIBUTES},
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return normalise(allowed.replace("&nbsp;", " "))


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def to_lines(html: str) -> list[str]:
    """The words of `html`, one string a paragraph, list item or broken line; no markup, none of them empty."""
    return list(_lines(html))


@lru_cache(maxsize=KEPT)
def _lines(html: str) -> tuple[str, ...]:
    parser = _Lines()
    parser.feed(clean(html))
    parser.close()
    return tuple(line for line in map(normalise_line, parser.lines) if line)
