"""Sheets that flow over A4 pages leave a strip between what they say and their footer."""

from __future__ import annotations

from tests.shared.pdf.layouts import picture

STRIP_MM = (279.5, 283)
A4_MM = 297
WHITE = (255, 255, 255)


def is_blank_above_the_footer(png: bytes) -> bool:
    """Whether nothing of this page, upright A4, runs over its margin into the footer."""
    page = picture(png)
    top, bottom = (round(mm / A4_MM * page.height) for mm in STRIP_MM)
    strip = page.crop((0, top, page.width, bottom))
    return {colour for _, colour in strip.getcolors() or []} == {WHITE}
