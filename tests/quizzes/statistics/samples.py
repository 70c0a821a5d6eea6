"""Responses for the tests of the statistics."""

from array import array

from hypothesis import strategies as st

from quizzes.statistics.questions import AnswerShare, QuestionStatistics
from quizzes.statistics.responses import NOT_ASKED, POINTS, Question, Responses, Slot, column


def table(*attempts, maximum=1):
    """Responses from one row of marks for each attempt, the same questions for all."""
    width = len(attempts[0])
    slots = tuple(Slot(column(row[slot] for row in attempts), slot) for slot in range(width))
    return Responses(tuple(Question(f"q{n}", maximum) for n in range(width)), slots, maximum * width)


@st.composite
def responses(draw, least=0, gaps=True):
    """Slots with one question for all or drawn from several, and (with gaps) attempts that lack a slot."""
    attempts = draw(st.integers(least, 12))
    questions, slots = [], []
    for _ in range(draw(st.integers(1, 5))):
        pool = draw(st.integers(1, 3))
        highest = draw(st.sampled_from([1, 2, 0.5]))
        asked = range(len(questions), len(questions) + pool)
        questions += [Question(f"q{n}", highest) for n in asked]
        earned = draw(st.lists(st.integers(0, int(highest * POINTS)), min_size=attempts, max_size=attempts))
        here = [*asked, NOT_ASKED] if gaps and draw(st.booleans()) else [*asked]
        chosen = draw(st.lists(st.sampled_from(here), min_size=attempts, max_size=attempts))
        earned = [0 if n == NOT_ASKED else mark for n, mark in zip(chosen, earned, strict=True)]
        slots.append(Slot(array("q", earned), array("q", chosen) if len(here) > 1 else asked[0]))
    return Responses(tuple(questions), tuple(slots), draw(st.sampled_from([1, 5, 10])))


def figures(**changes):
    """A sound question answered by a hundred, three choices, with `changes`."""
    sound = {
        "key": "q",
        "attempts": 100,
        "facility": 0.6,
        "standard_deviation": 0.49,
        "random_guess": 1 / 3,
        "intended_weight": 0.1,
        "effective_weight": 0.1,
        "negative_covariance": False,
        "discrimination_index": 0.4,
        "discriminative_efficiency": 0.5,
        "answers": chosen(a=60, b=25, c=15),
    }
    return QuestionStatistics(**sound | changes)


def chosen(right="a", of=100, **counts):
    return tuple(AnswerShare(key, key == right, count, count / of) for key, count in counts.items())
