"""Vietnamese text: one normal form, search keys and sort keys. Pure.

`normalise` is the one function that every input from a person or a file goes through.
"""

from __future__ import annotations

import re
import unicodedata

# Đ has look-alikes that lower-case to other letters: Ð (eth) and Ɖ (African D).
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
# Spaces that are not U+0020, among them the no-break and ideographic ones.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width characters, bidi controls, soft hyphen, byte order mark: invisible, and they break search and print.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Marks on one letter beyond what any script needs: putting n of them in order takes n² steps.
_MOST_MARKS = 30
_MANY_MARKS = re.compile(f"[^\\w\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Marks that make another letter (ă â ê ô ơ ư), in the order of the alphabet.
_LETTER_MARKS = {("a", "\u0306"): "1", ("a", "\u0302"): "2", ("e", "\u0302"): "1", ("o", "\u0302"): "1"}
_LETTER_MARKS |= {("o", "\u031b"): "2", ("u", "\u031b"): "1"}


def normalise(text: str) -> str:
    """NFC, Ð to Đ, plain spaces, no zero-width, bidi or control characters; newlines become `\\n` and stay."""
    text = _NEWLINES.sub("\n", text)
    text = _CONTROLS.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    text = _MANY_MARKS.sub(_fewer_marks, text)
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


def _fewer_marks(run: re.Match[str]) -> str:
    """The run with `_MOST_MARKS` marks at most after one another; signs that are no marks all stay."""
    kept, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def normalise_line(text: str) -> str:
    """`normalise`, then one line: runs of white space become one space, none at the ends."""
    return " ".join(normalise(text).split())


def fold(text: str) -> str:
    """The search key: lower case, no marks, đ as d, straight apostrophes, single spaces.

    Idempotent; old and new tone placement (hoà, hòa) fold alike.
    """
    decomposed = unicodedata.normalize("NFD", normalise(text).translate(_APOSTROPHES).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())


def slug(text: str) -> str:
    """An ASCII slug that keeps đ as d (Django's own drops it)."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _word_key(word: str) -> tuple[str, str]:
    """(letters, tones) of one word: two ASCII characters a letter, one digit for the tone of the syllable."""
    letters: list[str] = []
    tone = "0"
    for char in unicodedata.normalize("NFD", word.casefold()):
        if char in _TONES:
            tone = _TONES[char]
        elif char == "đ":
            letters.append("d1")
        elif letters and (variant := _LETTER_MARKS.get((letters[-1][0], char))):
            letters[-1] = letters[-1][0] + variant
        elif char.isdigit() and char.isascii():
            letters.append("1" + char)
        elif "a" <= char <= "z":
            letters.append(char + "0")
    return "".join(letters), tone


def sort_key(text: str) -> str:
    """Sorts as the Vietnamese alphabet does (a ă â b c d đ ...), tones only breaking ties.

    Only ASCII letters and digits, so that every database collation keeps the order.
    """
    words = [_word_key(word) for word in re.split(r"[\W_]+", normalise(text)) if word]
    return "00".join(letters for letters, _ in words) + "000" + "".join(tone for _, tone in words)


def name_sort_key(full_name: str) -> str:
    """Sort key of a person: given name (the last word) first, then family name, then what stands between."""
    words = normalise_line(full_name).split(" ")
    return sort_key(" ".join([words[-1], words[0] if len(words) > 1 else "", *words[1:-1]]))
