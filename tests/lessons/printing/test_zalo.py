"""The text for a chat group."""

from hypothesis import given
from hypothesis import strategies as st

from lessons.printing.zalo import LIMIT, zalo_text

ADDRESS = "https://kynangso.example/b/vneid/"
WORDS = st.lists(st.text("aăâđêôơưừẫ.,!", min_size=1, max_size=14), max_size=40).map(" ".join)


@given(title=WORDS, lede=WORDS, lines=st.lists(WORDS, max_size=12), warning=WORDS)
def test_the_text_is_never_longer_than_a_message_may_be_and_always_leads_to_the_lesson(title, lede, lines, warning):
    text = zalo_text(title, lede, lines, ADDRESS, warning=warning)
    assert len(text) <= LIMIT
    assert text.splitlines()[-1] == ADDRESS


@given(title=WORDS, lede=WORDS, lines=st.lists(WORDS, max_size=12), warning=WORDS, limit=st.integers(0, 300))
def test_no_word_is_ever_cut(title, lede, lines, warning, limit):
    text = zalo_text(title, lede, lines, ADDRESS, limit, warning=warning)
    numbers = [f"{n}." for n in range(1, len(lines) + 1)]
    assert set(text.split()) <= {*" ".join([title, lede, *lines, warning, ADDRESS]).split(), *numbers}


@given(lines=st.lists(WORDS.filter(bool), min_size=1, max_size=12))
def test_steps_are_kept_whole_from_the_first_on(lines):
    text = zalo_text("Cài VNeID", "", lines, ADDRESS)
    kept = [line for line in text.splitlines() if line[:1].isdigit()]
    assert kept == [f"{n}. {line}" for n, line in enumerate(lines, start=1)][: len(kept)]


def test_everything_stands_in_its_order_when_there_is_room():
    text = zalo_text("Cài VNeID", "Làm ở nhà.", ["Mở kho", "Gõ VNeID"], ADDRESS, warning="Không đọc mã OTP cho ai.")
    assert text == (f"Cài VNeID\nLàm ở nhà.\n\n1. Mở kho\n2. Gõ VNeID\n\nKhông đọc mã OTP cho ai.\n\n{ADDRESS}")


def test_the_warning_outlasts_the_last_steps():
    text = zalo_text("Cài VNeID", "", ["Mở kho ứng dụng có sẵn trên máy"] * 20, ADDRESS, warning="Không đọc mã OTP.")
    assert "Không đọc mã OTP." in text
    assert "20." not in text


def test_a_line_too_long_for_a_message_ends_the_list_instead_of_being_cut():
    text = zalo_text("Cài VNeID", "", ["Mở kho", "a" * 10_000, "Gõ VNeID"], ADDRESS)
    assert text == f"Cài VNeID\n\n1. Mở kho\n\n{ADDRESS}"
