"""Numbers as words, against a reader that shares nothing with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.numbers import (
    LARGEST,
    NORTH,
    SOUTH,
    Reading,
    cardinal,
    decimal,
    digit_groups,
    digit_words,
    ordinal,
    roman,
)

UNITS = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5}
UNITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "không": 0, "mười": 10}
SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}


def value(words: str) -> int:
    """Read number words back: a slow and simple reader of its own."""
    before, billions, after = words.rpartition("tỷ")
    if billions:
        return value(before) * 10**9 + value(after)
    total = group = unit = 0
    for word in words.split():
        if word in ("linh", "lẻ"):
            continue
        if word in ("nghìn", "ngàn", "triệu"):
            total += (group + unit) * SCALES[word]
            group = unit = 0
        elif word == "trăm":
            group, unit = unit * 100, 0
        elif word == "mươi":
            group, unit = group + unit * 10, 0
        else:
            group, unit = group + unit, UNITS[word]
    return total + group + unit


NUMBERS = st.one_of(st.integers(0, 10_000), st.integers(0, LARGEST))
READINGS = st.sampled_from([NORTH, SOUTH, Reading(five_after_tens="nhăm"), Reading(one_after_tens="một")])


@given(NUMBERS, READINGS)
def test_every_number_can_be_read_back(n: int, reading: Reading) -> None:
    assert value(cardinal(n, reading)) == n


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1005, "một nghìn không trăm linh năm"),
        (1_000_050, "một triệu không trăm năm mươi"),
        (2_005_000, "hai triệu không trăm linh năm nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (115, "một trăm mười lăm"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_empty_places_are_said(n: int, words: str) -> None:
    assert cardinal(n) == words


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_a_number_out_of_bounds_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="whole numbers from 0"):
        cardinal(n)


def test_a_region_word_that_no_region_uses_is_refused() -> None:
    with pytest.raises(ValueError, match="zero_tens must be one of linh, lẻ"):
        Reading(zero_tens="và")


def test_a_reading_is_named_by_its_words() -> None:
    assert Reading.of_words(["ngàn", "lẻ", "bốn"]) == SOUTH
    assert Reading.of_words([]) == Reading.of_words(["nghìn", "linh", "mốt", "tư", "lăm"]) == NORTH


@pytest.mark.parametrize(("words", "message"), [(["và"], "'và' is not a choice"), (["linh", "lẻ"], "choose one")])
def test_words_that_choose_nothing_or_twice_are_refused(words: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Reading.of_words(words)


def test_the_first_and_the_fourth_rank_have_their_own_words() -> None:
    assert [ordinal(n) for n in (1, 2, 4, 14)] == ["thứ nhất", "thứ hai", "thứ tư", "thứ mười bốn"]


def test_a_zero_after_the_comma_is_said() -> None:
    assert [decimal(3, "05"), decimal(0, "75"), decimal(2, "5")] == [
        "ba phẩy không năm",
        "không phẩy bảy mươi lăm",
        "hai phẩy năm",
    ]


@given(st.text("0123456789", min_size=1, max_size=70))
def test_groups_hold_every_digit_in_order(digits: str) -> None:
    groups = digit_groups(digits)
    assert "".join(groups) == digits
    assert max(map(len, groups)) <= 5
    assert len(digit_words(digits).split()) == len(digits)


@pytest.mark.parametrize(("numeral", "n"), [("IV", 4), ("XIX", 19), ("XXI", 21), ("XL", 40), ("MMXXVI", 2026)])
def test_a_roman_numeral_has_a_value(numeral: str, n: int) -> None:
    assert roman(numeral) == n


@pytest.mark.parametrize("word", ["", "IIII", "VX", "IC", "OTP", "iv"])
def test_a_malformed_roman_numeral_has_none(word: str) -> None:
    assert roman(word) is None
