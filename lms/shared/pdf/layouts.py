"""What a layout is and in which variants it can be printed. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

# plain   in colour
# mono    black on white, no fills: survives a second photocopy
# ink     in colour without large dark areas
# large   text of 16 pt and more, on larger paper or on more pages
# shop    with 3 mm bleed and crop marks, for a print shop
# office  mono for a printer without duplex: one run a side, with a feeding arrow and a line to check the scale
Variant = Literal["plain", "mono", "ink", "large", "shop", "office"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
# In addresses and file names; nothing for the plain one.
VARIANT_SLUGS: dict[Variant, str] = {
    "plain": "",
    "mono": "den-trang",
    "ink": "tiet-kiem-muc",
    "large": "chu-to",
    "shop": "nha-in",
    "office": "van-phong",
}
VARIANT_BY_SLUG: dict[str, Variant] = {slug: variant for variant, slug in VARIANT_SLUGS.items()}
GREY: tuple[Variant, ...] = ("mono", "office")  # printed in one colour, so pictures are too

# Which sides are in the file: a printer without duplex prints the fronts, then the backs on the same paper.
Run = Literal["all", "fronts", "backs"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A Typst file of ours with all that is fixed about it.

    `pages` is how many pages one part of a document gives, None when the text flows; `faces` is the same where
    nothing is imposed: on screen and for the print shop. `picture_mm` is the widest
    a stored picture is printed: no more of its pixels than 300 dpi need go into the file. `options` reach the
    layout as `options`, so that one file can serve several paper sizes.
    """

    path: Path
    pages: int | None
    variants: tuple[Variant, ...]
    faces: int | None = None
    two_sided: bool = False
    picture_mm: float = 64
    options: Mapping[str, Any] = field(default_factory=dict)

    def runs(self, variant: Variant) -> tuple[Run, ...]:
        """The files that `variant` takes: two for a printer without duplex, else one."""
        return ("fronts", "backs") if variant == "office" and self.two_sided else ("all",)
