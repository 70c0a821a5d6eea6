"""What each sheet says, as plain data: the layouts get `dataclasses.asdict` of these. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.shared.pdf import VARIANTS, Imprint, Layout

from .rich import RichLine

FOLDER = Path(__file__).parent / "layouts"
MAX_LEAFLET_STEPS = 6
MAX_CARD_LINES = 5

LEAFLET = Layout(FOLDER / "leaflet.typ", pages=2, variants=VARIANTS, two_sided=True)
# A5, both sides; for the office printer two beside each other on A4, to be cut apart.
LEAFLET_A5 = Layout(FOLDER / "leaflet-a5.typ", pages=2, variants=VARIANTS, two_sided=True)
_POSTER = FOLDER / "poster.typ"
POSTER = Layout(_POSTER, pages=1, variants=("plain", "mono", "ink", "shop"), picture_mm=100)
POSTER_A2 = Layout(_POSTER, pages=1, variants=("plain", "mono", "ink", "shop"), picture_mm=142, options={"paper": "a2"})
# Glued from A4 sheets: two make nearly an A3, four nearly an A2. The tiles scale down what the poster has.
POSTER_2_A4 = Layout(
    _POSTER, pages=2, faces=1, variants=("plain", "mono", "ink", "office"), picture_mm=92, options={"tiles": 2}
)
POSTER_4_A4 = Layout(
    _POSTER, pages=4, faces=1, variants=("plain", "mono", "ink", "office"), picture_mm=161, options={"tiles": 4}
)
# Eight on an A4, four in large print; one alone for the print shop.
CARD = Layout(FOLDER / "card.typ", pages=1, variants=VARIANTS)
HANDOUT = Layout(
    FOLDER / "handout.typ", pages=None, variants=("plain", "mono", "ink", "large", "office"), picture_mm=80
)
SHARE = Layout(FOLDER / "share.typ", pages=1, variants=("plain",), picture_mm=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepData:
    """One step: `screen` is `ScreenSpec.model_dump()` or `PictureSpec.model_dump()`, `alt` says it in a sentence.

    Where there is no screen, `text` says in its room what to do, as far as it fits.
    """

    number: int
    title: str
    short: str
    text: tuple[RichLine, ...] = ()
    screen: dict[str, Any] | None = None
    target: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletDocument:
    """A leaflet of 1 to 6 steps, as A4 tri-fold or on A5.

    `address` is the way to the lesson in words beside the QR code, `url` what the code holds.
    """

    site_name: str
    app_name: str
    cover: str
    lede: str
    steps: tuple[StepData, ...]
    warnings: tuple[str, ...] = ()
    after_title: str = ""
    after_text: str = ""
    address: str
    url: str
    edition_note: str = ""
    imprint: Imprint = field(default_factory=Imprint)

    def __post_init__(self) -> None:
        if not 1 <= len(self.steps) <= MAX_LEAFLET_STEPS:
            raise ValueError(f"a leaflet has 1 to {MAX_LEAFLET_STEPS} steps, not {len(self.steps)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterData:
    """A title broken by its writer, one screen or none, headed columns of short numbered lines."""

    title_lines: tuple[str, ...]
    screen: dict[str, Any] | None = None
    target: str = ""
    alt: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterDocument:
    """The posters of one app, a page each (or a page a tile)."""

    site_name: str
    posters: tuple[PosterData, ...]
    address: str
    url: str
    edition_note: str = ""
    imprint: Imprint = field(default_factory=Imprint)

    def __post_init__(self) -> None:
        if not self.posters:
            raise ValueError("there is no poster to print")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDocument:
    """A pocket card: what a helper needs at the door."""

    site_name: str
    title: str
    lines: tuple[str, ...]
    address: str
    url: str
    edition_note: str = ""
    imprint: Imprint = field(default_factory=Imprint)

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= MAX_CARD_LINES:
            raise ValueError(f"a card has 1 to {MAX_CARD_LINES} lines, not {len(self.lines)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutStep:
    """A step in full; `tip`, `warning` and `stop` are the lines of its boxes."""

    number: int
    title: str
    text: tuple[RichLine, ...]
    tip: tuple[RichLine, ...] = ()
    warning: tuple[RichLine, ...] = ()
    stop: tuple[RichLine, ...] = ()
    screen: dict[str, Any] | None = None
    target: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutNote:
    """The lines of a paragraph between two steps, or of a box of a `kind`: tip, warning or stop."""

    lines: tuple[RichLine, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutLesson:
    """`parts` are the lesson's body in order."""

    title: str
    summary: str
    parts: tuple[HandoutStep | HandoutNote, ...]
    after_title: str = ""
    after_text: tuple[RichLine, ...] = ()
    address: str
    url: str
    edition_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutDocument:
    """Whole lessons with all their screens, to read and to write on."""

    site_name: str
    app_name: str
    lessons: tuple[HandoutLesson, ...]
    warnings: tuple[str, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)

    def __post_init__(self) -> None:
        if not self.lessons:
            raise ValueError("there is no lesson to print")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDocument:
    """The picture that a link shows in a chat group: 1200 by 630."""

    site_name: str
    title: str
    lede: str
    screen: dict[str, Any] | None = None
    target: str = ""
