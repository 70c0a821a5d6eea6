"""Which page comes first. Pure, so that every database gives the same order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .index import Document, Field, Index, Match, Text
from .query import Reading

# Sheets and scripts say again what a lesson says: they lead only when one asks for them by their kind.
_SHEETS, _SAYS_AGAIN = ("poster", "script"), 0.3
_ASKED_FOR = 1.5
_NEIGHBOURS, _AS_TYPED, _TOGETHER, _WHOLE_TITLE, _OFTEN = 2.0, 3.0, 0.6, 6.0, 0.15
# How much of what was asked, by weight, a page must have: of many words, and where no page has them all.
_OF_MANY, _NEAREST = 0.75, 0.5
_MANY = 4

Found = tuple[tuple[Match, ...], ...]  # the matches of one page, term by term


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    found: Found
    in_title: bool  # as typed, with these very tones
    says_again: bool  # a sheet or script, and nobody asked for such
    share: float  # how much of what was asked it has
    score: float


@dataclass(frozen=True, slots=True)
class Ranked:
    hits: tuple[Hit, ...]
    complete: bool  # the pages have all the words that matter, or nearly all of many


def rank(index: Index, reading: Reading) -> Ranked:
    """Pages that have the words that matter; if there are none, those that have most of them."""
    by_term = [index.having(term) for term in reading.terms]
    rarity = _rarity(by_term, len(index.documents))
    matter = [at for at, term in enumerate(reading.terms) if not term.filler] or list(range(len(by_term)))
    asked = sum(rarity[at] for at in matter)
    got: defaultdict[int, float] = defaultdict(float)
    for at in matter:
        for number in by_term[at]:
            got[number] += rarity[at] / asked
    enough = _OF_MANY if len(matter) >= _MANY else 1 - 1e-9
    complete = any(share >= enough for share in got.values())
    hits = []
    for number, share in got.items():
        if share >= _NEAREST:
            found = tuple(index.matches(term, number) for term in reading.terms)
            hits.append(_hit(index.documents[number], found, rarity, share))
    if complete:  # a page without one of the words must be better than any that has them all, but scattered
        least = max(hit.score for hit in hits if hit.share >= enough)
        hits = [hit for hit in hits if hit.share >= enough or hit.score > least]
    hits = _apps_before_their_sheets(hits)
    hits.sort(key=lambda hit: (-hit.in_title, -hit.score, hit.document.path))
    return Ranked(tuple(hits), complete)


def best_text(hit: Hit) -> tuple[Text, frozenset[int]] | None:
    """Where outside the title most of the words stand together, and which of its words they are."""
    places: defaultdict[int, dict[int, float]] = defaultdict(dict)
    asked_for: defaultdict[int, set[int]] = defaultdict(set)
    for term, matches in enumerate(hit.found):
        for match in matches:
            text = hit.document.texts[match.text]
            if text.shown and text.field != Field.TITLE:
                places[match.text][term] = max(match.sure, places[match.text].get(term, 0.0))
                asked_for[match.text].update(range(match.start, match.end))
    if not places:
        return None
    near = _beside_each_other(hit)

    def worth(at: int) -> tuple[float, bool, bool, int]:
        """Of places as good, one in a step, and a sentence rather than a heading: it tells more."""
        text = hit.document.texts[at]
        return sum(places[at].values()) + near.get(at, 0.0), bool(text.step), text.field != Field.HEADING, -at

    best = max(places, key=worth)
    return hit.document.texts[best], frozenset(asked_for[best])


def _rarity(by_term: Sequence[set[int]], documents: int) -> list[float]:
    """The rarer a word, the more it tells. One that is on no page tells as much as the others do."""
    known = [math.log(1 + (documents + 1) / (1 + len(pages))) for pages in by_term if pages]
    usual = sum(known) / len(known) if known else 1.0
    rare = iter(known)
    return [next(rare) if pages else usual for pages in by_term]


def _hit(document: Document, found: Found, rarity: Sequence[float], share: float) -> Hit:
    score = _words(document, found, rarity) + _NEIGHBOURS * _neighbours(document, found, rarity)
    score += _AS_TYPED * _as_typed(document, found) * sum(rarity)
    is_asked_for, is_sheet = _is_asked_for(document, found), document.kind in _SHEETS
    factor = _ASKED_FOR if is_asked_for else _SAYS_AGAIN if is_sheet else 1.0
    in_title = not is_sheet and _run_in_title(document, found)
    return Hit(document, found, in_title, is_sheet and not is_asked_for, share, score * factor * share**2)


def _words(document: Document, found: Found, rarity: Sequence[float]) -> float:
    """What each word is worth in its best place, in the step where most of them meet, and in the title."""
    texts, score, in_title = document.texts, 0.0, 0.0
    together: defaultdict[int, float] = defaultdict(float)
    for matches, weight in zip(found, rarity, strict=True):
        places: dict[int, float] = {}
        for match in matches:
            place = -texts[match.text].step or match.text
            worth = texts[match.text].field * match.sure * weight
            places[place] = max(worth, places.get(place, 0.0))
        if places:
            score += max(places.values()) + _OFTEN * weight * math.log(len(matches))
            in_title += weight if any(match.text == 0 for match in matches) else 0.0
        for place, worth in places.items():
            together[place] += worth
    asked = {at for matches in found for match in matches if match.text == 0 for at in range(match.start, match.end)}
    of_title = len(asked) / max(1, len(texts[0].words))
    return score + _TOGETHER * max(together.values(), default=0.0) + _WHOLE_TITLE * in_title * of_title


def _apps_before_their_sheets(hits: Sequence[Hit]) -> list[Hit]:
    """What a sheet or a script says of its app counts for the app too, if that has the words as well."""
    said: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        if hit.says_again:
            said[hit.document.app_path] = max(hit.score, said[hit.document.app_path])
    return [replace(hit, score=max(hit.score, said[hit.document.path])) for hit in hits]


def _neighbours(document: Document, found: Found, rarity: Sequence[float]) -> float:
    """What it is worth that words stand beside each other as they were typed."""
    worth = 0.0
    for (one, other), (rare, rarer) in zip(pairwise(found), pairwise(rarity), strict=True):
        ends = {(match.text, match.end): match.sure for match in one}
        pairs = (
            document.texts[match.text].field * min(match.sure, ends[match.text, match.start])
            for match in other
            if (match.text, match.start) in ends
        )
        worth += max(pairs, default=0.0) * (rare + rarer) / 2
    return worth


def _as_typed(document: Document, found: Found) -> float:
    """The weight of the best place where several words stand in one run, as they were typed."""
    if len(found) < 2:
        return 0.0
    runs = {(match.text, match.end): match.sure for match in found[0]}
    for matches in found[1:]:
        runs = {(m.text, m.end): min(m.sure, runs[m.text, m.start]) for m in matches if (m.text, m.start) in runs}
    return max((document.texts[text].field * sure for (text, _end), sure in runs.items()), default=0.0)


def _run_in_title(document: Document, found: Found) -> bool:
    """Whether the title has the words in one run, tones and all."""
    ends = {match.start for match in found[0]}
    for matches in found:
        ends = {match.end for match in matches if match.text == 0 and match.sure == 1.0 and match.start in ends}
    return bool(ends)


def _is_asked_for(document: Document, found: Found) -> bool:
    """Whether the words name the kind of page: "áp phích", "bài phát thanh"."""
    asked: defaultdict[int, set[int]] = defaultdict(set)
    for matches in found:
        for match in matches:
            if document.texts[match.text].field == Field.KIND:
                asked[match.text].update(range(match.start, match.end))
    return any(len(positions) == len(document.texts[text].words) for text, positions in asked.items())


def _beside_each_other(hit: Hit) -> dict[int, float]:
    """For each text how many of its pairs stand as they were typed."""
    beside: defaultdict[int, float] = defaultdict(float)
    for one, other in pairwise(hit.found):
        ends = {(match.text, match.end) for match in one}
        for at in {match.text for match in other if (match.text, match.start) in ends}:
            beside[at] += 0.5
    return beside
