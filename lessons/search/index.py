"""All words of the live pages, and where they stand. Pure; made anew when something is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .query import Phrase, Term
from .vocabulary import Vocabulary
from .words import Word, words


class Field(IntEnum):
    """Where words stand: their weight."""

    TITLE = 12
    KIND = 8  # what people call such a page
    SUMMARY = 5
    HEADING = 4
    TEXT = 2
    ASIDE = 1  # boxes, and the app around a lesson


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or heading of a page."""

    field: Field
    words: tuple[Word, ...]
    written: str
    step: int = 0  # its number, if it stands in a step
    shown: bool = True

    @classmethod
    def of(cls, field: Field, written: str, step: int = 0, *, shown: bool = True) -> Text:
        return cls(field, tuple(words(written)), written, step, shown)


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a search sees it."""

    pk: int
    path: str
    title: str
    kind: str
    app_title: str  # empty for an app itself
    texts: tuple[Text, ...]  # the title first
    app_path: str = ""  # empty for an app itself

    @property
    def summary(self) -> str:
        return next((text.written for text in self.texts if text.field == Field.SUMMARY), "")

    def heading(self, step: int) -> str:
        return next((t.written for t in self.texts if t.step == step and t.field == Field.HEADING), "")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a term stands in a text: from this word up to that, and how surely it is what was meant."""

    text: int
    start: int
    end: int
    sure: float


_OTHER_TONES, _OTHER_WORD, _TONES_ADDED, _OTHER_NAME = 0.6, 0.2, 0.95, 0.8


class Index:
    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)
        self._places: defaultdict[str, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for number, document in enumerate(self.documents):
            for at, text in enumerate(document.texts):
                for position, word in enumerate(text.words):
                    self._places[word.key][number].append((at, position))
        self.vocabulary = Vocabulary([text.words for document in self.documents for text in document.texts])

    def having(self, term: Term) -> set[int]:
        """The documents in which the term stands."""
        found: set[int] = set()
        for phrase in term.phrases:
            numbers = set.intersection(*(set(self._places.get(key, ())) for key in phrase.keys))
            if len(phrase.keys) > 1:
                numbers = {number for number in numbers - found if any(self._runs(phrase, number))}
            found |= numbers
        return found

    def matches(self, term: Term, number: int) -> tuple[Match, ...]:
        return tuple(match for phrase in term.phrases for match in self._runs(phrase, number))

    def _runs(self, phrase: Phrase, number: int) -> Iterator[Match]:
        texts, length = self.documents[number].texts, len(phrase.keys)
        places = self._places.get(phrase.keys[0])
        for at, start in places.get(number, ()) if places else ():
            run = texts[at].words[start : start + length]
            if length == 1 or tuple(word.key for word in run) == phrase.keys:
                yield Match(at, start, start + length, self._sureness(phrase, run))

    def _sureness(self, phrase: Phrase, run: Sequence[Word]) -> float:
        """Typed with marks, mắt is hardly mặt; but where no page has the word so, its marks may be a slip."""
        if not phrase.tones:
            return _OTHER_NAME
        if tuple(word.tones for word in run) == phrase.tones:
            return 1.0
        if not phrase.marked:
            return _TONES_ADDED
        return _OTHER_WORD if all(map(self.vocabulary.has_tones, phrase.tones)) else _OTHER_TONES
