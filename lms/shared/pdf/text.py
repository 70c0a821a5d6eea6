"""Text on its way to a sheet: every string normalised, every character known to the font."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lms.shared.joins import joined
from lms.shared.pdf.errors import MissingGlyph
from lms.shared.pdf.fonts import undrawable
from lms.shared.vietnamese import normalise

NOT_PRINTED = ("url", "alt", "src", "id", "target")
_LONG_WORD = re.compile(r"[^\s/\-]{20,}")
_OPENING_QUOTE = re.compile("\\s“")


def cleaned(value: Any) -> Any:
    """`value` with every string in it NFC and free of bidi, zero-width and control characters."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in value]
    return value


def set_in_lines(value: Any) -> Any:
    """`value` with no-break spaces where no line may end, in all that is printed; what is heard or looked up stays."""
    if isinstance(value, str):
        return joined(value)
    if isinstance(value, Mapping):
        return {key: item if key in NOT_PRINTED else set_in_lines(item) for key, item in value.items()}
    if isinstance(value, list):
        return [set_in_lines(item) for item in value]
    return value


def strings(value: Any) -> Iterator[str]:
    """Every string inside `value`, keys of mappings left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def urls(value: Any) -> Iterator[str]:
    """Every string named `url` inside `value`, empty ones left out."""
    if isinstance(value, Mapping):
        if isinstance(url := value.get("url"), str) and url:
            yield url
        for item in value.values():
            yield from urls(item)
    elif isinstance(value, list):
        for item in value:
            yield from urls(item)


def has_long_word(data: Mapping[str, Any]) -> bool:
    """Whether a word is so long that a line must break inside it (`break-long-words` in theme.typ)."""
    return any(_LONG_WORD.search(text) for text in strings(data))


def has_opening_quote(data: Mapping[str, Any]) -> bool:
    """Whether a word is quoted inside a line (`space-before-quotes` in theme.typ)."""
    return any(_OPENING_QUOTE.search(text) for text in strings(data))


def refuse_undrawable(data: Mapping[str, Any]) -> None:
    """Raise `MissingGlyph` when the print font lacks a character of `data`."""
    if missing := undrawable("".join(strings(data))):
        raise MissingGlyph(missing)
