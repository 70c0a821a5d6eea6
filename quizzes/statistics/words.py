"""What the figures of a question say to a trainer, as findings with their numbers; sentences are made elsewhere. Pure.

"OU" below is the Open University's guide to these figures in Moodle: docs.moodle.org/dev/Quiz_report_statistics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from .questions import AnswerShare, QuestionStatistics

# The standard error of a share seen in 20 attempts is up to 0.11, √(0.25 / 20); with fewer, words would be about luck.
ENOUGH_ATTEMPTS = 20
# OU: 95 to 100 % is extremely easy; what nearly all earn no longer tells members apart.
TOO_EASY_FROM = 0.95
# OU: 11 to 20 % is difficult, below that very difficult, or something is wrong with the question.
TOO_HARD_TO = 0.20
# Our own: three of four. Guessing never gathers so many on one wrong answer, a wrong key or a trap does.
ALMOST_ALL_FROM = 0.75
# OU: a discrimination index from 20 % is weak, from 30 % adequate; below 20 % it is very weak.
DISCRIMINATES_FROM = 0.20
# Our own: within 5 points of what guessing earns, and telling nobody apart, is what guessing looks like.
NEAR_GUESSING = 0.05


class Finding(StrEnum):
    """`Verdict.value` is the number in brackets."""

    FEW_ATTEMPTS = "few_attempts"  # (attempts so far) no other verdict is given
    ALMOST_ALL_CHOSE_A_WRONG_ANSWER = "almost_all_chose_a_wrong_answer"  # (share of it) check the key
    NEGATIVE_DISCRIMINATION = "negative_discrimination"  # (index) who does well elsewhere fails here
    TOO_HARD = "too_hard"  # (facility)
    GUESSING = "guessing"  # (facility) no better than chance, and it tells nobody apart
    WEAK_DISCRIMINATION = "weak_discrimination"  # (index) it hardly tells members apart
    TOO_EASY = "too_easy"  # (facility)
    WEAK_DISTRACTOR = "weak_distractor"  # (its count, 0) nobody chose this wrong answer
    GOOD = "good"  # (facility)


@dataclass(frozen=True, slots=True)
class Verdict:
    finding: Finding
    value: float
    answer: str = ""  # the key of the answer it is about


def judge(question: QuestionStatistics) -> tuple[Verdict, ...]:
    """What to tell of one question, the most pressing first; nothing of one that carries no mark."""
    if question.attempts < ENOUGH_ATTEMPTS:
        return (Verdict(Finding.FEW_ATTEMPTS, question.attempts),)
    level = question.facility
    if level is None:
        return ()
    found = [*about_difficulty(question, level), *about_discrimination(question, level)]
    found += about_distractors(question, level)
    order = list(Finding)
    return tuple(sorted(found, key=lambda v: order.index(v.finding))) or (Verdict(Finding.GOOD, level),)


def wrong(question: QuestionStatistics) -> list[AnswerShare]:
    return [answer for answer in question.answers if not answer.right]


def about_difficulty(question: QuestionStatistics, level: float) -> Iterator[Verdict]:
    """A wrong answer that almost all chose is the reason for a question being hard, so it is told alone."""
    drawn = [answer for answer in wrong(question) if answer.share is not None and answer.share >= ALMOST_ALL_FROM]
    yield from (Verdict(Finding.ALMOST_ALL_CHOSE_A_WRONG_ANSWER, a.share or 0, a.key) for a in drawn)
    if level >= TOO_EASY_FROM:
        yield Verdict(Finding.TOO_EASY, level)
    elif level <= TOO_HARD_TO and not drawn:
        yield Verdict(Finding.TOO_HARD, level)


def about_discrimination(question: QuestionStatistics, level: float) -> Iterator[Verdict]:
    """Nothing of questions that nearly all or nearly none got right: there the index hangs on a few attempts.

    Negative counts only beyond chance: without any relation the index strays by 1 / √(n − 1).
    """
    index = question.discrimination_index
    if index is None or index >= DISCRIMINATES_FROM or not 1 - TOO_EASY_FROM < level < TOO_EASY_FROM:
        return
    if index < -1 / sqrt(question.attempts - 1):
        yield Verdict(Finding.NEGATIVE_DISCRIMINATION, index)
    elif question.random_guess and abs(level - question.random_guess) <= NEAR_GUESSING:
        yield Verdict(Finding.GUESSING, level)
    else:
        yield Verdict(Finding.WEAK_DISCRIMINATION, index)


def about_distractors(question: QuestionStatistics, level: float) -> Iterator[Verdict]:
    """Not told of a question that is too easy: there nobody chooses any of them, and that is told already."""
    if level < TOO_EASY_FROM:
        yield from (Verdict(Finding.WEAK_DISTRACTOR, 0, answer.key) for answer in wrong(question) if not answer.count)
