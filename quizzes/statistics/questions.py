"""Figures of each question. Pure.

Source of the formulas: docs.moodle.org/dev/Quiz_statistics_calculations; in them S attempts had the question, x is
its mark, T the mark of the whole attempt, and X = T − x that of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from math import sqrt

from .responses import NOT_ASKED, POINTS, Question, Responses
from .sums import Spread, Tally, largest_with_rest, spread, standard_deviation


@dataclass(frozen=True, slots=True)
class AnswerShare:
    key: str
    right: bool
    count: int
    share: float | None  # of the attempts that had the question


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """None where a figure is undefined. Ratios are fractions of 1, the standard deviation is in marks."""

    key: str
    attempts: int
    facility: float | None
    standard_deviation: float | None
    random_guess: float | None
    intended_weight: float | None
    effective_weight: float | None
    negative_covariance: bool
    discrimination_index: float | None
    discriminative_efficiency: float | None
    answers: tuple[AnswerShare, ...]


@dataclass(frozen=True, slots=True)
class SlotWeight:
    """What a place adds to the spread of the whole marks; none and flagged where it works against it."""

    effective: float | None
    negative_covariance: bool


def facility(points: int, n: int, maximum: float) -> float | None:
    """F = x̄ / highest mark: the share of the mark that was earned (the lowest mark is 0)."""
    return points / n / POINTS / maximum if n and maximum else None


def discrimination_index(sums: Spread) -> float | None:
    """C(x, X) / √(V(x)·V(X)): the correlation of the question with the rest of the quiz.

    For a drawn question too the rest leaves out its own mark, as the definition says; Moodle's code correlates a
    drawn question with the whole mark, which praises every question a little.
    """
    if not sums.own or not sums.rest:
        return None
    return sums.own_rest / (sqrt(sums.own) * sqrt(sums.rest))


def discriminative_efficiency(sums: Spread, largest: int) -> float | None:
    """C(x, X) / Cmax(x, X); Cmax is their covariance once the marks of both are sorted."""
    return sums.own_rest / largest if largest else None


def effective_weights(slots: Sequence[Spread]) -> tuple[SlotWeight, ...]:
    """√C(x, T) / Σ√C(x, T), the sum over the slots whose covariance is not negative.

    A slot with negative covariance has no weight (its square root is not real) and is flagged, as in Moodle.
    None for all where no covariance is above 0.
    """
    roots = [sqrt(max(sums.own_whole, 0)) for sums in slots]
    total = sum(roots)
    return tuple(
        SlotWeight(root / total if total and sums.own_whole >= 0 else None, sums.own_whole < 0)
        for root, sums in zip(roots, slots, strict=True)
    )


def intended_weight(maximum: float, whole: float) -> float | None:
    """Highest mark of the question / highest mark of the quiz."""
    return maximum / whole if whole else None


def answer_shares(question: Question, attempts: int) -> tuple[AnswerShare, ...]:
    def share(key: str, count: int) -> AnswerShare:
        return AnswerShare(key, key in question.right, count, count / attempts if attempts else None)

    return tuple(starmap(share, question.answers.items()))


def tallies(responses: Responses, totals: Sequence[int]) -> tuple[list[Tally], list[Tally]]:
    """The attempts counted for each slot, and for each question, in the order of the responses."""
    slots: list[Tally] = []
    questions: list[Tally] = [Counter() for _ in (*responses.questions, NOT_ASKED)]  # the last, -1, is left out
    for slot in responses.slots:
        if isinstance(slot.asked, int):
            here = questions[slot.asked] = Counter(zip(slot.points, totals, strict=True))
        else:
            here = Counter()
            for (asked, own, whole), count in Counter(zip(slot.asked, slot.points, totals, strict=True)).items():
                questions[asked][own, whole] += count
                here[own, whole] += count
        slots.append(here)
    return slots, questions[:NOT_ASKED]


def question_statistics(
    question: Question, counts: Tally, *, whole_maximum: float, weight: SlotWeight | None
) -> QuestionStatistics:
    """Every figure of one question. `weight` is that of its slot, None where others stand there too."""
    sums = spread(counts)
    maximum = float(question.maximum)
    return QuestionStatistics(
        key=question.key,
        attempts=sums.n,
        facility=facility(sums.own_sum, sums.n, maximum),
        standard_deviation=standard_deviation(sums.own, sums.n),
        random_guess=question.random_guess,
        intended_weight=intended_weight(maximum, whole_maximum),
        effective_weight=weight.effective if weight else None,
        negative_covariance=sums.own_whole < 0,
        discrimination_index=discrimination_index(sums),
        discriminative_efficiency=discriminative_efficiency(sums, largest_with_rest(counts)),
        answers=answer_shares(question, sums.n),
    )
