"""`{% screen spec target=step.target number=3 %}`: a phone screen in a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from lms.shared.screens.html import screen_html
from lms.shared.screens.spec import PictureSpec, ScreenSpec

register = template.Library()


@register.simple_tag
def screen(
    spec: ScreenSpec | PictureSpec | dict[str, Any],
    target: str = "",
    number: int | None = None,
    practice: bool = False,
    reveal: bool = False,
    big: bool = False,
) -> SafeString:
    """The drawn screen; see `lms.shared.screens.html.screen_html`."""
    return screen_html(spec, target=target or "", number=number, practice=practice, reveal=reveal, big=big)
