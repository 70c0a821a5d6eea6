"""Ear rules: what a listener cannot follow, or a neutral station does not say. They warn and block nothing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise

from lessons.radio import neutral
from lessons.radio.addresses import ADDRESS, INSIDE_ADDRESS
from lessons.radio.characters import WORD, has_vowel_mark, is_syllable
from lessons.radio.cues import Line, Script
from lessons.radio.parts import CueKind
from lessons.radio.walk import is_abbreviation

LONGEST_SENTENCE = 25  # spoken syllables


class EarKind(StrEnum):
    """What is hard on the ear."""

    LONG = "long"  # a sentence of too many syllables
    BRACKETS = "brackets"  # nobody hears where brackets open and close
    ADDRESS = "address"  # a web or e-mail address, which nobody can write down in time
    NUMBERS = "numbers"  # two numbers and no word between them
    ENGLISH = "english"  # a foreign word that the glossary does not explain
    NO_REPEAT = "no_repeat"  # the action is said only once
    PRICE = "price"  # an amount of money that could be the price of goods
    PROMOTION = "promotion"  # words of advertising


@dataclass(frozen=True)
class EarFault:
    """`piece` stands in the written line `place` of the part `part`; both are None where the whole script lacks it."""

    kind: EarKind
    part: int | None
    place: int | None
    piece: str = ""


_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|[()\[\]]")
_LIST_OPENER = re.compile(r"\w{1,2}\) ")  # "a) ", "1) "
_ONLY_PAUSES = re.compile(r"[\s,;:]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
# The words of a spelled address: "dịch vụ công, chấm gov, chấm vn".
_BEFORE_SPELLED = re.compile(r"(?:chấm|a còng|gạch ngang|gạch dưới)[ ,]+\Z", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.;:!?…]")
# Words that join or address; two scripts about anything share them.
_JOINING = """
bà con quý vị xin nhắc lại mời hãy và thì là mà của cho ở tại để với các những này đó kia khi nếu rồi nên cần phải
được có không chưa đã sẽ đang nhé ạ vào ra lên xuống ai gì nào cũng chỉ từ đến trong ngoài trên dưới bằng như sau
trước xong nhớ
"""
_JOINING_WORDS = frozenset(_JOINING.split())


def ear_faults(script: Script, glossary: Mapping[str, str] | None = None) -> tuple[EarFault, ...]:
    """All that is hard on the ear, each once, in order; what the whole script lacks comes last.

    Words that the glossary says as they are written are told by `glossary`; other readings show in the script.
    """
    explained = frozenset(word for term in glossary or () for word in term.lower().split())
    found = (
        EarFault(kind, line.part, line.place, piece)
        for line in script.lines
        for kind, piece in _faults_of_line(line, explained)
    )
    return tuple(dict.fromkeys(chain(found, _missing_repeat(script))))


def _faults_of_line(line: Line, explained: frozenset[str]) -> Iterator[tuple[EarKind, str]]:
    written = line.written
    if line.syllables > LONGEST_SENTENCE:
        yield EarKind.LONG, written
    opener = _LIST_OPENER.match(written)
    for match in _BRACKETS.finditer(written, opener.end() if opener else 0):
        yield EarKind.BRACKETS, match[0]
    if INSIDE_ADDRESS.search(written):
        for match in ADDRESS.finditer(written):
            yield EarKind.ADDRESS, match[0]
    for kind, pieces in (
        (EarKind.NUMBERS, _numbers_in_a_row(line)),
        (EarKind.ENGLISH, _foreign_words(line, explained)),
        (EarKind.PRICE, neutral.prices(written)),
        (EarKind.PROMOTION, neutral.promotions(written)),
    ):
        for piece in pieces:
            yield kind, piece


def _numbers_in_a_row(line: Line) -> Iterator[str]:
    """Figures between which nothing is heard but a pause: "lúc 15h30 22/11". A phone number is one figure."""
    runs: list[tuple[int, int]] = []
    for (start, end, _, _), (next_start, next_end, _, _) in pairwise(line.spans):
        if (
            line.written[end - 1].isdigit()
            and line.written[next_start].isdigit()
            and _ONLY_PAUSES.fullmatch(line.written, end, next_start)
        ):
            goes_on = runs and runs[-1][1] == end
            runs[-1:] = [(runs[-1][0], next_end)] if goes_on else [*runs[-1:], (start, next_end)]
    return (line.written[start:end] for start, end in runs)


def _foreign_words(line: Line, explained: frozenset[str]) -> Iterator[str]:
    """Words that are read as they are written and are no Vietnamese syllable. A blocking problem is not told twice."""
    for start, end, spoken_start, spoken_end in line.spans:
        if line.written[start:end].casefold() != line.spoken[spoken_start:spoken_end].casefold():
            continue
        for match in WORD.finditer(line.written, start, end):
            word = match[0]
            if (
                _LATIN.fullmatch(word)
                and not is_syllable(word)
                and not has_vowel_mark(word)
                and not is_abbreviation(word)
                and "đ" not in word.lower()
                and word.lower() not in explained
                and not _BEFORE_SPELLED.search(line.written, max(0, match.start() - 16), match.start())
            ):
                yield word


def _missing_repeat(script: Script) -> Iterator[EarFault]:
    """The repeat must say two neighbouring words of the content, the steps or the warning once more."""
    told = {kind: [line for cue in script.cues if cue.kind is kind for line in cue.lines] for kind in CueKind}
    if not told[CueKind.CONTENT]:
        return
    repeats = told[CueKind.REPEAT]
    if not repeats:
        yield EarFault(EarKind.NO_REPEAT, None, None)
    elif _phrases(repeats).isdisjoint(_phrases(told[CueKind.CONTENT] + told[CueKind.WARNING])):
        yield EarFault(EarKind.NO_REPEAT, repeats[0].part, repeats[0].place, repeats[0].written)


def _phrases(lines: list[Line]) -> set[tuple[str, str]]:
    """All pairs of neighbouring spoken words that say something."""
    return {
        pair
        for line in lines
        for clause in _CLAUSE_END.split(line.spoken.lower())
        for pair in pairwise(clause.split())
        if _JOINING_WORDS.isdisjoint(pair)
    }
