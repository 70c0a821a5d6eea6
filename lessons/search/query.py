"""What the words typed mean: words of ours, other names, words run together or apart, one slip a word. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .names import LONGEST_NAME, Keys, OtherNames, fillers
from .spelling import without_key_strokes
from .vocabulary import Vocabulary
from .words import Word, words

MOST_APART = 5  # pieces of one word that were typed with spaces between them


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other on a page. Without `tones` nobody typed them so."""

    keys: Keys
    tones: Keys = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for, in each of the ways a page may say it; none if our pages have no such word."""

    typed: str
    phrases: tuple[Phrase, ...]
    filler: bool = False
    mended: str = ""  # what was read instead of what was typed


@dataclass(frozen=True, slots=True)
class Reading:
    terms: tuple[Term, ...]

    @property
    def corrected(self) -> str:
        """The words as they were read where one of them was mended; empty if none was."""
        shown = " ".join(term.mended or term.typed for term in self.terms)
        return shown if any(term.mended for term in self.terms) else ""

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(term.typed for term in self.terms if not term.phrases)


def read(typed: str, vocabulary: Vocabulary, names: OtherNames) -> Reading:
    return Reading(tuple(_Reader(words(typed), vocabulary, names).terms()))


def other_readings(reading: Reading, vocabulary: Vocabulary) -> Iterator[Reading]:
    """The same words with one of them, though it is a word of ours, taken for a slip."""
    for at, term in enumerate(reading.terms):
        plain = term.phrases[0].keys if term.phrases and not term.mended else ()
        if len(plain) != 1 or term.filler or _is_meant(term.phrases[0], vocabulary):
            continue
        before, after = _last_key(reading.terms[:at]), _first_key(reading.terms[at + 1 :])
        for key in vocabulary.near(plain[0], before, after)[:3]:
            mended = replace(term, phrases=(Phrase((key,)),), mended=vocabulary.written(key))
            yield Reading((*reading.terms[:at], mended, *reading.terms[at + 1 :]))


def _is_meant(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Typed with the very marks that a word of ours has."""
    return phrase.marked and all(map(vocabulary.has_tones, phrase.tones))


def _last_key(terms: tuple[Term, ...]) -> str:
    return terms[-1].phrases[0].keys[-1] if terms and terms[-1].phrases else ""


def _first_key(terms: tuple[Term, ...]) -> str:
    return terms[0].phrases[0].keys[0] if terms and terms[0].phrases else ""


class _Reader:
    def __init__(self, typed: list[Word], vocabulary: Vocabulary, names: OtherNames) -> None:
        self._typed, self._vocabulary, self._names = typed, vocabulary, names
        self._keys = tuple(word.key for word in typed)
        self._short_forms = self._find_short_forms()

    def terms(self) -> Iterator[Term]:
        at = 0
        while at < len(self._typed):
            term, used = self._named(at) or self._joined(at) or (self._single(at), 1)
            yield term
            at += used

    def _named(self, at: int) -> tuple[Term, int] | None:
        """A short form of one word or several, with all that it stands for. Of several only if some page says so."""
        for used in range(min(LONGEST_NAME, len(self._keys) - at), 0, -1):
            keys = self._keys[at : at + used]
            meanings = self._names.meanings.get(keys, ())
            if meanings and (used == 1 or any(map(self._vocabulary.has_run, (keys, *meanings)))):
                return self._term(at, used, *map(Phrase, meanings)), used
        return None

    def _joined(self, at: int) -> tuple[Term, int] | None:
        """One word of ours that was typed in pieces: "vne id"."""
        for used in range(2, min(MOST_APART, len(self._keys) - at) + 1):
            if not any(map(self._is_strange, self._keys[at : at + used])):
                continue
            whole = "".join(self._keys[at : at + used])
            if whole in self._vocabulary or (whole,) in self._names.meanings:
                meanings = self._names.meanings.get((whole,), ())
                return Term(self._written(at, used), tuple(map(Phrase, [(whole,), *meanings]))), used
            if any(map(self._is_hopeless, range(at, at + used))) and (near := self._vocabulary.near(whole)):
                return self._mended(at, near[0], used=used), used
        return None

    def _single(self, at: int) -> Term:
        key, vocabulary = self._keys[at], self._vocabulary
        if key in vocabulary:
            heard = self._heard_as(at)
            return self._mended(at, heard) if heard else self._term(at, 1)
        if at == len(self._keys) - 1 and (longer := vocabulary.beginning_with(key)):
            return Term(self._written(at), tuple(Phrase((one,)) for one in longer))
        if (bare := without_key_strokes(key)) != key and bare in vocabulary:
            return self._mended(at, bare)
        if cut := vocabulary.cut(key):
            return Term(self._written(at), (Phrase(cut),))
        if slip := self._slip_of(at):
            return self._mended(at, slip)
        return Term(self._written(at), self._short_forms.get(at, ()))

    def _slip_of(self, at: int) -> str:
        """The word of ours that was mistyped. What was typed with marks may be a word that our pages do not have: it is
        mended only where a neighbour speaks for it, or none is there."""
        word, beside = self._typed[at], self._beside(at)
        near = next(iter(self._vocabulary.near(word.key, *beside)), "")
        if near and word.marked and any(beside) and not self._vocabulary.is_beside(near, *beside):
            return ""
        return near

    def _heard_as(self, at: int) -> str:
        """The word meant, where one of ours was hit by a slip: it never stands beside these, and another does.

        Typed with marks, its tones must be strange too; without marks both neighbours must speak for the other.
        """
        word, (before, after) = self._typed[at], self._beside(at)
        vocabulary = self._vocabulary
        if vocabulary.is_beside(word.key, before, after) or (word.marked and vocabulary.has_tones(word.tones)):
            return ""
        for other in vocabulary.near(word.key, before, after)[:1]:
            if vocabulary.has_run((before, other, after)) or (
                word.marked and vocabulary.is_beside(other, before, after)
            ):
                return other
        return ""

    def _term(self, at: int, used: int, *others: Phrase) -> Term:
        run = self._typed[at : at + used]
        typed = Phrase(self._keys[at : at + used], tuple(w.tones for w in run), any(w.marked for w in run))
        phrases = (typed, *others, *(self._short_forms.get(at, ()) if used == 1 else ()))
        return Term(self._written(at, used), phrases, filler=used == 1 and self._is_filler(at))

    def _mended(self, at: int, key: str, *, used: int = 1) -> Term:
        return Term(self._written(at, used), (Phrase((key,)),), mended=self._vocabulary.written(key))

    def _written(self, at: int, used: int = 1) -> str:
        return " ".join(word.written for word in self._typed[at : at + used])

    def _is_strange(self, key: str) -> bool:
        known = key in self._vocabulary or any(map(self._vocabulary.has_run, self._names.meanings.get((key,), ())))
        return not (known or self._vocabulary.cut(key) or without_key_strokes(key) in self._vocabulary)

    def _is_hopeless(self, at: int) -> bool:
        """No word of ours, whole or mended."""
        ending = at == len(self._keys) - 1 and self._vocabulary.beginning_with(self._keys[at])
        return self._is_strange(self._keys[at]) and not ending and not self._vocabulary.near(self._keys[at])

    def _is_filler(self, at: int) -> bool:
        """A word of asking. Typed without marks it may be another, which its neighbours tell: can cuoc."""
        word = self._typed[at]
        if word.marked:
            return word.tones in fillers()
        return word.key in fillers() and not self._vocabulary.is_beside(word.key, *self._beside(at))

    def _beside(self, at: int) -> tuple[str, str]:
        return self._keys[at - 1] if at else "", self._keys[at + 1] if at + 1 < len(self._keys) else ""

    def _find_short_forms(self) -> dict[int, tuple[Phrase, ...]]:
        """For each word the short forms of the name that it is part of: "bảo hiểm y tế" is also said BHYT."""
        found: dict[int, tuple[Phrase, ...]] = {}
        for at in range(len(self._keys)):
            for used in range(LONGEST_NAME, 1, -1):
                if shorts := self._names.short_forms.get(self._keys[at : at + used]):
                    found |= {at + more: tuple(map(Phrase, shorts)) for more in range(used)}
                    break
        return found
