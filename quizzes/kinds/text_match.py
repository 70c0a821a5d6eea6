"""When two short answers are the same: three levels, each more tolerant than the one before. Pure.

exact   NFC and NFD, spaces, a closing full stop, and old and new tone placement (hoà, hòa) never matter
tones   nor do the five tone marks: hoa = hòa; but ă is not a and đ is not d
marks   nor do any marks, and đ is d

Capital letters matter only where `case` is set. Each level's key is made of the key of the level before, so what is
equal on one level is equal on the next.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from lms.shared.vietnamese import normalise

Level = Literal["exact", "tones", "marks"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONLY_TONES = re.compile(f"[{_TONES}]")
# A tone written on the glide before the main vowel: o before a ă e, u before y â ê ơ, and uy before ê. The old
# placement puts it there where the rhyme is open (hòa, khỏe, thúy), habit also where it is closed (hòan, thùyên).
# After q the u belongs to the onset and never bears a tone: qúy is no placement of quý. In múa and của the u is
# the main vowel itself. Letters are in NFD; another mark after the vowel means that it has a tone of its own.
_NO_MARK = "(?![\u0300-\u036f])"
_ON_GLIDE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        f"(o)([{_TONES}])(a\u0306?|e){_NO_MARK}",
        f"(?<!q)(u)([{_TONES}])(ye\u0302|y|e\u0302|a\u0302|o\u031b){_NO_MARK}",
        f"(?<!q)(uy)([{_TONES}])(e\u0302){_NO_MARK}",
    )
]


def key(text: str, level: Level, *, case: bool = False) -> str:
    """What two texts have in common that are equal on `level`. Idempotent; empty for a text without words."""
    decomposed = unicodedata.normalize("NFD", normalise(text))
    if not case:
        decomposed = unicodedata.normalize("NFD", decomposed.casefold())
    if level == "exact":
        for glide in _ON_GLIDE:
            decomposed = glide.sub(r"\1\3\2", decomposed)
    elif level == "tones":
        decomposed = _ONLY_TONES.sub("", decomposed)
    else:
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
        decomposed = bare.replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFC", " ".join(decomposed.split()).rstrip(" ."))


def equal(one: str, other: str, level: Level, *, case: bool = False) -> bool:
    return key(one, level, case=case) == key(other, level, case=case)
