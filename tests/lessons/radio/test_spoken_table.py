"""Every written form is said as the table says."""

import pytest

from lessons.radio.lexicon import load_glossary
from lessons.radio.numbers import Reading
from lessons.radio.spoken import speak
from tests.lessons.radio.pairs import ALL_PAIRS, BLOCKED, PAIRS, READINGS

GLOSSARY = load_glossary()


@pytest.mark.parametrize(("written", "spoken"), ALL_PAIRS)
def test_a_written_form_is_said_as_the_table_says(written: str, spoken: str) -> None:
    said = speak(written, glossary=GLOSSARY)
    assert (said.text, said.problems) == (spoken, ())


@pytest.mark.parametrize(("written", "spoken"), ALL_PAIRS)
def test_what_is_already_spoken_stays(written: str, spoken: str) -> None:
    assert speak(spoken, glossary=GLOSSARY).text == spoken


@pytest.mark.parametrize(("written", "spoken", "kind"), BLOCKED)
def test_what_cannot_go_on_air_is_said_and_reported(written: str, spoken: str, kind: str) -> None:
    said = speak(written, glossary=GLOSSARY)
    assert (said.text, {problem.kind for problem in said.problems}) == (spoken, {kind})


@pytest.mark.parametrize(("words", "written", "spoken"), READINGS)
def test_each_region_has_its_own_words(words: str, written: str, spoken: str) -> None:
    reading = Reading.of_words(words.split(", "))
    said = speak(written, glossary=GLOSSARY, reading=reading).text
    assert (said, speak(said, glossary=GLOSSARY, reading=reading).text) == (spoken, spoken)


def test_no_written_form_stands_twice_in_the_table() -> None:
    written = [pair[1] for pair in PAIRS] + [row[0] for row in BLOCKED]
    assert len(written) == len(set(written)) > 200
