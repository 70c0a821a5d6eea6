"""Words as a search compares them: by their letters alone, and by their letters with tones. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lms.shared.vietnamese import fold, normalise, sort_key

_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
# kỹ and kĩ, quý and quí are one word: y at the end of a syllable without another vowel.
_LAST_Y = re.compile("(?:[bcdghklmnprstvx]|qu)y")
_Y_AS_I = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")


@dataclass(frozen=True, slots=True)
class Word:
    written: str
    key: str  # letters alone
    tones: str  # letters and tone, wherever the mark was placed
    marked: bool  # written with a mark, or with đ
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text` with their places in it; `text` is normalised first, as stored words are."""
    return [Word(found[0], *_forms(found[0]), found.start(), found.end()) for found in _WORD.finditer(normalise(text))]


def keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text))


@lru_cache(maxsize=20_000)
def _forms(written: str) -> tuple[str, str, bool]:
    small = written.casefold()
    letters = fold(written)
    marked = letters != small
    if _LAST_Y.fullmatch(letters):
        small, letters = small.translate(_Y_AS_I), f"{letters[:-1]}i"
    return letters, sort_key(small) or small, marked
