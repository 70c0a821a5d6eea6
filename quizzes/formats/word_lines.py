"""What a line of a Word list is: the begin of a question, a choice, a key, or words that go on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lms.shared.vietnamese import normalise

Sort = Literal["question", "choice", "key", "explanation", "category", "words", "blank"]

_BREAKS = {0x0B: "\n", 0x0C: "\n"}  # what Word puts for a line break and a page break
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"[•●○▪■◦‣·–—-]\s")
_SAID = re.compile(r"c[âa]u(?: hỏi)?(?: số)? ?([0-9]{1,4}) ?(?:[.:)/]|[-–] |$)", re.IGNORECASE)
_NUMBERED = re.compile(r"([0-9]{1,4})[.)/:](?= |$)")
_CHOICE = re.compile(r"(\*{0,2}) ?\(?([A-Ja-j]) ?[.)](?![A-Za-z]\.)")
_NEXT_CHOICE = re.compile(r"\t(?=\*{0,2}\(?[A-Ja-j][.)]\s)")
_LETTERS = r"(?:[A-Za-z](?:(?: ?[,;/&+] ?| và | )[A-Za-z]\b)*|(?-i:[A-Z]{2,10}))"
_KEY = re.compile(
    r"\*{0,2}(?:đáp án|dap an|đ\.?a\.?(?=[ :.]))(?: đúng| dung)?"
    rf"(?: ?[:=] ?| là:? | la:? | [-–] | ?\. | (?={_LETTERS}[ .*]*$)|$)",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(r"(?:giải thích|giai thich|lời giải|loi giai) ?:", re.IGNORECASE)
_CATEGORY = re.compile(r"(?:danh mục|danh muc) ?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is what follows the sign of its sort; `mark` the number of a question or the letter of a choice."""

    number: int
    sort: Sort
    text: str
    mark: str = ""
    starred: bool = False


def plain(text: str) -> str:
    """`text` in normal form, as many lines as the writer saw."""
    return normalise(text.translate(_BREAKS))


def lines_of(text: str) -> list[Line]:
    """Every line with its number. Where one line says “Câu 1”, a bare “1.” begins no question."""
    raw = [_evenly_spaced(line) for line in plain(text).split("\n")]
    begin = _SAID if any(_SAID.match(_bare(line)) for line in raw) else _NUMBERED
    return [found for number, line in enumerate(raw, start=1) for found in _read(number, line, begin)]


def _evenly_spaced(line: str) -> str:
    """Single spaces, and a tab for each tab or wider gap, with which people set choices side by side."""
    return _SPACES.sub(lambda gap: " " if gap[0] == " " else "\t", line.strip())


def _bare(line: str) -> str:
    """`line` without a bullet."""
    return line[2:] if _BULLET.match(line) else line


def _read(number: int, line: str, begin: re.Pattern[str]) -> Iterator[Line]:
    bare = _bare(line)
    words = bare.replace("\t", " ")
    if not line:
        yield Line(number, "blank", "")
    elif question := begin.match(words):
        yield Line(number, "question", _rest(words, question), question[1])
    elif _CHOICE.match(words):
        yield from (_choice(number, piece.replace("\t", " ")) for piece in _NEXT_CHOICE.split(bare))
    elif key := _KEY.match(words):
        yield Line(number, "key", _rest(words, key))
    elif explanation := _EXPLANATION.match(words):
        yield Line(number, "explanation", _rest(words, explanation))
    elif category := _CATEGORY.match(words):
        yield Line(number, "category", _rest(words, category))
    else:
        yield Line(number, "words", line.replace("\t", " "))


def _choice(number: int, piece: str) -> Line:
    found = _CHOICE.match(piece)
    if not found:
        return Line(number, "words", piece)
    text = _rest(piece, found)
    starred = bool(found[1])
    if found[1] == "**":
        text = text.replace("**", "", 1).strip() if text.startswith("**") else text.removesuffix("**").strip()
    return Line(number, "choice", text, found[2].upper(), starred)


def _rest(line: str, found: re.Match[str]) -> str:
    return line[found.end() :].strip()


def letters_in(text: str) -> list[str] | None:
    """The letters of a key such as “B”, “B, C”, “b và c” or “BC”, each once; None where it says something else."""
    text = text.strip(" .*")
    if not re.fullmatch(_LETTERS, text):
        return None
    return list(dict.fromkeys(re.findall(r"[A-Z]", text.replace(" và ", " ").upper())))
