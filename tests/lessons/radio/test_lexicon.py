"""Glossary files: what is read and what is refused."""

from pathlib import Path

import pytest

from lessons.radio.lexicon import load_glossary
from lessons.radio.spoken import speak


def test_every_reading_of_the_starting_glossary_can_be_said() -> None:
    glossary = load_glossary()
    left = {term: said.unknown for term in glossary if (said := speak(term, glossary=glossary)).unknown}
    assert left == {}
    assert len(glossary) > 80


def test_a_glossary_file_gives_terms_and_readings(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text('terms:\n  - {term: "OTP", say_as: " ô tê pê "}\n', encoding="utf-8")
    assert load_glossary(path) == {"OTP": "ô tê pê"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("terms: [", "not valid YAML"),
        ("", "must hold a list named 'terms'"),
        ("terms: OTP", "must hold a list named 'terms'"),
        ("terms: [OTP]", "term 1: expected 'term' and 'say_as'"),
        ("terms: [{term: OTP}]", "term 1: 'say_as' must be words"),
        ("terms: [{term: NO, say_as: nô}]", "term 1: 'term' must be words in quotes"),
        ("terms: [{term: A, say_as: a}, {term: A, say_as: b}]", "term 2: 'A' is listed twice"),
    ],
)
def test_a_broken_glossary_file_is_refused_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_glossary(path)
