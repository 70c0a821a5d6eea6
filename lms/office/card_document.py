"""What a sheet of sign-in cards says, as plain data: the layout gets `dataclasses.asdict` of this. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lms.shared.pdf import Layout

A_PAGE = 8
CARDS = Layout(Path(__file__).parent / "layouts" / "sign-in-cards.typ", pages=1, variants=("plain",))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDocument:
    """`pin` is "" on a card without its tear-off half; `url` is what the QR code holds."""

    name: str
    short_name: str
    username: str
    url: str
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsDocument:
    """`address` is the sign-in page in words, `made_on` the day of the PINs."""

    site_name: str
    title: str
    address: str
    made_on: str
    cards: tuple[CardDocument, ...]
