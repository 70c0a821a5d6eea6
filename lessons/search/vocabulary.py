"""The words of our own pages: what a mistyped word is measured against, on every database alike. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .spelling import SHORTEST_SLIP, one_slip
from .words import Word

MOST_ENDINGS = 20
LONGEST_RUN = 40  # letters typed without a space that are still cut into words


class Vocabulary:
    """Words by their letters, how they are written most often, and which stand next to each other."""

    def __init__(self, texts: Sequence[Sequence[Word]]) -> None:
        self._counts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            self._counts.update(word.key for word in text)
            self._pairs.update((one.key, other.key) for one, other in pairwise(text))
            for word in text:
                written[word.key][word.written] += 1
        self._written = {key: max(forms.items(), key=_most)[0] for key, forms in written.items()}
        self._tones = frozenset(word.tones for text in texts for word in text)
        self._sorted = sorted(self._counts)

    def __contains__(self, key: str) -> bool:
        return key in self._counts

    def has_tones(self, tones: str) -> bool:
        return tones in self._tones

    def written(self, key: str) -> str:
        """The word as our pages write it most often; capitals stay where they are always used."""
        return self._written.get(key, key)

    def beginning_with(self, start: str) -> list[str]:
        at = bisect_left(self._sorted, start)
        found = (key for key in self._sorted[at : at + 500] if key.startswith(start))
        return sorted(found, key=lambda key: (-self._counts[key], key))[:MOST_ENDINGS]

    def has_run(self, keys: Sequence[str]) -> bool:
        """Whether each of these words stands next to the following one on some page."""
        return all(self._pairs[pair] for pair in pairwise(keys))

    def is_beside(self, key: str, before: str, after: str) -> bool:
        """Whether one of these neighbours stands beside it on some page too."""
        return bool(self._pairs[before, key] or self._pairs[key, after])

    def near(self, key: str, before: str = "", after: str = "") -> list[str]:
        """Words that one slip makes of `key`: those that stand between such neighbours first, then frequent ones."""
        if len(key) < SHORTEST_SLIP:
            return []
        found = {word for word in one_slip(key) if word in self._counts and word != key}
        if len(key) == SHORTEST_SLIP and (before or after):  # too many words are near a short one
            found = {word for word in found if self.is_beside(word, before, after)}
        return sorted(found, key=lambda word: (*self._fit(word, key, before, after), word))

    def _fit(self, word: str, key: str, before: str, after: str) -> tuple[int, int, int]:
        beside = bool(self._pairs[before, word]) + bool(self._pairs[word, after])
        swapped = sorted(word) == sorted(key)  # as many fingers do
        return -beside, -swapped, -self._counts[word]

    def cut(self, run: str) -> tuple[str, ...]:
        """The words that were typed without spaces, each next to the other on some page; () if there are none."""
        if len(run) > LONGEST_RUN:
            return ()
        best: list[tuple[str, ...] | None] = [None] * len(run) + [()]
        for start in range(len(run) - 1, -1, -1):
            for end in range(len(run), start, -1):
                rest, word = best[end], run[start:end]
                if rest is None or not self._is_piece(word) or (rest and not self._pairs[word, rest[0]]):
                    continue
                mine = best[start]
                if mine is None or len(rest) + 1 < len(mine):
                    best[start] = (word, *rest)
        found = best[0] or ()
        return found if len(found) > 1 else ()

    def _is_piece(self, word: str) -> bool:
        return word in self._counts and (len(word) > 1 or word.isdigit())


def _most(form: tuple[str, int]) -> tuple[int, bool, str]:
    return form[1], form[0].islower(), form[0]
