"""Local slots: filled, left out, or told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.parts import CueKind, Part
from lessons.radio.problems import ProblemKind
from lessons.radio.slots import SLOTS, Filled, fill, slots_in
from tests.lessons.radio.samples import make_script

VALUES = {"nơi gặp": "nhà văn hóa ấp 3", "giờ gặp": "", "liên hệ": "   "}


def closing(*lines: str) -> Part:
    return Part(CueKind.CLOSING, lines)


def test_the_slots_of_a_text_are_found_each_once() -> None:
    assert slots_in("Đến {nơi gặp} lúc {giờ gặp}, hoặc {nơi gặp} khác.") == ("nơi gặp", "giờ gặp")


@pytest.mark.parametrize(
    "written", ["{nơi gặp}", "{ Nơi  Gặp }", "{NƠI GẶP}", unicodedata.normalize("NFD", "{nơi gặp}"), "{nơi\u00a0gặp}"]
)
def test_case_blanks_and_the_form_of_unicode_do_not_matter(written: str) -> None:
    assert slots_in(written) == ("nơi gặp",)
    assert fill([closing(f"Đến {written}.")], VALUES).parts == (closing("Đến nhà văn hóa ấp 3."),)


@pytest.mark.parametrize("written", ["{nơi ở}", "nơi gặp", "{}", "{nơi gặp", "{nơi\ngặp}", ""])
def test_other_braces_are_no_slot(written: str) -> None:
    assert slots_in(written) == ()


def test_a_line_whose_slot_is_blank_or_missing_falls_out() -> None:
    lines = ("Đến {nơi gặp} lúc {giờ gặp}.", "Gọi {liên hệ}.", "Xã {tên xã} kính báo.", "Cảm ơn bà con.")
    assert fill([closing(*lines)], VALUES) == Filled((closing("Cảm ơn bà con."),), lines[:3])


def test_a_part_without_a_line_falls_out_and_music_stays() -> None:
    parts = [Part(CueKind.MUSIC_IN), closing("Gọi {liên hệ}."), Part(CueKind.MUSIC_OUT, seconds=4)]
    assert fill(parts, VALUES).parts == (parts[0], parts[2])


@pytest.mark.parametrize(
    "part", [Part(CueKind.WARNING, ("Gọi {liên hệ}.",)), Part(CueKind.CONTENT, ("Gọi {liên hệ}.",), whole=True)]
)
def test_what_must_not_be_lost_stays_and_keeps_the_script_off_the_air(part: Part) -> None:
    filled = fill([part], VALUES)
    assert filled == Filled((part,))
    assert [problem.kind for problem in make_script(*filled.parts).problems] == [ProblemKind.SLOT]


def test_a_slot_that_opens_a_line_takes_the_capital() -> None:
    assert fill([closing("{nơi gặp} mở cửa.")], VALUES).parts[0].lines == ("Nhà văn hóa ấp 3 mở cửa.",)


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("{lời chào}.", "Kính chào bà con."),
        ("{lời chào} và quý vị.", "Kính chào bà con và quý vị."),
        ("{lời chào} Hôm nay ta học.", "Kính chào bà con! Hôm nay ta học."),
        ("{lời chào}", "Kính chào bà con!"),
    ],
)
def test_the_marks_of_the_writer_win_inside_a_sentence(line: str, filled: str) -> None:
    assert fill([closing(line)], {"lời chào": "Kính chào bà con!"}).parts[0].lines == (filled,)


def test_a_value_is_one_line_of_plain_text() -> None:
    values = {"liên hệ": " Tổ công nghệ\n số\u200b cộng đồng "}
    assert fill([closing("Gặp {liên hệ}.")], values).parts[0].lines == ("Gặp Tổ công nghệ số cộng đồng.",)


def test_a_slot_inside_a_value_is_not_filled_again_but_told() -> None:
    filled = fill([closing("Đến {nơi gặp}.")], {"nơi gặp": "ủy ban {tên xã}", "tên xã": "Tân Lập"})
    script = make_script(*filled.parts)
    assert [(problem.kind, problem.written) for problem in script.problems] == [(ProblemKind.SLOT, "{tên xã}")]


@pytest.mark.parametrize("written", ["{nơi ở}", "{}", "{ }", "{", "}", "{nơi gặp}", "a}b{c", "{{nơi gặp}}"])
def test_braces_that_nobody_filled_keep_a_script_off_the_air(written: str) -> None:
    script = make_script(closing(f"Xin chào. {written}"))
    assert {problem.kind for problem in script.problems} == {ProblemKind.SLOT}
    assert not script.ready


PIECES = st.sampled_from([*(f"{{{slot}}}" for slot in SLOTS), "{nơi ở}", "Bà con", "đến", ". ", "{", "}", " "])
LINES = st.lists(PIECES, max_size=6).map("".join)


@given(
    st.lists(
        st.builds(Part, st.sampled_from([CueKind.CONTENT, CueKind.WARNING]), st.lists(LINES, max_size=3).map(tuple))
    ),
    st.dictionaries(st.sampled_from(SLOTS), st.text(max_size=10)),
)
def test_after_filling_no_slot_with_a_value_is_left_and_no_braces_go_unseen(
    parts: list[Part], values: dict[str, str]
) -> None:
    plain = {slot: value.replace("{", "").replace("}", "") for slot, value in values.items()}
    filled = fill(parts, plain)
    left = [line for part in filled.parts for line in part.lines]
    assert not {slot for line in left for slot in slots_in(line)} & {slot for slot in plain if plain[slot].isalnum()}
    script = make_script(*filled.parts, Part(CueKind.CLOSING, ("Xin chào.",)))
    seen = any(problem.kind is ProblemKind.SLOT for problem in script.problems)
    assert seen == any("{" in line or "}" in line for line in left)
