"""The text for a smart loudspeaker."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.parts import CueKind, Part
from lessons.radio.textfile import NotReadyError, as_text
from tests.lessons.radio.samples import make_script


def test_the_text_holds_the_spoken_words_cue_by_cue() -> None:
    assert as_text(make_script()) == (
        "Kính thưa quý vị và bà con!\r\n"
        "\r\n"
        "Ô tê pê có sáu số.\r\n"
        "Gọi không chín một hai, ba bốn năm, sáu bảy tám, giờ làm việc, để hỏi về vi en ai đi.\r\n"
        "\r\n"
        "Không đưa mã ô tê pê cho ai.\r\n"
        "\r\n"
        "Xin nhắc lại: không đưa mã.\r\n"
        "\r\n"
        "Xem thêm tại dichvucong chấm gov chấm v n, viết liền không dấu.\r\n"
    )


@given(st.text(min_size=1, max_size=60))
def test_the_text_holds_no_sign_and_only_windows_line_ends(text: str) -> None:
    script = make_script(Part(CueKind.GREETING, ("Xin chào.",)), Part(CueKind.CONTENT, (text,)))
    if script.ready:
        words = as_text(script)
        assert "\n" not in words.replace("\r\n", "")
        assert words == unicodedata.normalize("NFC", words)
        signs = {char for char in words if unicodedata.category(char)[0] in "SNC"} - {"\r", "\n"}
        assert not signs
        assert not set('()[]{}<>/*•-_@#"“”') & set(words)


def test_a_script_with_an_unknown_abbreviation_gives_no_text() -> None:
    with pytest.raises(NotReadyError, match="no reading for: XYZT"):
        as_text(make_script(Part(CueKind.CONTENT, ("Hỏi XYZT.",))))


def test_a_script_with_an_impossible_day_gives_no_text() -> None:
    with pytest.raises(NotReadyError, match="date: 31/02"):
        as_text(make_script(Part(CueKind.CONTENT, ("Họp ngày 31/02.",))))


def test_an_empty_script_gives_no_text() -> None:
    with pytest.raises(NotReadyError, match="no words to say"):
        as_text(make_script(Part(CueKind.MUSIC_IN)))
