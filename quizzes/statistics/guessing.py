"""The share of a question's mark that is earned by guessing. Pure.

single, tap: right / choices.  true_false: 1/2.  short, number: 0.
matching: the mean of 1 / options over the pairs, each pair being worth the same.
ordering: 1 / choices, since one thing in a shuffle stands right on average. It is the same whether a thing counts
for standing in its place or for being followed by the right one (of choices − 1 such pairs).
multiple: see `multiple`.

Moodle (`get_random_guess_score` of each question type) says the same, but gives none for multiple choice, "impossible
to compute", and 0 for ordering.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb


def random_guess(kind: str, *, choices: int = 0, right: int = 1, options: Sequence[int] = ()) -> float:
    """Expected share, 0 to 1, of a member who knows nothing and answers at random.

    `choices` is the number of choices, of rows to tap or of things to put in order; `right` how many of them are
    right; `options` the number of options offered to each pair of a matching question.
    """
    if kind in ("short", "number"):
        return 0.0
    if kind == "true_false":
        return 0.5
    if kind == "matching":
        if not options or min(options) < 1:
            raise ValueError("each pair offers an option or more")
        return float(sum((Fraction(1, n) for n in options), Fraction(0)) / len(options))
    if choices < 1 or not 1 <= right <= choices:
        raise ValueError("some of the choices are right")
    if kind in ("single", "tap"):
        return right / choices
    if kind == "ordering":
        return 1 / choices
    if kind == "multiple":
        return float(multiple(choices, right))
    raise ValueError(f"unknown kind {kind!r}")


def multiple(choices: int, right: int) -> Fraction:
    """Mean of max(0, (right ticked − wrong ticked) / right) when a coin decides each tick: the rule of grading.share.

    All 2^choices answers are equally likely then, none and all among them.
    """
    wrong = choices - right
    earned = sum(
        comb(right, hits) * comb(wrong, misses) * (hits - misses)
        for hits in range(right + 1)
        for misses in range(min(hits, wrong) + 1)
    )
    return Fraction(earned, right * 2**choices)
