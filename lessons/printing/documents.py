"""What a leaflet and a poster say, as plain data: the layouts get `dataclasses.asdict` of these. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LAYOUTS = Path(__file__).parent / "layouts"
LEAFLET = LAYOUTS / "leaflet.typ"
POSTER = LAYOUTS / "poster.typ"
LEAFLET_PAGES = 2
POSTER_PAGES = 1
MAX_LEAFLET_STEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class StepData:
    """One step: `screen` is `ScreenSpec.model_dump()` or `PictureSpec.model_dump()`, `alt` says it in a sentence."""

    number: int
    title: str
    short: str
    screen: dict[str, Any] | None = None
    target: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who issued and printed the sheet; a blank field is printed as a dotted line."""

    issuing_body: str = ""
    licence_number: str = ""
    printed_at: str = ""
    print_run: str = ""
    month_year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLines:
    """The team that hands the leaflet out; blank fields are dotted lines."""

    village: str = ""
    leader: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLines:
    """The next session nearby; blank fields are dotted lines."""

    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletDocument:
    """A4 tri-fold leaflet of 1 to 6 steps, two a panel, top to bottom.

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
    team: TeamLines = field(default_factory=TeamLines)
    meeting: MeetingLines = field(default_factory=MeetingLines)

    def __post_init__(self) -> None:
        if not 1 <= len(self.steps) <= MAX_LEAFLET_STEPS:
            raise ValueError(f"a leaflet has 1 to {MAX_LEAFLET_STEPS} steps, not {len(self.steps)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterDocument:
    """A3 poster: a title broken by its writer, one screen, headed columns of short numbered lines."""

    site_name: str
    title_lines: tuple[str, ...]
    screen: dict[str, Any] | None = None
    target: str = ""
    alt: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    foot: str
    address: str
    url: str
    imprint: Imprint = field(default_factory=Imprint)
