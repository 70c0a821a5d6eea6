"""Where a sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mở máy. Bấm nút! Xong chưa?", ("Mở máy.", "Bấm nút!", "Xong chưa?")),
        ("Ở TP. Huế có 1.000 hộ. Xin chào.", ("Ở TP. Huế có 1.000 hộ.", "Xin chào.")),
        ("Vào dichvucong.gov.vn. Bấm nộp.", ("Vào dichvucong.gov.vn.", "Bấm nộp.")),
        ("Từ 22.11.2026. Nhớ đến sớm.", ("Từ 22.11.2026.", "Nhớ đến sớm.")),
        ("Rau, quả, v.v. và cá.", ("Rau, quả, v.v. và cá.",)),
        ("ThS. Nguyễn và ông N. V. A. đến.", ("ThS. Nguyễn và ông N. V. A. đến.",)),
        ("1. Mở máy\n2. Bấm nút", ("1. Mở máy", "2. Bấm nút")),
        ("- Mở máy\n• Bấm nút", ("Mở máy", "Bấm nút")),
        ("Chờ... rồi bấm. iPhone thì khác.", ("Chờ... rồi bấm.", "iPhone thì khác.")),
        ("Bà nói: “Không!” Rồi bà về.", ("Bà nói: “Không!”", "Rồi bà về.")),
        ("Có 6 số. 9 giờ mở cửa.", ("Có 6 số.", "9 giờ mở cửa.")),
        ("Một\n\n\nHai", ("Một", "Hai")),
        (" \n . \n", ()),
        ("Xin chào. {} Hết.", ("Xin chào.", "{} Hết.")),
        ("Xin chào. {}", ("Xin chào.", "{}")),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


@given(st.lists(st.sampled_from(["Mở máy", "TP.", "v.v.", "3.5", ".", "!", "?", "…", "a.vn", "\n", "-", "“A”"])))
def test_no_word_is_lost(pieces: list[str]) -> None:
    text = " ".join(pieces)
    kept = "".join(char for sentence in sentences(text) for char in sentence if char.isalnum())
    assert kept == "".join(char for char in text if char.isalnum())
