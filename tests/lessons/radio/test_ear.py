"""What is hard on the ear, and what only looks so."""

import unicodedata

import pytest
from hypothesis import given

from lessons.radio.ear import EarFault, EarKind, ear_faults
from lessons.radio.lexicon import load_glossary
from lessons.radio.parts import CueKind, Part
from tests.lessons.radio.samples import make_script
from tests.lessons.radio.test_spoken_properties import TEXTS

GLOSSARY = load_glossary()
CONTENT = Part(CueKind.CONTENT, ("Bà con mở kho ứng dụng.", "Bà con gõ tên.", "Rồi bấm nút cài đặt."))


def pieces(text: str, kind: EarKind, glossary: dict[str, str] = GLOSSARY) -> list[str]:
    """What a greeting of this text is blamed for."""
    script = make_script(Part(CueKind.GREETING, (text,)), glossary=glossary)
    return [fault.piece for fault in ear_faults(script, glossary) if fault.kind is kind]


def test_a_sentence_of_twenty_five_syllables_is_not_too_long() -> None:
    assert pieces(" ".join(["Ba"] * 25) + ".", EarKind.LONG) == []


def test_syllables_are_counted_as_they_are_said() -> None:
    text = "Gọi 0912 345 678 hoặc 0912 345 679 để hỏi thêm."  # 1 + 10 + 1 + 10 + 3
    assert pieces(text, EarKind.LONG) == []
    assert pieces(text.replace("để", "rồi để"), EarKind.LONG) == [text.replace("để", "rồi để")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bấm nút (bên phải) rồi chờ [một lát].", ["(bên phải)", "[một lát]"]),
        ("Bấm nút (bên phải rồi chờ.", ["("]),
        ("Bấm nút bên phải) rồi chờ.", [")"]),
        ("a) Bấm nút bên phải.", []),
        ("1) Bấm nút bên phải.", []),
        ("Bấm nút bên phải.", []),
    ],
)
def test_brackets(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.BRACKETS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mở dichvucong.gov.vn hoặc hỏi a.b@xa.gov.vn.", ["dichvucong.gov.vn", "a.b@xa.gov.vn"]),
        ("Mở https://vneid.gov.vn/tai-ve để tải.", ["https://vneid.gov.vn/tai-ve"]),
        ("Tìm dịch vụ công, chấm gov, chấm vn.", []),
        ("Giá tăng 1.250 lần.Rồi giảm.", []),
    ],
)
def test_bare_addresses(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.ADDRESS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Họp lúc 15h30 22/11/2026.", ["15h30 22/11/2026"]),
        ("Họp lúc 15h30 ngày 22/11/2026.", []),
        ("Gọi 113, 114, 115 ngay.", ["113, 114, 115"]),
        ("Gọi 113 hoặc 114, rồi chờ 5 phút, 3 lần.", []),
        ("Gọi 0912 345 678.", []),
        ("Gọi 0912 345 678, 0912 345 679.", ["0912 345 678, 0912 345 679"]),
        ("Chờ 20-30 phút.", []),
        ("Năm 2026 12 ấp có 4G.", ["2026 12"]),
        ("Có 3 người, 5 máy; 7 8 9 hộ.", ["7 8 9"]),
    ],
)
def test_numbers_in_a_row(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.NUMBERS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bà con click vào link trên web.", ["click", "link", "web"]),
        ("Bà con mở Zalo, QR code, Internet và App Store.", []),
        ("Bấm vào dichvucong.gov.vn rồi chờ.", []),
        ("Xin nhắc lại, dịch vụ công, chấm gov, chấm vn.", []),
        ("Ba con mo kho ung dung, go ten, bam nut cai dat, roi cho xong.", []),
        ("Khuya khoắt, nguếch ngoác, giếng, quýt, xoong, gì, ở Đắk Lắk, Krông Pắc, Kon Tum, M'Droh.", []),
        ("Lớp học vitamin C.", ["vitamin"]),
        ("XYZT", []),  # told as a problem already
        ("ខ្មែរ", []),
    ],
)
def test_foreign_words(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.ENGLISH) == found


def test_a_word_that_the_glossary_says_as_it_is_written_is_explained() -> None:
    assert pieces("Mở web ra.", EarKind.ENGLISH, {"Web": "web"}) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mỗi cái 50.000đ, hai cái 90 nghìn đồng.", ["50.000đ", "90 nghìn đồng"]),
        ("Chỉ năm mươi nghìn đồng một cái.", ["năm mươi nghìn đồng"]),
        ("Giá chỉ 50k, hoặc $5.", ["Giá chỉ 50k", "$5"]),
        ("Có 1,5 triệu đồng trong ví.", ["1,5 triệu đồng"]),
        ("Nộp lệ phí 50.000 đồng.", []),
        ("Người bán bị phạt tiền 5 triệu đồng.", []),
        ("Mức đóng là 100.000 đồng, Nhà nước hỗ trợ.", []),
        ("Tổ có 50 đồng chí, năm mươi đồng bào.", []),
        ("Tổ công nghệ số cộng đồng có 12 người.", []),
        ("Hợp đồng số 5.", []),
    ],
)
def test_prices(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.PRICE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KHUYẾN MÃI lớn, mua ngay!", ["KHUYẾN MÃI", "mua ngay"]),
        ("Ứng dụng số một, miễn phí đăng ký.", ["số một", "miễn phí đăng ký"]),
        ("Đây là ưu đãi duy nhất, tốt nhất.", ["ưu đãi", "duy nhất", "tốt nhất"]),
        ("Bước số một, mở máy. Bấm số 1.", []),
        ("Tốt nhất là hỏi công an xã.", []),
        ("Hộ nghèo được vay vốn ưu đãi.", []),
        ("An toàn là ưu tiên hàng đầu.", []),
    ],
)
def test_words_of_advertising(text: str, found: list[str]) -> None:
    assert pieces(text, EarKind.PROMOTION) == found


def test_content_without_a_repeat_is_told() -> None:
    assert ear_faults(make_script(CONTENT)) == (EarFault(EarKind.NO_REPEAT, None, None),)


@pytest.mark.parametrize(
    "words",
    [
        "Xin nhắc lại, bà con chỉ cài từ kho ứng dụng.",
        "Nhớ gõ tên cho đúng.",
        unicodedata.normalize("NFD", "Kho ứng dụng có sẵn trên máy."),
    ],
)
def test_a_repeat_says_two_words_of_the_steps_again(words: str) -> None:
    assert ear_faults(make_script(CONTENT, Part(CueKind.REPEAT, (words,)))) == ()


def test_a_repeat_of_the_warning_counts() -> None:
    assert EarKind.NO_REPEAT not in {fault.kind for fault in ear_faults(make_script())}


def test_a_repeat_of_something_else_is_told_where_it_stands() -> None:
    repeat = Part(CueKind.REPEAT, ("", "Xin nhắc lại, bà con nhớ giữ sức khỏe."))
    assert ear_faults(make_script(Part(CueKind.MUSIC_IN), CONTENT, repeat)) == (
        EarFault(EarKind.NO_REPEAT, 2, 1, "Xin nhắc lại, bà con nhớ giữ sức khỏe."),
    )


def test_a_greeting_alone_needs_no_repeat() -> None:
    assert ear_faults(make_script(Part(CueKind.GREETING, ("Xin chào bà con.",)))) == ()


def test_a_fault_says_where_it_stands_and_is_told_once() -> None:
    parts = (Part(CueKind.MUSIC_IN), Part(CueKind.GREETING, ("Xin chào.", "Mở web. Đóng web (chậm).")))
    assert ear_faults(make_script(*parts)) == (
        EarFault(EarKind.ENGLISH, 1, 1, "web"),
        EarFault(EarKind.BRACKETS, 1, 1, "(chậm)"),
    )


def test_ear_rules_block_nothing() -> None:
    script = make_script(Part(CueKind.CONTENT, ("Mua ngay (giá 50k).",)))
    assert ear_faults(script)
    assert script.ready


@given(TEXTS)
def test_every_piece_is_found_in_what_was_written(text: str) -> None:
    script = make_script(Part(CueKind.GREETING, (text,)))
    for fault in ear_faults(script, GLOSSARY):
        assert any(fault.piece in line.written for line in script.lines if line.place == fault.place)


@pytest.mark.parametrize(
    "piece", ["bà con ", "1", "1 ", "1,", "(", "[(", "a.", "a@", "đồng ", "một ", "số ", "web ", "giá ", "$", "chấm "]
)
def test_thirty_thousand_characters_are_judged(piece: str) -> None:
    faults = ear_faults(make_script(Part(CueKind.CONTENT, ((piece * 30_000)[:30_000],))), GLOSSARY)
    assert {fault.part for fault in faults} <= {0, None}
