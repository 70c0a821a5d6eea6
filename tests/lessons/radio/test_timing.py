"""Syllables and seconds, against texts counted by hand."""

import pytest

from lessons.radio.lexicon import load_glossary
from lessons.radio.spoken import speak
from lessons.radio.timing import duration_words, seconds, syllables

# Counted by hand on the spoken form:
# Thưa bà con | đây là mục kỹ năng số của đài truyền thanh xã = 3 + 11
# Hãy gọi | không chín một hai ba bốn năm sáu bảy tám | trước | mười lăm giờ ba mươi phút = 2 + 10 + 1 + 6
# Mở | dichvucong chấm gov chấm v n | viết liền không dấu | để nộp | năm mươi nghìn đồng = 1 + 6 + 4 + 2 + 4
COUNTED = [
    ("Thưa bà con, đây là mục kỹ năng số của đài truyền thanh xã.", 14),
    ("Hãy gọi 0912 345 678 trước 15h30.", 19),
    ("Mở dichvucong.gov.vn để nộp 50.000 đồng!", 17),
]


@pytest.mark.parametrize(("written", "count"), COUNTED)
def test_syllables_agree_with_a_count_by_hand(written: str, count: int) -> None:
    assert syllables(speak(written, glossary=load_glossary()).text) == count


def test_punctuation_is_not_a_syllable() -> None:
    assert syllables("Một , hai - ba . !") == 3


def test_seconds_are_syllables_at_the_rate_plus_pauses() -> None:
    text = "Thưa bà con, đây là mục kỹ năng số của đài truyền thanh xã. Xin cảm ơn."
    assert seconds(text, 180) == pytest.approx(17 / 3 + 2 * 0.5 + 0.2)


def test_a_text_without_a_full_stop_ends_with_a_pause_too() -> None:
    assert seconds("Xin cảm ơn", 180) == seconds("Xin cảm ơn.", 180) == pytest.approx(1.5)


def test_a_slower_announcer_takes_longer() -> None:
    assert seconds("Xin cảm ơn bà con.", 150) > seconds("Xin cảm ơn bà con.", 220)


def test_silence_takes_no_time() -> None:
    assert seconds("", 180) == 0


@pytest.mark.parametrize("rate", [0, 149, 221, -180])
def test_a_rate_out_of_bounds_is_refused(rate: int) -> None:
    with pytest.raises(ValueError, match="150 to 220 syllables a minute"):
        seconds("Xin chào.", rate)


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "0 giây"), (45.4, "45 giây"), (59.6, "1 phút"), (80, "1 phút 20 giây"), (3605, "1 giờ 5 giây")],
)
def test_a_duration_is_said_in_words(length: float, words: str) -> None:
    assert duration_words(length) == words


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        duration_words(-1)
