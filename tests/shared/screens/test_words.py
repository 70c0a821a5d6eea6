"""A screen said in words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.screens.spec import ROW_TYPES, ScreenSpec, parse
from lms.shared.screens.words import describe, instruction

from .factories import KINDS, drawn_screen, mark, picture, row

LETTERS = st.characters(categories=["L", "N"])
LABELS = st.text(st.one_of(LETTERS, st.sampled_from(" .:?!…*ễộự̃́")), min_size=1, max_size=40).filter(
    lambda text: any(unicodedata.category(sign)[0] in "LN" for sign in text)
)


def bare(words: str) -> str:
    """How a label is named: composed, one space between words, without the marks at its end."""
    return " ".join(unicodedata.normalize("NFC", words).split()).rstrip(" .,:;!?…*")


@st.composite
def screens(draw: st.DrawFn) -> ScreenSpec:
    kinds = draw(st.lists(st.sampled_from(sorted(ROW_TYPES)), min_size=1, max_size=12))
    rows = [row(kind, draw(LABELS), id=f"r{n}") for n, kind in enumerate(kinds)]
    spec = parse({"type": "drawn", "bar": {"title": draw(LABELS), "back": draw(st.booleans())}, "rows": rows})
    assert isinstance(spec, ScreenSpec)
    return spec


@given(screens())
def test_a_description_is_composed_and_ends_with_a_full_stop(spec: ScreenSpec):
    for target in ["", *dict(spec.targets())]:
        said = describe(spec, target)
        assert said.endswith(".")
        assert unicodedata.is_normalized("NFC", said)
        assert "  " not in said


@given(screens())
def test_an_instruction_is_one_sentence_that_names_its_target(spec: ScreenSpec):
    for target, words in spec.targets():
        said = instruction(spec, target)
        assert said.endswith(".")
        assert unicodedata.is_normalized("NFC", said)
        last = bare(words.split(", ")[-1])
        assert last.casefold().removeprefix("nút ") in said.casefold()


@given(screens())
def test_a_description_ends_with_the_instruction(spec: ScreenSpec):
    for target, _ in spec.targets():
        assert describe(spec, target) == f"{describe(spec)} {instruction(spec, target)}"


@pytest.mark.parametrize(
    ("given_row", "said"),
    [
        (row("button", "Cài đặt"), "Bấm nút Cài đặt."),
        (row("input", "Số điện thoại:"), "Gõ vào ô Số điện thoại."),
        (row("item", "Nhà phát hành", note="Đọc kỹ dòng này"), "Đọc dòng Nhà phát hành."),
        (row("item", "CH Play", note="Kho ứng dụng"), "Bấm vào dòng CH Play."),
        (row("toggle", "Lưu người nhận"), "Bấm vào công tắc Lưu người nhận."),
        (row("codes", "Mã xác thực", count=6), "Gõ Mã xác thực vào sáu ô."),
        (row("notice", "Không đọc mã này"), "Đọc lời nhắc “Không đọc mã này”."),
        (row("text", "Nhập mã"), "Đọc dòng chữ “Nhập mã”."),
        (row("tabs", labels=["Ứng dụng", "Trò chơi"]), "Nhìn vào hai mục Ứng dụng và Trò chơi."),
        (row("qr", "Mã QR của quầy"), "Nhìn vào mã QR của quầy."),
        (row("image", "Thẻ căn cước"), "Nhìn vào hình Thẻ căn cước."),
    ],
)
def test_each_kind_has_its_own_instruction(given_row: dict[str, object], said: str):
    assert instruction(drawn_screen({**given_row, "id": "a"}), "a") == said


def test_a_tab_and_the_back_arrow_have_their_own_instruction():
    spec = drawn_screen(row("tabs", id="muc", labels=["Ứng dụng", "Trò chơi"]), title="Kho ứng dụng", back=True)
    assert instruction(spec, "muc/1") == "Bấm vào mục Trò chơi."
    assert instruction(spec, "bar/back") == "Bấm mũi tên quay lại, cạnh chữ Kho ứng dụng."


def test_a_screen_is_described_from_top_to_bottom():
    spec = drawn_screen(
        row("input", "Tìm ứng dụng", id="tim", value=""),
        row("tabs", labels=["Ứng dụng", "Trò chơi"]),
        title="Kho ứng dụng",
    )
    assert describe(spec, "tim") == (
        "Màn hình Kho ứng dụng. Có ô Tìm ứng dụng, hai mục Ứng dụng và Trò chơi. Gõ vào ô Tìm ứng dụng."
    )


def test_neighbours_of_one_kind_share_their_noun():
    items = [row("item", name, note="") for name in ("Danh bạ", "CH Play", "Máy ảnh")]
    spec = drawn_screen(*items, row("button", "Đóng"), title="Màn hình chính")
    assert describe(spec) == "Màn hình chính. Có ba dòng Danh bạ, CH Play và Máy ảnh; nút Đóng."


def test_twelve_neighbours_are_counted_in_words():
    spec = drawn_screen(*[row("button", f"Phím {n}") for n in range(12)])
    assert "mười hai nút" in describe(spec)


def test_a_masked_value_is_not_read_aloud():
    assert "•" not in describe(drawn_screen(row("input", "Số điện thoại", value="09•• ••• •••")))


def test_a_value_and_a_state_are_said():
    said = describe(drawn_screen(row("input", "Số tiền", value="45.000 đồng"), row("toggle", "Lưu", on=True)))
    assert "ô Số tiền ghi “45.000 đồng”" in said
    assert "công tắc Lưu đang bật" in said


def test_a_label_that_opens_with_its_own_noun_says_it_once():
    assert instruction(drawn_screen(row("button", "Nút Gửi", id="a")), "a") == "Bấm nút Gửi."


def test_a_picture_is_described_by_its_own_words():
    assert describe(picture(mark()), "nut") == ("Ảnh chụp màn hình: Màn hình đăng ký. Nhìn vào chỗ có khung: Nút Gửi.")


def test_a_target_the_screen_has_not_is_left_out_of_the_description():
    assert describe(drawn_screen(), "gone") == describe(drawn_screen())


def test_an_instruction_for_a_target_the_screen_has_not_is_refused():
    with pytest.raises(ValueError, match="gone"):
        instruction(drawn_screen(), "gone")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_described_by_its_words(kind: str):
    assert "Chữ mẫu" in describe(drawn_screen(row(kind)))
