"""Every written form is said as the table says."""

import pytest

from lessons.radio.lexicon import load_glossary
from lessons.radio.numbers import SOUTH
from lessons.radio.spoken import speak
from tests.lessons.radio.pairs import PAIRS

GLOSSARY = load_glossary()
ALL_PAIRS = [pytest.param(*pair, id=f"{rule}: {pair[0]}") for rule, pairs in PAIRS.items() for pair in pairs]


@pytest.mark.parametrize(("written", "spoken"), ALL_PAIRS)
def test_a_written_form_is_said_as_the_table_says(written: str, spoken: str) -> None:
    assert speak(written, glossary=GLOSSARY).text == spoken


@pytest.mark.parametrize(("written", "spoken"), ALL_PAIRS)
def test_what_is_already_spoken_stays(written: str, spoken: str) -> None:
    assert speak(spoken, glossary=GLOSSARY).text == spoken


def test_the_south_has_its_own_words() -> None:
    said = speak("1.005 người, 24 hộ, 100k", glossary={}, reading=SOUTH)
    assert said.text == "một ngàn không trăm lẻ năm người, hai mươi bốn hộ, một trăm ngàn"
