from hypothesis import given
from hypothesis import strategies as st

from quizzes.certification.codes import ALPHABET, LENGTH, bare, displayed, new_code


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["KNS", "kns", "TINH-CM", ""]))
def test_a_printed_code_is_read_back_in_any_spelling(code, prefix):
    printed = displayed(code, prefix)
    for typed in (printed, printed.lower(), printed.replace("-", " "), code, f" {code[:4]} – {code[4:].lower()} "):
        assert bare(typed, prefix) == code


def test_a_code_that_begins_like_the_prefix_keeps_its_letters():
    assert bare("KNS23456", "KNS") == "KNS23456"


def test_no_code_has_a_letter_that_is_misread_or_changed_by_a_vietnamese_keyboard():
    assert not set(ALPHABET) & set("01OILAEIUYDW")
    assert set(new_code()) <= set(ALPHABET)
    assert len(new_code()) == LENGTH
