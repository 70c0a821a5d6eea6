"""What holds for every text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.lexicon import load_glossary
from lessons.radio.numbers import NORTH, SOUTH, Reading
from lessons.radio.problems import ProblemKind
from lessons.radio.spoken import speak

GLOSSARY = load_glossary()
PIECES = [
    *GLOSSARY,
    *["bà con", "Mở máy", "KHÔNG", "ngày", "tháng", "thứ", "quý", "gọi", "số", "Nghị định", "XYZT", "mp3", "IV", "V"],
    *["22/11/2026", "31/02", "1/2", "15h30", "15:30", "0912 345 678", "50.000", "2,5", "05", "113", "20-30", "7"],
    *["tháng 3-5", "thứ 2-6", "15-20/11", "31/4", "7g", "50K", "1022", "mã", "phím", ".pdf", ".gov.vn", "II. Nội dung"],
    *["Đề án", "06/CP", "(0290) 383 1234", "<speak>", "1'30\"", "37 độ C", "lúc", "ViÖt", "1234567890" * 6],
    *["{tên xã}", "{NƠI GẶP}", "{", "}", "{}"],
    *["69/2024/NĐ-CP", "dichvucong.gov.vn", "a@b.vn", "đồng", "%", "km", "m²", "½"],
    *[
        "(",
        ")",
        "<",
        ">",
        "/",
        "-",
        "–",
        ".",
        ",",
        "...",
        ":",
        "?",
        "!",
        "&",
        "+",
        "=",
        "#",
        "*",
        "~",
        "'",
        "’",
        "“",
        "\n",
    ],
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(max_size=40),
)


@given(TEXTS, st.sampled_from([NORTH, SOUTH]))
def test_speaking_twice_changes_nothing(text: str, reading: Reading) -> None:
    once = speak(text, glossary=GLOSSARY, reading=reading)
    twice = speak(once.text, glossary=GLOSSARY, reading=reading)
    assert (twice.text, twice.unknown) == (once.text, once.unknown)
    assert once.problems or not twice.problems


@given(TEXTS)
def test_ready_text_holds_no_digit_bracket_or_abbreviation(text: str) -> None:
    said = speak(text, glossary=GLOSSARY)
    if not said.problems:
        assert not re.search(r"[\d()\[\]{}<>/%&+=@#*_|\"“”~^]", said.text)
        assert not re.search("[A-ZĐ]{2}", said.text)


@given(TEXTS)
def test_braces_are_never_read_over(text: str) -> None:
    kinds = {problem.kind for problem in speak(text, glossary=GLOSSARY).problems}
    assert (ProblemKind.SLOT in kinds) == bool(set("{}") & set(text))


@given(TEXTS)
def test_spans_are_in_order_and_inside_both_texts(text: str) -> None:
    said = speak(text, glossary=GLOSSARY)
    written_at = spoken_at = 0
    for written_start, written_end, spoken_start, spoken_end in said.spans:
        assert written_at <= written_start < written_end <= len(said.written)
        assert spoken_at <= spoken_start < spoken_end <= len(said.text)
        written_at, spoken_at = written_end, spoken_end


@given(TEXTS)
def test_words_outside_the_spans_are_only_pauses(text: str) -> None:
    said = speak(text, glossary=GLOSSARY)
    left = list(said.text)
    for _, _, start, end in said.spans:
        left[start:end] = " " * (end - start)
    assert not re.search(r"[^ .,;:?!]", "".join(left))
