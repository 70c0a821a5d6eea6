"""Words as a search compares them, and the ways to mistype them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.search.spelling import one_slip, without_key_strokes
from lessons.search.words import keys, words

LETTERS = st.text("abcdefghiklmnopqrstuvxy", min_size=3, max_size=7)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("ĐỊNH", "định"), ("kỹ", "kĩ"), ("quý", "quí"), ("e\u0302\u0301", "ế")],
)
def test_one_word_written_in_two_ways_has_the_same_tones(one, other):
    (first,), (second,) = words(one), words(other)
    assert (first.key, first.tones) == (second.key, second.tones)


@pytest.mark.parametrize(
    ("one", "other"), [("mã", "ma"), ("định", "dịnh"), ("hoà", "hoá"), ("tuy", "tui"), ("tay", "tai")]
)
def test_other_words_differ(one, other):
    assert (words(one)[0].key, words(one)[0].tones) != (words(other)[0].key, words(other)[0].tones)


def test_addresses_and_dates_fall_into_words():
    assert keys("dichvucong.gov.vn, 01/07/2025 (OTP)") == ("dichvucong", "gov", "vn", "01", "07", "2025", "otp")


@given(st.text())
def test_words_stand_where_they_say(text):
    from lms.shared.vietnamese import normalise

    assert all(normalise(text)[word.start : word.end] == word.written for word in words(text))


@given(LETTERS, st.data())
def test_every_single_slip_is_undone(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    slips = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at:], word[:at] + "x" + word[at + 1 :]]
    if at + 1 < len(word):
        slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    for slip in slips:
        assert slip == word or word in set(one_slip(slip))


def test_two_slips_are_too_many():
    assert "danh" not in set(one_slip("xaxh"))


def test_sounds_heard_alike_are_one_slip():
    assert "chuyen" in set(one_slip("truyen"))


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("ddinhj", "dinh"),
        ("dinhj", "dinh"),
        ("tieefn", "tien"),
        ("ddoongj", "dong"),
        ("dduowngf", "duong"),
        ("muwcs", "muc"),
        ("quoocs", "quoc"),
        ("xacs", "xac"),
        ("hwowngs", "huong"),
        ("d9inh5", "dinh"),
        ("ho62", "ho"),
        ("bcd", "bcd"),
    ],
)
def test_key_strokes_of_telex_and_vni_are_taken_off(typed, bare):
    assert without_key_strokes(typed) == bare
