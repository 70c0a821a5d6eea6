"""Random draws from a pool of questions. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def draw(pool: Sequence[T], count: int, *, asked_last: Collection[T], random: Random) -> list[T]:
    """`count` of `pool`, in its order; all of it where it holds no more. What was `asked_last` comes again only where
    too few others are left; apart from that, each has the same chance."""
    fresh = [one for one in pool if one not in asked_last]
    again = [one for one in pool if one in asked_last]
    chosen = set(random.sample(fresh, min(count, len(fresh))))
    chosen.update(random.sample(again, min(count - len(chosen), len(again))))
    return [one for one in pool if one in chosen]
