"""Figures of the whole quiz. Pure.

Source of the formulas: docs.moodle.org/dev/Quiz_statistics_calculations#Test_statistics; T is the mark of an
attempt, S their number, p the number of slots, m the central moments Σ(T − T̄)^j / S.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .responses import POINTS
from .sums import Spread, standard_deviation


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """None where a figure is undefined. Mean, median, deviation and standard error are in marks."""

    attempts: int
    maximum: float
    mean: float | None
    median: float | None
    standard_deviation: float | None
    skewness: float | None
    kurtosis: float | None
    cronbach_alpha: float | None
    error_ratio: float | None
    standard_error: float | None


def mean(totals: Sequence[int]) -> float | None:
    return sum(totals) / len(totals) / POINTS if totals else None


def median(totals: Sequence[int]) -> float | None:
    """The middle mark, or halfway between the two in the middle."""
    if not totals:
        return None
    ordered, n = sorted(totals), len(totals)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2 / POINTS


def moment(totals: Sequence[int], power: int) -> int:
    """Σ(S·T − ΣT)^power, which is S^(power + 1) times the central moment: exact, and one term for equal marks."""
    n, whole = len(totals), sum(totals)
    return sum(count * (n * total - whole) ** power for total, count in Counter(totals).items())


def skewness(totals: Sequence[int]) -> float | None:
    """k3 / k2^(3/2), with k2 = S·m2 / (S − 1) and k3 = S²·m3 / ((S − 1)(S − 2))."""
    n = len(totals)
    if n < 3 or not (second := moment(totals, 2)):
        return None
    k2 = second / (n**2 * (n - 1))
    k3 = moment(totals, 3) / (n**2 * (n - 1) * (n - 2))
    return k3 / k2**1.5


def kurtosis(totals: Sequence[int]) -> float | None:
    """k4 / k2², with k4 = S²·((S + 1)·m4 − 3(S − 1)·m2²) / ((S − 1)(S − 2)(S − 3)): 0 for a normal distribution."""
    n = len(totals)
    if n < 4 or not (second := moment(totals, 2)):
        return None
    k2 = second / (n**2 * (n - 1))
    inner = (n + 1) * n * moment(totals, 4) - 3 * (n - 1) * second**2  # S^6 times the bracket
    return inner / (n**4 * (n - 1) * (n - 2) * (n - 3)) / k2**2


def cronbach_alpha(slots: Sequence[Spread]) -> float | None:
    """Coefficient of internal consistency: p / (p − 1) · (1 − ΣV(x) / V(T)).

    None for one slot, and for whole marks that are all equal. `slots` is empty where some attempt lacks one.
    """
    unlike = unlikeness(slots)
    return None if unlike is None else 1 - unlike


def error_ratio(slots: Sequence[Spread]) -> float | None:
    """√(1 − alpha): the part of the standard deviation that chance makes. Above 1 where alpha is negative."""
    unlike = unlikeness(slots)
    return None if unlike is None else sqrt(unlike)


def unlikeness(slots: Sequence[Spread]) -> float | None:
    """1 − alpha = (p·ΣV(x) − V(T)) / ((p − 1)·V(T)), which is exact and never negative in whole points."""
    p = len(slots)
    if p < 2 or not (whole := slots[0].whole):
        return None
    return (p * sum(sums.own for sums in slots) - whole) / ((p - 1) * whole)


def quiz_statistics(totals: Sequence[int], slots: Sequence[Spread], *, maximum: float) -> QuizStatistics:
    """Every figure of the quiz. The standard error is SD · √(1 − alpha)."""
    deviation = standard_deviation(moment(totals, 2) // len(totals), len(totals)) if totals else None
    ratio = error_ratio(slots)
    return QuizStatistics(
        attempts=len(totals),
        maximum=maximum,
        mean=mean(totals),
        median=median(totals),
        standard_deviation=deviation,
        skewness=skewness(totals),
        kurtosis=kurtosis(totals),
        cronbach_alpha=cronbach_alpha(slots),
        error_ratio=ratio,
        standard_error=None if deviation is None or ratio is None else deviation * ratio,
    )
