"""What is drawn from a page, for its template: models know neither sheets nor scripts."""

from __future__ import annotations

from typing import Any

from django import template

from lessons.broadcast.words import problem_words
from lessons.models import PosterPage
from lessons.printing.sheets import poster
from lessons.radio.cues import Script
from lessons.radio.timing import duration_words

register = template.Library()
register.filter("problem_words", problem_words)
READING_RATES = (150, 180, 220)


@register.simple_tag
def poster_document(page: PosterPage) -> Any:
    """What stands on the poster, as plain data (PosterData)."""
    return poster(page).document.posters[0]


@register.simple_tag
def durations(script: Script) -> list[tuple[int, str]]:
    """How long the script takes, read slowly, as usual and fast: (syllables a minute, words)."""
    return [(rate, duration_words(script.seconds_at(rate))) for rate in READING_RATES]


@register.filter
def duration(seconds: float) -> str:
    return duration_words(seconds)
