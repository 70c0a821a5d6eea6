"""How a word is mistyped: one slip of a finger, one sound for another, marks left as key strokes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SHORTEST_SLIP = 3  # in shorter words a slip makes another word
# First consonants that sound alike in a part of the country and differ in more than one letter.
_SOUND_ALIKE = (("ch", "tr"), ("gi", "d"), ("gi", "r"), ("qu", "w"), ("ph", "f"))

_VOWEL = re.compile("[aeiouyw]")
_DOUBLED = re.compile("aa|ee|oo|dd")
_AFTER_VOWEL = re.compile("[sfrxjz]")
_NO_LETTERS = re.compile("[^a-z]")


def one_slip(word: str) -> Iterator[str]:
    """Every word that one letter left out, put in, changed or swapped makes of `word`, or one sound."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in cuts:
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
    for one, other in (*_SOUND_ALIKE, *((b, a) for a, b in _SOUND_ALIKE)):
        if word.startswith(one):
            yield other + word[len(one) :]


def without_key_strokes(word: str) -> str:
    """`word` without the keys that Telex or VNI wait for: ddinhj, d9inh5 to dinh."""
    if any(map(str.isdigit, word)):
        return _NO_LETTERS.sub("", word)
    first = _VOWEL.search(word)
    if first is None:
        return word
    head, tail = word[: first.start()], word[first.start() :]
    tail = _AFTER_VOWEL.sub("", tail)
    tail = re.sub("^w", "u", re.sub("(?<=[aou])w", "", tail))
    return _DOUBLED.sub(lambda pair: pair[0][0], head + tail)
