"""Cuts written Vietnamese into sentences: one line of the script each."""

import re

from lms.shared.vietnamese import normalise

_END = re.compile(r"(?:\.{3}|[.!?…])[.!?…]*[\"”'’)\]]*(?= )")
_BULLET = re.compile(r"[-–—•●▪‣◦*+] +")
# Words that carry a full stop without ending the sentence.
_SHORT_FORMS = "tp|tx|tt|ths|ts|pgs|gs|bs|ks|cn|ths|kts|đc|mr|mrs|ms|dr|st|no|tr|tel|đt"
_SHORT_FORM = re.compile(rf"(?:^|[^\w.])(?:(?:{_SHORT_FORMS})|[^\W\d_](?:\.[^\W\d_])*)\.\Z", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:\w+ )?\d{1,3}\.\Z")
_LONGEST_SHORT_FORM = 12
_BRACES = frozenset("{}")


def sentences(text: str) -> tuple[str, ...]:
    """Split paragraphs into sentences. A line break always ends one; empty text gives none.

    Full stops inside numbers, dates and addresses, after "TP." or an initial, and after the number that
    opens a list line ("1. Mở máy") end nothing.
    """
    found: list[str] = []
    for line in normalise(text).split("\n"):
        line = " ".join(line.split())
        bullet = _BULLET.match(line)
        found += _split(line[bullet.end() :] if bullet else line)
    # Empty braces are a slot that somebody forgot to name: they must not vanish unseen.
    return tuple(sentence for sentence in found if any(map(str.isalnum, sentence)) or not _BRACES.isdisjoint(sentence))


def _split(line: str) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(line):
        if _goes_on(line, end.end() + 1) or _is_short_form(line, start, end.end()):
            continue
        parts.append(line[start : end.end()])
        start = end.end() + 1
    return [*parts, line[start:]]


def _goes_on(line: str, at: int) -> bool:
    """Whether a small letter follows; "iPhone" may open a sentence."""
    return line[at : at + 1].islower() and not line[at + 1 : at + 2].isupper()


def _is_short_form(line: str, start: int, end: int) -> bool:
    tail = line[max(start, end - _LONGEST_SHORT_FORM) : end]
    opens_list = end - start <= _LONGEST_SHORT_FORM and _LIST_NUMBER.match(tail)
    return bool(opens_list or _SHORT_FORM.search(tail))
