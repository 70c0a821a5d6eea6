"""The sheets of a page being edited, for the editor's preview: models know no sheets."""

from __future__ import annotations

from django import template

from lessons.models.keyed import KeyedPage
from lessons.printing.previews import Preview, preview_of

register = template.Library()


@register.simple_tag
def sheet_preview(page: KeyedPage, mode: str) -> Preview:
    """The sheet `mode`, or the page's first one."""
    return preview_of(page, mode or page.sheet_previews[0][0])
