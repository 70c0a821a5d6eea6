"""What keeps a spoken text off the air: each kind of problem, and the written piece it is about."""

import re
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Why a piece cannot be read aloud as it stands."""

    ABBREVIATION = "abbreviation"  # capitals or a code that the glossary lacks
    DATE = "date"  # written as a date, on a day that no calendar has
    NUMBER = "number"  # more digits than anybody can follow
    MARKUP = "markup"  # tags of a page or of a speech engine among the words
    FONT = "font"  # letters of the fonts before Unicode: TCVN3 or VNI
    SLOT = "slot"  # braces that no station filled


@dataclass(frozen=True)
class Problem:
    kind: ProblemKind
    written: str


def abbreviation(written: str) -> Problem:
    return Problem(ProblemKind.ABBREVIATION, written)


_TAGS = (
    "speak|break|prosody|say-as|phoneme|emphasis|voice|audio|sub|lang|mark|lexicon|w|p|s|br|b|i|u|a|em|strong|font"
    "|div|span|img|script|style|html|body|h[1-6]|ul|ol|li|table|tr|td|th"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:[\s/][^<>]{{0,200}})?>", re.IGNORECASE)
# A small letter before a capital with a mark, or before a sign: "ViÖt", "m¸y", "®iÓm". Unicode text has neither.
_TCVN3 = r"[a-z][ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖ×ØÙÚÛÜÝÞ¸µ¶·¨¾¼ª]|[a-z]¹(?=[a-z])|®(?=[a-zàáâãèéêìíòóôõùúýÖÞÓ])"
# A mark as a letter of its own behind its vowel: "Vieät", "maùy", "ñöôïc".
_VNI = r"[aA][ùøûõïâêäåæëúüéè]|[eE][ùøûõïâäåáàã]|[oO][ùøûïâäå]|[uU][ùøûï]|[ôöÔÖ][ùøûïäå]|ñ(?=[aeiouyöô])"
_OLD_FONT = re.compile(_TCVN3 + "|" + _VNI)
_BRACES = re.compile(r"\{[^{}\n]{0,60}\}|[{}]")
_WORD_BEFORE = re.compile(r"\S{0,30}\Z")
_WORD_FROM = re.compile(r"\S{0,30}")


def is_old_font(word: str) -> bool:
    """Whether a word holds letters of TCVN3 or VNI, which a Unicode text cannot have there."""
    return not word.isascii() and bool(_OLD_FONT.search(word))


def problems_of_writing(text: str) -> tuple[Problem, ...]:
    """Problems of the writing itself, seen before any word is read: tags, braces, and letters of old fonts."""
    found = [Problem(ProblemKind.MARKUP, tag) for tag in dict.fromkeys(_MARKUP.findall(text))] if "<" in text else []
    if "{" in text or "}" in text:
        found += [Problem(ProblemKind.SLOT, braces) for braces in dict.fromkeys(_BRACES.findall(text))]
    old = None if text.isascii() else _OLD_FONT.search(text)
    if old:
        before = _WORD_BEFORE.search(text, max(0, old.start() - 30), old.start())
        after = _WORD_FROM.match(text, old.start())
        found.append(Problem(ProblemKind.FONT, (before[0] if before else "") + (after[0] if after else "")))
    return tuple(found)
