from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS, BadResponse, BadSpec

from .specs import questions

MATCHING, ORDERING = KINDS["matching"], KINDS["ordering"]
PAIRS = {
    "pairs": [
        {"key": "a", "left": "Mã OTP", "right": "Không đọc cho ai"},
        {"key": "b", "left": "Mã QR của xã", "right": "Dán ở trụ sở"},
        {"key": "c", "left": "Mật khẩu", "right": "Không đọc cho ai"},
    ],
    "extra": ["Gửi vào nhóm Zalo"],
}
STEPS = {"items": ["Mở ứng dụng", "Chọn thủ tục", "Điền tờ khai", "Bấm Gửi"]}


def key_of(kind, spec, text):
    return next(option.key for option in kind.options(spec) if option.text == text)


def order_of(spec, *places):
    """The response with the items of the right order at `places`, counted from 1."""
    return {"order": [key_of(ORDERING, spec, spec.items[place - 1]) for place in places]}


def refusal(kind, spec, response):
    with pytest.raises(BadResponse) as refused:
        kind.checked(spec, response)
    return refused.value.code, refused.value.values


def codes(kind, data):
    with pytest.raises(BadSpec) as refused:
        kind.load(data)
    return [(fault.code, fault.path) for fault in refused.value.faults]


def test_each_right_line_earns_its_part():
    spec = MATCHING.load(PAIRS)
    wrong = {"b": key_of(MATCHING, spec, "Gửi vào nhóm Zalo")}
    assert MATCHING.share(spec, {"pairs": MATCHING.correct_response(spec)["pairs"] | wrong}) == Fraction(2, 3)


def test_lines_with_the_same_right_side_share_one_option():
    spec = MATCHING.load(PAIRS)
    assert [option.text for option in MATCHING.options(spec)] == [
        "Dán ở trụ sở",
        "Gửi vào nhóm Zalo",
        "Không đọc cho ai",
    ]


@given(questions("matching"))
def test_the_key_of_an_option_does_not_tell_its_line(spec):
    assert not {pair.key for pair in spec.pairs} & set(MATCHING.option_keys(spec))


def test_a_line_without_an_answer_is_asked_for_by_its_words():
    spec = MATCHING.load(PAIRS)
    given = MATCHING.correct_response(spec)["pairs"]
    assert refusal(MATCHING, spec, {"pairs": given | {"b": ""}}) == ("pair_missing", {"text": "Mã QR của xã"})
    assert refusal(MATCHING, spec, {"pairs": {}}) == ("pair_missing", {"text": "Mã OTP"})


def test_lines_and_options_of_another_question_are_refused():
    spec = MATCHING.load(PAIRS)
    given = MATCHING.correct_response(spec)["pairs"]
    assert refusal(MATCHING, spec, {"pairs": given | {"z": given["a"]}})[0] == "unknown_choice"
    assert refusal(MATCHING, spec, {"pairs": given | {"a": "a"}})[0] == "unknown_choice"


def test_a_matching_answer_is_said_line_by_line():
    spec = MATCHING.load(PAIRS)
    assert MATCHING.answer_labels(spec, MATCHING.correct_response(spec))[1] == "Mã QR của xã → Dán ở trụ sở"


def test_an_extra_option_fits_no_line():
    assert codes(MATCHING, PAIRS | {"extra": ["Dán ở trụ sở"]}) == [("extra_is_right", ("extra", 0))]


def test_a_matching_question_has_something_to_choose():
    pairs = [pair | {"right": "Như nhau"} for pair in PAIRS["pairs"]]
    assert codes(MATCHING, {"pairs": pairs}) == [("one_option", ("pairs",))]


def test_the_order_backwards_earns_nothing():
    spec = ORDERING.load(STEPS)
    assert ORDERING.share(spec, order_of(spec, 4, 3, 2, 1)) == 0


def test_one_step_out_of_place_costs_only_its_neighbours():
    spec = ORDERING.load(STEPS)
    assert ORDERING.share(spec, order_of(spec, 2, 3, 4, 1)) == Fraction(2, 3)
    assert ORDERING.share(spec, order_of(spec, 1, 3, 2, 4)) == 0
    assert ORDERING.share(spec, order_of(spec, 1, 2, 4, 3)) == Fraction(1, 3)


def test_all_or_nothing_wants_every_step_in_its_place():
    spec = ORDERING.load(STEPS | {"rule": "all_or_nothing"})
    assert ORDERING.share(spec, order_of(spec, 2, 3, 4, 1)) == 0


@given(questions("ordering"))
def test_what_is_shown_without_shuffling_is_not_the_right_order(spec):
    assert ORDERING.option_keys(spec) != spec.right


@given(questions("ordering"), st.data())
def test_only_the_right_order_earns_the_full_mark(spec, data):
    order = data.draw(st.permutations(spec.right))
    assert (ORDERING.share(spec, {"order": order}) == 1) == (order == spec.right)


def test_a_step_left_out_or_given_twice_is_named():
    spec = ORDERING.load(STEPS)
    assert refusal(ORDERING, spec, order_of(spec, 1, 2, 4)) == ("item_missing", {"text": "Điền tờ khai"})
    assert refusal(ORDERING, spec, order_of(spec, 1, 2, 3, 4, 2)) == ("item_twice", {"text": "Chọn thủ tục"})
    assert refusal(ORDERING, spec, {"order": ["z"]})[0] == "unknown_choice"


def test_an_ordering_answer_is_said_place_by_place():
    spec = ORDERING.load(STEPS)
    assert ORDERING.answer_labels(spec, order_of(spec, 2, 1, 3, 4))[:2] == ["1. Chọn thủ tục", "2. Mở ứng dụng"]


def test_two_steps_never_say_the_same():
    assert codes(ORDERING, {"items": ["Một", "Hai", " Một"]}) == [("same_text", ("items", 2))]
