"""What the figures of a question say, in sentences for trainers: calm, and with what to do about it.

The courses are there to be mastered, so an easy question is no fault of its own.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.shared.messages import in_language
from quizzes.statistics.questions import QuestionStatistics
from quizzes.statistics.words import ENOUGH_ATTEMPTS, Finding, Verdict, judge

_SENTENCES = {
    Finding.FEW_ATTEMPTS: gettext_lazy("Too few answers yet to judge: %(n)d of %(enough)d."),
    Finding.ALMOST_ALL_CHOSE_A_WRONG_ANSWER: gettext_lazy("Almost everybody chose “%(answer)s”: check the key."),
    Finding.NEGATIVE_DISCRIMINATION: gettext_lazy(
        "Those who do well elsewhere get this one wrong: read its wording and its key again."
    ),
    Finding.TOO_HARD: gettext_lazy("Few get it right: see if the lesson teaches it and the wording is clear."),
    Finding.GUESSING: gettext_lazy("The answers look like guesses: see if the question is clear."),
    Finding.WEAK_DISCRIMINATION: gettext_lazy("It says little about who knows the rest: see if it can be misread."),
    Finding.TOO_EASY: gettext_lazy("Nearly everybody gets it right, which is fine for what everybody should know."),
    Finding.WEAK_DISTRACTOR: gettext_lazy("Nobody chose “%(answer)s”: another wrong answer might fit better."),
    Finding.GOOD: gettext_lazy("It works well."),
}


def sentences(question: QuestionStatistics) -> list[str]:
    """The most pressing first."""
    return [sentence_of(verdict) for verdict in judge(question)]


def sentence_of(verdict: Verdict) -> str:
    words = {"n": verdict.value, "enough": ENOUGH_ATTEMPTS, "answer": in_language(verdict.answer, _)}
    return str(_SENTENCES[verdict.finding]) % words
