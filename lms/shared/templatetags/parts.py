"""Template tags for the parts every page is made of. Each draws one template of shared/parts/."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from lms.shared import first_paint

register = template.Library()

# Drawn in a square of 24, as strokes; decoration only, so the words beside an icon carry the meaning.
ICONS = {
    "arrow-left": '<path d="M15 5l-7 7 7 7"/>',
    "arrow-right": '<path d="M9 5l7 7-7 7"/>',
    "bulb": '<path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9V15h7v-1.1A6 6 0 0 0 12 3z"/>',
    "card": '<path d="M3 6h18v12H3zM7 15h6"/>',
    "certificate": '<path d="M4 4h16v12H4zM8 8h8M8 12h4M14 14v7l2-2 2 2v-7"/>',
    "check": '<path d="M4 13l5 5L20 6"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "leaflet": '<path d="M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14"/>',
    "poster": '<path d="M6 3h12v18H6zM9 7h6M9 11h6M9 15h4"/>',
    "question": '<path d="M8 9a4 4 0 1 1 5 4c-1 .4-1 1-1 2M12 19v.01"/>',
    "radio": '<path d="M4 10v4l9 4V6zM13 9a3 3 0 0 1 0 6M17 7a7 7 0 0 1 0 10M6 14l1 6h3l-1-5"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M16 16l5 5"/>',
    "sound": '<path d="M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6"/>',
    "tap": '<path d="M9 12V5a2 2 0 0 1 4 0v6l5 1a2 2 0 0 1 2 2l-1 7H9l-4-6a2 2 0 0 1 3-2z"/>',
    "warn": '<path d="M12 4l9 16H3zM12 10v4M12 17v.01"/>',
}
# kind of box: its icon, and the word that says the kind to those who do not see it
NOTES: dict[str, tuple[str, Promise]] = {
    "tip": ("bulb", _("Tip")),
    "done": ("check", _("Good to know")),
    "warn": ("warn", _("Careful")),
    "stop": ("stop", _("Stop")),
}
HOUSES = ("done", "now", "todo")


@register.simple_tag(takes_context=True)
def styles(context: template.Context) -> SafeString:
    """The sheet of all pages, or the way to it. A page that is drawn without a request has the way."""
    return first_paint.styles(context.get("request"))


@register.simple_tag(takes_context=True)
def styles_for_later(context: template.Context) -> SafeString:
    return first_paint.styles_for_later(context.get("request"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon `name` as inline SVG, hidden from screen readers; an unknown name is an error."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - a constant of this file
    return format_html('<svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24">{}</svg>', drawing)


@register.simple_tag
def own_name(code: str) -> str:
    """What a language calls itself; composed, as Django's own list holds decomposed letters."""
    name = unicodedata.normalize("NFC", get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


@register.inclusion_tag("shared/parts/lane.html")
def lane(houses: Iterable[str], say: str | None = None) -> dict[str, Any]:
    """A lane of houses, one a lesson. `houses` are "done", "now" or "todo"; `say` is the text beside them.

    Without `say` the text counts the finished lessons; with an empty one the page says it elsewhere.
    """
    states = list(houses)
    unknown = set(states) - set(HOUSES)
    if unknown:
        raise ValueError(f"a house is one of {', '.join(HOUSES)}, not {', '.join(sorted(unknown))}")
    return {"houses": states, "say": say, "done": states.count("done"), "total": len(states)}


@register.simple_block_tag
def note(content: str, kind: str, title: str = "") -> SafeString:
    """A box around what stands between `{% note "warn" %}` and `{% endnote %}`: tip, done, warn, stop."""
    picture, word = NOTES[kind]
    return render_to_string(
        "shared/parts/note.html",
        {"content": content, "kind": "tip" if kind == "done" else kind, "icon": picture, "word": word, "title": title},
    )


@register.inclusion_tag("shared/parts/facts.html")
def facts(pairs: Iterable[tuple[object, object]], card: bool = False) -> dict[str, Any]:
    """A short list of (name, value) pairs; empty values are left out."""
    return {"pairs": [(name, value) for name, value in pairs if value not in (None, "")], "card": card}


@register.inclusion_tag("shared/parts/pager.html", takes_context=True)
def pager(context: template.Context, page_obj: Page, parameter: str = "page") -> dict[str, Any]:
    """Links to the previous and the next page of `page_obj`, keeping the rest of the query."""

    def link(number: int) -> str:
        request = context.get("request")
        query = request.GET.copy() if request else None
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page_obj": page_obj,
        "previous": link(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "next": link(page_obj.next_page_number()) if page_obj.has_next() else "",
    }


@register.inclusion_tag("shared/parts/coverage.html")
def coverage(got: int, soon: int, total: int) -> dict[str, Any]:
    """A bar: `got` of `total` people hold a valid paper, `soon` of those run out within 60 days.

    Widths are whole per cent, as attributes; the numbers stand in words beside the bar.
    """
    if not 0 <= soon <= got <= total:
        raise ValueError(f"coverage wants 0 <= soon <= got <= total, not {soon}, {got}, {total}")
    width = round(got * 100 / total) if total else 0
    late = min(width, round(soon * 100 / total)) if total else 0
    return {"got": width, "soon": late, "soon_from": width - late}
