"""All figures of a quiz, from its responses. Pure."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from .questions import QuestionStatistics, SlotWeight, effective_weights, question_statistics, tallies
from .quiz import QuizStatistics, quiz_statistics
from .responses import NOT_ASKED, Responses
from .sums import spread


@dataclass(frozen=True, slots=True)
class Report:
    """`questions` and `slots` are in the order of the responses; `slots` is empty where an attempt lacks one."""

    quiz: QuizStatistics
    questions: tuple[QuestionStatistics, ...]
    slots: tuple[SlotWeight, ...]


def calculate(responses: Responses) -> Report:
    totals = list(map(sum, zip(*(slot.points for slot in responses.slots), strict=True)))
    by_slot, by_question = tallies(responses, totals)
    spreads = [spread(counts) for counts in by_slot] if all_had_each_slot(responses) else []
    weights = effective_weights(spreads)
    pairs = zip(responses.slots, weights, strict=False)
    alone = {slot.asked: weight for slot, weight in pairs if isinstance(slot.asked, int)}
    whole = float(responses.maximum)
    questions = [
        question_statistics(question, counts, whole_maximum=whole, weight=alone.get(number))
        for number, (question, counts) in enumerate(zip(responses.questions, by_question, strict=True))
    ]
    return Report(quiz_statistics(totals, spreads, maximum=whole), tuple(questions), weights)


def all_had_each_slot(responses: Responses) -> bool:
    """Effective weights and alpha compare the same slots in every attempt; without that they are undefined."""
    return not any(NOT_ASKED in slot.asked for slot in responses.slots if isinstance(slot.asked, array))
