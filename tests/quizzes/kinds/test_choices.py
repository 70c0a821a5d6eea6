from fractions import Fraction

import pytest
from hypothesis import given

from quizzes.kinds import KINDS, MAX_CHOICES, BadResponse, BadSpec

from .specs import questions


def choices(*right, number=4, **more):
    rows = [
        {"key": key, "text": f"Câu trả lời {key}", "correct": key in right, "feedback": f"về {key}"}
        for key in "abcdefg"[:number]
    ]
    return {"choices": rows, **more}


def codes(kind, data):
    with pytest.raises(BadSpec) as refused:
        KINDS[kind].load(data)
    return [(fault.code, fault.path) for fault in refused.value.faults]


def refusal(kind, data, response):
    with pytest.raises(BadResponse) as refused:
        KINDS[kind].checked(KINDS[kind].load(data), response)
    return refused.value.code


@given(questions("multiple"))
def test_choosing_everything_never_earns_the_full_mark(spec):
    everything = {"choices": [choice.key for choice in spec.choices]}
    assert KINDS["multiple"].share(spec, everything) < 1


def test_a_wrong_choice_takes_a_right_one_away():
    spec = KINDS["multiple"].load(choices("a", "b"))
    assert KINDS["multiple"].share(spec, {"choices": ["a", "b", "c"]}) == Fraction(1, 2)


def test_all_or_nothing_gives_no_part():
    spec = KINDS["multiple"].load(choices("a", "b", rule="all_or_nothing"))
    assert KINDS["multiple"].share(spec, {"choices": ["a"]}) == 0


def test_choices_are_stored_once_each_in_the_order_of_the_question():
    spec = KINDS["multiple"].load(choices("a", "b"))
    assert KINDS["multiple"].checked(spec, {"choices": ["c", "a", "c"]}) == {"choices": ["a", "c"]}


def test_each_chosen_answer_gives_its_feedback_and_its_words():
    spec = KINDS["multiple"].load(choices("a", "b"))
    assert KINDS["multiple"].feedback(spec, {"choices": ["d", "a"]}) == ["về a", "về d"]
    assert KINDS["multiple"].answer_labels(spec, {"choices": ["d"]}) == ["Câu trả lời d"]


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ({}, "nothing_chosen"),
        ({"choices": []}, "nothing_chosen"),
        ({"choices": ["a", "b"]}, "one_only"),
        ({"choices": ["z"]}, "unknown_choice"),
        ({"choices": "a"}, "unreadable"),
        ({"choices": [["a"]]}, "unreadable"),
        ({"choices": ["a" * 100_000]}, "unknown_choice"),
    ],
)
def test_a_single_choice_refuses_what_it_cannot_grade(response, code):
    assert refusal("single", choices("a"), response) == code


def test_a_single_choice_has_exactly_one_right_answer():
    assert codes("single", choices()) == codes("single", choices("a", "b")) == [("one_right", ("choices",))]


def test_a_multiple_choice_has_a_right_and_a_wrong_answer():
    everything = choices(*"abcd")
    assert codes("multiple", choices()) == codes("multiple", everything) == [("right_and_wrong", ("choices",))]


def test_seven_choices_are_too_many():
    assert codes("single", choices("a", number=MAX_CHOICES + 1)) == [("too_long", ("choices",))]


def test_every_fault_is_named_at_its_place():
    data = choices("a")
    data["choices"][1] |= {"text": " ", "corect": True}
    data["choices"][2]["key"] = "Hai Ba"
    assert codes("single", data) == [
        ("string_too_short", ("choices", 1, "text")),
        ("extra_forbidden", ("choices", 1, "corect")),
        ("string_pattern_mismatch", ("choices", 2, "key")),
    ]


def test_two_choices_never_share_a_key_or_their_words():
    data = choices("a")
    data["choices"][3] |= {"key": "a", "text": "  Câu trả   lời b "}
    assert codes("single", data) == [("same_key", ("choices", 3, "key")), ("same_text", ("choices", 3, "text"))]


def test_true_and_false_are_read_from_a_form_as_well():
    spec = KINDS["true_false"].load({"answer": False, "feedback_true": "Xem lại bước 2."})
    assert KINDS["true_false"].checked(spec, {"answer": "false"}) == {"answer": False}
    assert KINDS["true_false"].feedback(spec, {"answer": "true"}) == ["Xem lại bước 2."]
    assert KINDS["true_false"].feedback(spec, {"answer": False}) == []


def test_true_stands_before_false_and_is_not_shuffled():
    spec = KINDS["true_false"].load({"answer": False})
    assert KINDS["true_false"].option_keys(spec) == []
    assert [option.key for option in KINDS["true_false"].with_order(spec, [])] == ["true", "false"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [(None, "nothing_chosen"), ("", "nothing_chosen"), ("có", "unknown_choice"), (1, "unknown_choice")],
)
def test_what_is_neither_true_nor_false_is_refused(answer, code):
    assert refusal("true_false", {"answer": True}, {"answer": answer}) == code
