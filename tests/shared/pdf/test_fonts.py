"""Which characters the print family draws."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.pdf.fonts import undrawable

VIETNAMESE = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = "\u0300\u0301\u0303\u0309\u0323"


@given(st.text([unicodedata.normalize("NFC", letter + tone) for letter in VIETNAMESE for tone in ["", *TONES]]))
def test_every_vietnamese_letter_is_drawn(text):
    assert undrawable(text) == []


@pytest.mark.parametrize("text", ["r\u0306", "m\u0301 n\u0301"])
def test_a_letter_with_one_loose_mark_is_drawn(text):
    assert undrawable(text) == []


@pytest.mark.parametrize("number", [2, 80])
def test_marks_piled_on_one_letter_would_be_drawn_over_other_lines(number):
    assert undrawable(f"Tổ m{chr(0x301) * number}") == ["\u0301"]
