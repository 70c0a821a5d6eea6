"""Finds apps, lessons, posters and scripts by words as people type them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.utils.text import Truncator
from wagtail.models import Page

from lms.shared.vietnamese import normalise_line

from .current import current, names
from .index import Field, Index, Text
from .query import Reading, other_readings, read
from .ranking import Hit, Ranked, best_text, rank

MAX_QUERY = 100
_AROUND = 14  # words shown on either side of what was found in a sentence of more than twice as many


class QueryTooLong(ValueError):
    """More characters than a search looks for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first; not yet looked up by address."""

    hits: Sequence[Hit] = ()
    corrected: str = ""  # the words that were searched for, where what was typed has no result
    complete: bool = True  # every page has all words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence that was asked for, or was not."""

    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    url: str
    kind: str  # app, lesson, poster or script
    app_title: str  # empty for an app itself
    sentence: tuple[Piece, ...]  # none where the title of the step says it
    step: int = 0  # the step the sentence stands in
    step_title: str = ""


def find(query: str) -> Found:
    """Pages with the words of `query`, however they are typed; those with all the right tones come first.

    Raises QueryTooLong for more than MAX_QUERY characters. Nothing but marks and spaces finds nothing.
    """
    typed = normalise_line(query)
    if len(typed) > MAX_QUERY:
        raise QueryTooLong
    index = current()
    reading = read(typed, index.vocabulary, names())
    if not reading.terms:
        return Found()
    ranked = rank(index, reading)
    if not ranked.complete and not reading.unknown:
        reading, ranked = _with_one_slip(index, reading) or (reading, ranked)
    return Found(ranked.hits, reading.corrected if ranked.hits else "", ranked.complete)


def _with_one_slip(index: Index, reading: Reading) -> tuple[Reading, Ranked] | None:
    """The words with one of them read as another, if some page then has them all."""
    tried = ((other, rank(index, other)) for other in other_readings(reading, index.vocabulary))
    complete = [(other, ranked) for other, ranked in tried if ranked.complete]
    return max(complete, key=lambda pair: pair[1].hits[0].score, default=None)


def results(hits: Sequence[Hit], request: HttpRequest) -> list[Result]:
    """The hits of one page of results, with their addresses; a page withdrawn this moment is left out."""
    pages = Page.objects.live().in_bulk([hit.document.pk for hit in hits])
    return [_result(hit, page, request) for hit in hits if (page := pages.get(hit.document.pk))]


def _result(hit: Hit, page: Page, request: HttpRequest) -> Result:
    best = best_text(hit)
    text, asked = best or (Text.of(Field.SUMMARY, Truncator(hit.document.summary).chars(160)), frozenset())
    return Result(
        title=hit.document.title,
        url=page.get_url(request) or "",
        kind=hit.document.kind,
        app_title=hit.document.app_title,
        sentence=() if text.step and text.field == Field.HEADING else tuple(_pieces(text, asked)),
        step=text.step,
        step_title=hit.document.heading(text.step) if text.step else "",
    )


def _pieces(text: Text, asked: frozenset[int]) -> Iterator[Piece]:
    """The sentence cut into what was asked for and the rest; a long one around the first word asked for."""
    first, count = min(asked, default=0), len(text.words)
    shown = range(max(0, first - _AROUND), min(count, first + _AROUND)) if count > 2 * _AROUND else range(count)
    if shown.start:
        yield Piece("… ", asked=False)
    at = text.words[shown.start].start if shown.start else 0
    for is_asked, run in groupby(shown, key=asked.__contains__):
        if is_asked:
            positions = list(run)
            start, end = text.words[positions[0]].start, text.words[positions[-1]].end
            yield Piece(text.written[at:start], asked=False)
            yield Piece(text.written[start:end], asked=True)
            at = end
    last = len(text.written) if shown.stop == count else text.words[shown.stop - 1].end
    yield Piece(text.written[at:last] + ("" if shown.stop == count else " …"), asked=False)
