"""Syllables and seconds, against texts counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.lexicon import load_glossary
from lessons.radio.parts import CueKind, Part
from lessons.radio.spoken import speak
from lessons.radio.timing import (
    ImpossibleReadingError,
    RateOutOfBoundsError,
    duration_words,
    pauses,
    rate_from_reading,
    seconds,
    syllables,
)
from tests.lessons.radio.samples import make_script

# Counted by hand on the spoken form: syllables; pauses inside; sentences; seconds at 180.
# 1. Xin cảm ơn bà con = 5
# 2. Thưa bà con | đây là mục kỹ năng số của đài truyền thanh xã = 3 + 11
# 3. Hãy gọi | không chín một hai | ba bốn năm | sáu bảy tám | trước | mười lăm giờ ba mươi phút = 2 + 4 + 3 + 3 + 1 + 6
# 4. Mở | dichvucong chấm gov chấm v n | viết liền không dấu | để nộp | năm mươi nghìn đồng = 1 + 6 + 4 + 2 + 4
# 5. không bao giờ | đưa mã | ô tê pê | cho ai = 3 + 2 + 3 + 2
# 6. Họp | ngày hai mươi hai tháng mười một | năm hai nghìn không trăm hai mươi sáu | lúc bảy giờ | mời bà con đến sớm
#    = 1 + 7 + 8 + 3 + 5
# 7. Xã có | một nghìn hai trăm linh năm | hộ | ba mươi phần trăm | đã cài | vi en ai đi = 2 + 6 + 1 + 4 + 2 + 4
# 8. Bà con làm ba việc | mở máy | gõ tên | bấm nút = 5 + 2 + 2 + 2
# 9. Gọi | một một ba | nếu bị lừa | gọi | một không hai hai | để hỏi = 1 + 3 + 3 + 1 + 4 + 2
# 10. Nghị định | sáu mươi chín | năm hai nghìn không trăm hai mươi tư | của Chính phủ | có hiệu lực từ | quý bốn
#    = 2 + 3 + 8 + 3 + 4 + 2
COUNTED = [
    ("Xin cảm ơn bà con.", 5, 0, 1, 2.17),
    ("Thưa bà con, đây là mục kỹ năng số của đài truyền thanh xã.", 14, 1, 1, 5.37),
    ("Hãy gọi 0912 345 678 trước 15h30.", 19, 2, 1, 7.23),
    ("Mở dichvucong.gov.vn để nộp 50.000 đồng!", 17, 2, 1, 6.57),
    ("KHÔNG BAO GIỜ đưa mã OTP cho ai.", 10, 0, 1, 3.83),
    ("Họp ngày 22/11/2026, lúc 7 giờ. Mời bà con đến sớm!", 24, 1, 2, 9.2),
    ("Xã có 1.205 hộ; 30% đã cài VNeID.", 19, 1, 1, 7.03),
    ("Bà con làm ba việc: mở máy, gõ tên, bấm nút.", 11, 3, 1, 4.77),
    ("Gọi 113 nếu bị lừa. Gọi 1022 để hỏi.", 14, 0, 2, 5.67),
    ("Nghị định 69/2024/NĐ-CP có hiệu lực từ quý IV.", 22, 0, 1, 7.83),
]


@pytest.mark.parametrize(("written", "count", "inside", "ends", "length"), COUNTED)
def test_syllables_pauses_and_seconds_agree_with_a_count_by_hand(
    written: str, count: int, inside: int, ends: int, length: float
) -> None:
    said = speak(written, glossary=load_glossary()).text
    assert syllables(said) == count
    assert pauses(said) == pytest.approx(inside * 0.2 + ends * 0.5)
    assert seconds(said, 180) == pytest.approx(length, abs=0.005)


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


def test_a_timed_reading_tells_the_rate() -> None:
    # 60 syllables; 2 sentences and 1 comma are 1.2 s of silence; 20 s of speaking are 180 a minute.
    text = " ".join(["ba"] * 30) + ". " + " ".join(["ba"] * 15) + ", " + " ".join(["ba"] * 15) + "."
    assert rate_from_reading(text, 21.2) == 180.0


def test_the_music_of_a_script_is_no_part_of_the_reading() -> None:
    words = Part(CueKind.CONTENT, ("Thưa bà con, đây là mục kỹ năng số của đài truyền thanh xã.",))
    assert rate_from_reading(make_script(Part(CueKind.MUSIC_IN), words), 14 / 3 + 0.7) == 180.0


@given(st.floats(150, 220), st.lists(st.integers(2, 30), min_size=1, max_size=5))
def test_the_rate_of_a_reading_explains_its_length(rate: float, counts: list[int]) -> None:
    text = " ".join(f"Một{' ba' * count}, rồi." for count in counts)
    assert rate_from_reading(text, seconds(text, rate)) == pytest.approx(rate, abs=0.051)


@pytest.mark.parametrize(("length", "rate", "is_fast"), [(2.5 + 0.5, 240, True), (5 + 0.5, 120, False)])
def test_a_reading_too_fast_or_too_slow_is_refused_with_its_rate(length: float, rate: float, is_fast: bool) -> None:
    with pytest.raises(RateOutOfBoundsError) as caught:
        rate_from_reading("Một hai ba bốn năm sáu bảy tám chín mười.", length)
    assert (caught.value.rate, caught.value.is_fast) == (rate, is_fast)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 10),
        (" . ", 10),
        ("Xin chào.", 0.5),
        ("Xin chào.", 0),
        ("Xin chào.", -3),
        ("Xin chào.", float("nan")),
        ("Xin chào.", float("inf")),
    ],
)
def test_an_impossible_reading_is_refused(text: str, length: float) -> None:
    with pytest.raises(ImpossibleReadingError):
        rate_from_reading(text, length)
