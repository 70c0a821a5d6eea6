"""What is drawn from a radio script, for the editor and the public page."""

from __future__ import annotations

from typing import Any

from django import template

from lessons.broadcast.reading_page import Piece, ReadingPage, cuts_offered, pieces, reading_page
from lessons.broadcast.review import Review, review
from lessons.models import RadioScriptPage
from lessons.radio.cues import Line

register = template.Library()


@register.simple_tag
def script_review(page: RadioScriptPage) -> Review:
    return review(page)


@register.simple_tag(takes_context=True)
def script_reading(context: Any, page: RadioScriptPage) -> ReadingPage:
    """The page as its address asks for it: ?ban= a cut in seconds. A length that is not offered shows the whole."""
    request = context.get("request")
    asked = request.GET.get("ban", "") if request else ""
    return reading_page(page, seconds=int(asked) if asked in map(str, cuts_offered()) else 0)


@register.simple_tag
def script_cuts() -> list[int]:
    return cuts_offered()


@register.filter
def written_pieces(line: Line) -> list[Piece]:
    return list(pieces(line))


@register.filter
def share(seconds: float, whole: float) -> int:
    """How long a bar of 100 is that shows `seconds` of `whole`."""
    return min(100, round(100 * seconds / whole)) if whole else 0
