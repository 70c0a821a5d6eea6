"""The drawn bar of a bulletin: how its items fill the slot. The table beside it says the same in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from lessons.broadcast.running import Running

GAP = 0.4  # of 100


@dataclass(frozen=True)
class Piece:
    """From `x`, `width` wide, of 100; beyond the slot where `over`. Numbers as text: a comma is no number in SVG."""

    x: str
    width: str
    over: bool


@dataclass(frozen=True)
class Bar:
    pieces: list[Piece]
    slot: str  # where the slot ends


def bar_of(order: Running) -> Bar:
    whole = max(order.total, order.slot) or 1

    def share(seconds: float) -> float:
        return seconds * 100 / whole

    pieces = []
    for row in order.read:
        starts, ends = row.starts or 0, (row.starts or 0) + (row.seconds or 0)
        for first, last, over in ((starts, min(ends, order.slot), False), (max(starts, order.slot), ends, True)):
            if last > first:
                width = max(share(last - first) - GAP, 0.2)
                pieces.append(Piece(f"{share(first):.2f}", f"{width:.2f}", over))
    return Bar(pieces, f"{share(order.slot):.2f}")
