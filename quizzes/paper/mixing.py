"""Which questions stand on which form of a paper. Pure, and the same for ever for the same content.

The first form asks in the order of the quiz. The others draw first what earlier forms drew least, so that neighbours
in a class have as few questions in common as the question bank allows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

FORMS = 4
_TRIES = 20  # at drawing what no earlier form has; a small bank may hold nothing else


@dataclass(frozen=True, slots=True)
class Content:
    """A quiz by the keys of its questions: those always asked, and so many of each pool. Pools share no key."""

    seed: str
    fixed: Sequence[str]
    pools: Sequence[tuple[Sequence[str], int]] = ()
    shuffle: bool = False


def form(content: Content, number: int) -> list[str]:
    """The keys that form `number`, counted from 1, asks, in its order. None stands twice."""
    made: list[list[str]] = []
    used: Counter[str] = Counter()
    for n in range(1, number + 1):
        drawn, keys = _unlike(content, n, used, made)
        used.update(drawn)
        made.append(keys)
    return made[-1]


def _unlike(content: Content, n: int, used: Counter[str], made: list[list[str]]) -> tuple[list[str], list[str]]:
    """What form `n` draws, and all that it asks: the first try that is no earlier form, or else the last one."""
    drawn: list[str] = []
    keys: list[str] = []
    for again in range(_TRIES):
        name = f"{content.seed}/{n}/{again}"
        drawn = [key for pool, count in content.pools for key in _least_used(pool, used, name)[:count]]
        keys = [*content.fixed, *drawn]
        if content.shuffle and n > 1:
            keys.sort(key=lambda key: _rank(f"{name}/order/{key}"))
        if keys not in made:
            break
    return drawn, keys


def _least_used(pool: Sequence[str], used: Counter[str], name: str) -> list[str]:
    return sorted(pool, key=lambda key: (used[key], _rank(f"{name}/{key}")))


def _rank(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()
