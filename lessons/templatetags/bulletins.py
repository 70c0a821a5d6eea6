"""Times of a bulletin in its templates."""

from __future__ import annotations

from django import template

from lessons.printing.radio import minutes_seconds

register = template.Library()


@register.filter
def stopwatch(seconds: float) -> str:
    """65 is "01:05"."""
    return minutes_seconds(seconds)
