"""Turns written Vietnamese into what the announcer says; reports what no rule and no glossary explains."""

from collections.abc import Mapping
from functools import lru_cache

from lessons.radio.characters import tidy
from lessons.radio.composer import Spoken
from lessons.radio.figures import Figures
from lessons.radio.lexicon import TermIndex
from lessons.radio.numbers import NORTH, Reading
from lessons.radio.problems import abbreviation, problems_of_writing
from lessons.radio.walk import Walk, is_abbreviation
from lms.shared.vietnamese import normalise

__all__ = ["Reading", "Speaker", "Spoken", "speak", "speaker"]


class Speaker:
    """Says any number of texts with one glossary and one region."""

    def __init__(self, glossary: Mapping[str, str], reading: Reading = NORTH) -> None:
        self.reading = reading
        self.terms = TermIndex(glossary)
        self.figures = Figures(reading, self.look_up, self.speak)
        self._glossary = dict(glossary)
        self._terms_said: dict[str, Spoken] = {}
        # All now, so that a speaker shared by threads never changes again.
        for term in self._glossary:
            self.say_term(term)

    def speak(self, text: str) -> Spoken:
        """Say a text. Time grows in step with its length."""
        return self.speak_normal(normalise(text))

    def speak_normal(self, written: str) -> Spoken:
        """Say a text that is in the normal form already."""
        return Walk(tidy(written), self, problems_of_writing(written)).run()

    def look_up(self, written: str) -> str | None:
        """Say a text that is one term of the glossary as a whole, else None."""
        found = self.terms.find(written, 0)
        return self.say_term(found[0]).text if found and found[1] == len(written) else None

    def say_term(self, term: str) -> Spoken:
        """How a term is said. Its reading is itself read, so that it may use figures and other terms."""
        if term not in self._terms_said:
            # Stands in while the reading is read: a term inside its own reading stays as written.
            problems = (abbreviation(term),) if is_abbreviation(term) else ()
            self._terms_said[term] = Spoken(term, term, problems)
            self._terms_said[term] = self.speak(self._glossary[term])
        return self._terms_said[term]


@lru_cache(maxsize=8)
def _shared(glossary: tuple[tuple[str, str], ...], reading: Reading) -> Speaker:
    return Speaker(dict(glossary), reading)


def speaker(glossary: Mapping[str, str], reading: Reading = NORTH) -> Speaker:
    """The speaker of a glossary and a region, made once a process."""
    return _shared(tuple(glossary.items()), reading)


def speak(text: str, *, glossary: Mapping[str, str], reading: Reading = NORTH) -> Spoken:
    """Say one text. For many texts, keep the speaker."""
    return speaker(glossary, reading).speak(text)
