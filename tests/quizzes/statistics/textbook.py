"""The figures a second time, as the textbook sums over deviations from the mean, attempt by attempt.

Fractions throughout, a float only where a root is drawn; nothing is shared with the package under test but the input.
"""

from __future__ import annotations

from array import array
from fractions import Fraction
from math import sqrt

from quizzes.statistics.responses import NOT_ASKED, POINTS, Responses, Slot


def sheets(responses: Responses) -> list[list[tuple[int, Fraction] | None]]:
    """For each attempt, for each slot: (number of the question, mark), or None where it had no such place."""
    return [[place(slot, row) for slot in responses.slots] for row in range(responses.attempts)]


def place(slot: Slot, row: int) -> tuple[int, Fraction] | None:
    asked = slot.asked[row] if isinstance(slot.asked, array) else slot.asked
    return None if asked == NOT_ASKED else (asked, Fraction(slot.points[row], POINTS))


def mean(numbers):
    return sum(numbers, Fraction(0)) / len(numbers)


def covariance(first, second):
    """Σ(a − ā)(b − b̄) / (n − 1); None below two."""
    if len(first) < 2:
        return None
    a, b = mean(first), mean(second)
    return sum(((x - a) * (y - b) for x, y in zip(first, second, strict=True)), Fraction(0)) / (len(first) - 1)


def root(number):
    return None if number is None else sqrt(number)


def ratio(top, bottom):
    return None if not bottom or top is None else top / bottom


def quiz(responses: Responses) -> dict[str, float | None]:
    marks = sheets(responses)
    totals = [sum((place[1] for place in sheet if place), Fraction(0)) for sheet in marks]
    n, p = len(totals), len(responses.slots)
    found: dict[str, float | None] = {"mean": mean(totals) if n else None, "median": None}
    if n:
        half = sorted(totals)
        found["median"] = half[n // 2] if n % 2 else (half[n // 2 - 1] + half[n // 2]) / 2
    variance = covariance(totals, totals)
    found["standard_deviation"] = root(variance)
    middle = found["mean"]
    moments = [sum(((t - middle) ** j for t in totals), Fraction(0)) / n for j in range(5)] if n else []
    found["skewness"] = found["kurtosis"] = None
    if variance and n > 2:
        k3 = n**2 * moments[3] / ((n - 1) * (n - 2))
        found["skewness"] = float(k3) / float(variance) ** 1.5
    if variance and n > 3:
        k4 = n**2 * ((n + 1) * moments[4] - 3 * (n - 1) * moments[2] ** 2) / ((n - 1) * (n - 2) * (n - 3))
        found["kurtosis"] = k4 / variance**2
    alpha = None
    if variance and p > 1 and all(all(sheet) for sheet in marks):
        columns = [[sheet[slot][1] for sheet in marks] for slot in range(p)]
        alpha = Fraction(p, p - 1) * (1 - sum(covariance(c, c) for c in columns) / variance)
    found["cronbach_alpha"] = alpha
    found["error_ratio"] = None if alpha is None else sqrt(1 - alpha)
    found["standard_error"] = None if alpha is None else sqrt(variance) * sqrt(1 - alpha)
    return found


def slot_weights(responses: Responses) -> list[float | None]:
    marks = sheets(responses)
    if not all(all(sheet) for sheet in marks):
        return []
    totals = [sum((place[1] for place in sheet), Fraction(0)) for sheet in marks]
    shared = [covariance([sheet[slot][1] for sheet in marks], totals) or 0 for slot in range(len(responses.slots))]
    whole = sum(sqrt(c) for c in shared if c >= 0)
    return [sqrt(c) / whole if whole and c >= 0 else None for c in shared]


def question(responses: Responses, number: int) -> dict[str, float | None]:
    own, rest = [], []
    for sheet in sheets(responses):
        for place in sheet:
            if place and place[0] == number:
                own.append(place[1])
                rest.append(sum((other[1] for other in sheet if other), Fraction(0)) - place[1])
    highest = Fraction(responses.questions[number].maximum)
    shared, spread, spread_rest = covariance(own, rest), covariance(own, own), covariance(rest, rest)
    return {
        "attempts": len(own),
        "facility": mean(own) / highest if own and highest else None,
        "standard_deviation": root(spread),
        "intended_weight": ratio(highest, Fraction(responses.maximum)),
        "discrimination_index": ratio(shared, root(spread) * root(spread_rest)) if spread is not None else None,
        "discriminative_efficiency": ratio(shared, covariance(sorted(own), sorted(rest))),
    }
