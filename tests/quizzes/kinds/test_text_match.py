import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds.text_match import equal, key

LEVELS = ["exact", "tones", "marks"]
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy "
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "àáảãạồứựệẵ.", max_size=30),
    st.text(alphabet="quoaeyêăâ\u0300\u0301\u0323\u0302\u0306\u031b. ", max_size=12),
)
TONES = "\u0300\u0301\u0303\u0309\u0323"
# (rhyme, place of the tone in the old way, in the new way), letters counted from 0
OPEN = [("oa", 0, 1), ("oe", 0, 1), ("uy", 0, 1)]
CLOSED_O = (
    "oac",
    "oach",
    "oai",
    "oam",
    "oan",
    "oang",
    "oanh",
    "oao",
    "oap",
    "oat",
    "oay",
    "oen",
    "oeo",
    "oet",
    "oăc",
    "oăm",
    "oăn",
    "oăng",
    "oăt",
)
CLOSED_U = ("uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uê", "uênh", "uêch", "uân", "uâng", "uât", "uây", "uơ")
CLOSED = [(rhyme, 0, 1) for rhyme in CLOSED_O + CLOSED_U]
CLOSED += [(rhyme, place, 2) for rhyme in ("uyên", "uyêt") for place in (0, 1)]


def toned(letters, place, tone):
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


@pytest.mark.parametrize(("rhyme", "old", "new"), OPEN + CLOSED)
def test_a_tone_on_the_glide_is_a_tone_on_the_vowel(rhyme, old, new):
    for onset, tone in product(["h", "kh", "th", "ng", "đ", ""], TONES):
        one, other = onset + toned(rhyme, old, tone), onset + toned(rhyme, new, tone)
        assert one != other
        assert equal(one, other, "exact")
        assert equal(one.upper(), other.upper(), "exact", case=True)


@pytest.mark.parametrize("tone", TONES)
def test_after_q_the_u_bears_no_tone(tone):
    for rhyme in ("uy", "uê", "uât", "uơ", "uyên"):
        assert not equal("q" + toned(rhyme, 0, tone), "q" + toned(rhyme, 1, tone), "exact")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("Hoà bình", "Hòa bình."), ("  sức   khoẻ ", "sức khỏe")],
)
def test_spelling_habits_are_equal_on_every_level(one, other):
    assert all(equal(one, other, level) for level in LEVELS)


@pytest.mark.parametrize(
    ("one", "other"),
    [("quý", "qúy"), ("múa", "muá"), ("của", "cuả"), ("mía", "miá"), ("hoa", "hòa"), ("hòa", "hóa"), ("ma", "mă")],
)
def test_what_is_no_placement_of_a_tone_differs_when_exact(one, other):
    assert not equal(one, other, "exact")


def test_tones_are_ignored_from_the_second_level_on():
    assert not equal("hoa", "hòa", "exact")
    assert equal("hoa", "hòa", "tones")


def test_letters_differ_until_marks_are_ignored():
    for one, other in [("đ", "d"), ("ă", "a"), ("ơ", "o"), ("ê", "e")]:
        assert not equal(one, other, "tones")
        assert equal(one, other, "marks")


def test_capital_letters_matter_only_where_asked():
    assert equal("ĐỒNG", "đồng", "exact")
    assert not any(equal("VNeID", "vneid", level, case=True) for level in LEVELS)


def test_a_look_alike_of_đ_is_đ():
    assert equal("\u00d0ồng", "Đồng", "exact", case=True)


@given(TEXTS, st.booleans())
def test_nfc_and_nfd_are_equal_on_every_level(text, case):
    decomposed, composed = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    assert all(equal(decomposed, composed, level, case=case) for level in LEVELS)


@given(TEXTS, st.sampled_from(LEVELS), st.booleans())
def test_a_key_is_its_own_key(text, level, case):
    once = key(text, level, case=case)
    assert key(once, level, case=case) == once


@given(TEXTS, st.booleans())
def test_each_level_forgets_only_more_than_the_level_before(text, case):
    exact, tones = key(text, "exact", case=case), key(text, "tones", case=case)
    assert key(exact, "tones", case=case) == tones
    assert key(tones, "marks", case=case) == key(text, "marks", case=case)


@given(TEXTS, st.sampled_from(LEVELS))
def test_spaces_and_a_closing_full_stop_never_matter(text, level):
    assert equal(text, f"  {text.strip()} . ", level)
