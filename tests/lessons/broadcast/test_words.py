"""Faults told in sentences."""

import pytest
from django.utils import translation

from lessons.broadcast.words import EAR_WORDS, WORDS, ear_words, problem_words, reading_words
from lessons.radio.ear import EarFault, EarKind
from lessons.radio.problems import Problem, ProblemKind
from lessons.radio.timing import ImpossibleReadingError, RateOutOfBoundsError


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_every_problem_and_every_fault_has_its_sentence():
    assert set(WORDS) == set(ProblemKind)
    assert set(EAR_WORDS) == set(EarKind)


def test_unfilled_braces_are_named():
    assert "{tên xã}" in problem_words([Problem(ProblemKind.SLOT, "{tên xã}")])[0]


def test_faults_of_one_kind_are_one_sentence_that_names_each_piece_once():
    faults = [EarFault(EarKind.ENGLISH, 0, 0, "web"), EarFault(EarKind.LONG, 0, 1, "Một câu dài.")]
    faults += [EarFault(EarKind.ENGLISH, 1, 0, "link"), EarFault(EarKind.ENGLISH, 2, 0, "web")]
    long, foreign = ear_words(faults)
    assert long.startswith("Longer than 25 syllables: Một câu dài.")
    assert "web, link." in foreign


def test_a_percent_sign_in_a_piece_is_kept():
    assert "100%" in ear_words([EarFault(EarKind.BRACKETS, 0, 0, "(100%)")])[0]


@pytest.mark.parametrize("kind", EarKind)
def test_every_fault_can_be_told_alone(kind):
    assert len(ear_words([EarFault(kind, None, None)])) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RateOutOfBoundsError(240.4), ["240", "150", "220", "more slowly"]),
        (RateOutOfBoundsError(120.0), ["120", "faster"]),
        (ImpossibleReadingError(0, syllables=5, pauses=0.5), ["Time it again"]),
    ],
)
def test_a_refused_reading_says_what_to_do(error, words):
    assert all(word in reading_words(error) for word in words)
