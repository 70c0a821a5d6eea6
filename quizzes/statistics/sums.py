"""Exact sums that the figures of questions and of the quiz share. Pure.

A centred sum is n·Σab − Σa·Σb = n·Σ(a − ā)(b − b̄), which is n(n − 1) times the sample covariance: whole points give
a whole number, without the loss that subtracting rounded numbers brings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias

from .responses import POINTS

# How many attempts earned (own, whole): the points at one place and in the whole attempt. Marks take few values, so
# a hundred thousand attempts are counted once and summed as some hundred terms.
Tally: TypeAlias = "Counter[tuple[int, int]]"


@dataclass(frozen=True, slots=True)
class Spread:
    """Centred sums over `n` attempts of the points at one place (own), the whole attempt, and the rest of it."""

    n: int
    own_sum: int
    own: int
    whole: int
    own_whole: int

    @property
    def own_rest(self) -> int:
        """The rest is the whole less the own, so its sums follow exactly."""
        return self.own_whole - self.own

    @property
    def rest(self) -> int:
        return self.whole - 2 * self.own_whole + self.own


def spread(counts: Tally) -> Spread:
    terms = [(own, whole, count) for (own, whole), count in counts.items()]
    n = sum(count for _, _, count in terms)
    own_sum = sum(own * count for own, _, count in terms)
    whole_sum = sum(whole * count for _, whole, count in terms)
    return Spread(
        n=n,
        own_sum=own_sum,
        own=n * sum(own * own * count for own, _, count in terms) - own_sum**2,
        whole=n * sum(whole * whole * count for _, whole, count in terms) - whole_sum**2,
        own_whole=n * sum(own * whole * count for own, whole, count in terms) - own_sum * whole_sum,
    )


def largest_with_rest(counts: Tally) -> int:
    """The centred sum of own and rest if the best attempts had earned the most here: both put in order."""
    owns: Counter[int] = Counter()
    rests: Counter[int] = Counter()
    for (own, whole), count in counts.items():
        owns[own] += count
        rests[whole - own] += count
    n, sums = owns.total(), [sum(value * count for value, count in side.items()) for side in (owns, rests)]
    return n * paired_in_order(owns, rests) - sums[0] * sums[1]


def paired_in_order(first: Counter[int], second: Counter[int]) -> int:
    """The sum of products when both are sorted and paired one by one, taken by runs of equal values."""
    total, other, left = 0, 0, 0
    runs = iter(sorted(second.items()))
    for value, count in sorted(first.items()):
        while count:
            if not left:
                other, left = next(runs)
            taken = min(count, left)
            total += taken * value * other
            count, left = count - taken, left - taken
    return total


def standard_deviation(centred: int, n: int) -> float | None:
    """√(Σ(x − x̄)² / (n − 1)) in marks, from the centred sum; None below two attempts."""
    return (centred / (n * (n - 1))) ** 0.5 / POINTS if n > 1 else None
