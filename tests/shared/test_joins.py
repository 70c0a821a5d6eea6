"""What no line of print or of a drawn screen may part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.joins import NO_BREAK, joined


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Bật khóa mức 1/2/3 trước", ["mức 1/2/3"]),
        ("Tự quét mã QR của mình", ["mã QR"]),
        ("Mã OTP và mã PIN", ["Mã OTP", "mã PIN"]),
        ("Xem lại bước 4 sau 10 phút", ["bước 4", "10 phút"]),
        ("Gõ đủ 12 số, trả 50 000 đồng", ["12 số", "50 000 đồng"]),
        ("Gọi 0900 000 000 trước", ["0900 000 000"]),
        ("Phí 5 % một năm", ["5 %"]),
        ("12 khoản, 540.000 đồng", ["12 khoản", "540.000 đồng"]),
        ("Đã chọn 3 ảnh, 2 tờ", ["3 ảnh", "2 tờ"]),
    ],
)
def test_a_number_a_code_and_a_unit_stay_with_their_word(words: str, kept: list[str]) -> None:
    expected = words
    for part in kept:
        expected = expected.replace(part, part.replace(" ", NO_BREAK))
    assert joined(words) == expected


@pytest.mark.parametrize(
    "words",
    ["Mã của mình", "mã quà tặng", "Có 3 sốt cà chua", "thamức 3", "VNeID 2 mật khẩu", "Có 3, 0004 xã", "a\n1"],
)
def test_other_words_may_part(words: str) -> None:
    assert joined(words) == words


@given(st.text(st.sampled_from("mã QR OTPbước 0123 đồng phút/%\n.,")))
def test_only_spaces_change(words: str) -> None:
    assert joined(words).replace(NO_BREAK, " ") == words
    assert joined(joined(words)) == joined(words)
