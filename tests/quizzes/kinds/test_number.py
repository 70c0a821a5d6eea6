from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS, BadResponse, BadSpec
from quizzes.kinds.number_text import NotANumber, parse_number, readings, written_number

NUMBER = KINDS["number"]


def is_right(answer, value, **more):
    return NUMBER.share(NUMBER.load({"value": value, **more}), {"number": answer}) == 1


def refusal(text, **more):
    with pytest.raises(BadResponse) as refused:
        NUMBER.checked(NUMBER.load({"value": "5", **more}), {"number": text})
    return refused.value.code


def codes(**data):
    with pytest.raises(BadSpec) as refused:
        NUMBER.load(data)
    return [(fault.code, fault.path) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", Fraction(2469, 2)),
        ("1,234.5", Fraction(2469, 2)),
        ("1234.5", Fraction(2469, 2)),
        ("1234,5", Fraction(2469, 2)),
        ("1 234,5", Fraction(2469, 2)),
        ("1,5", Fraction(3, 2)),
        (",5", Fraction(1, 2)),
        ("0.500", Fraction(1, 2)),
        ("50.000", 50_000),
        ("50\u00a0000", 50_000),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1.234.567,25", Fraction(4938269, 4)),
        ("12.", 12),
        ("007", 7),
        ("-3", -3),
        ("\u22123", -3),
        ("- 3", -3),
        ("+3", 3),
        ("½", Fraction(1, 2)),
        ("2½", Fraction(5, 2)),
        ("3/4", Fraction(3, 4)),
        ("50 nghìn", 50_000),
        ("50 ngàn", 50_000),
        ("50k", 50_000),
        ("1,5 triệu", 1_500_000),
        ("2 tỷ", 2_000_000_000),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["50 000 đồng", "50.000đ", "50000 DONG", "50 nghìn đồng", "50k đ", "50.000 đồng."])
def test_a_unit_may_stand_behind_the_number(text):
    assert parse_number(text, ["đồng", "đ"]) == 50_000


@pytest.mark.parametrize(
    ("text", "vietnamese", "plain"),
    [("1.234", 1234, Fraction(1234, 1000)), ("1,234", Fraction(1234, 1000), 1234), ("-50.000", -50_000, -50)],
)
def test_one_sign_before_three_digits_has_two_readings(text, vietnamese, plain):
    assert readings(text) == [vietnamese, plain]


@pytest.mark.parametrize("text", ["0.234", "1234.567", "1.23", "12.3456", "1.234,0", "1 234", "1234"])
def test_other_numbers_have_one_reading(text):
    assert len(readings(text)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e400", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("-", "not_a_number"),
        (".", "not_a_number"),
        ("5,", "not_a_number"),
        ("1.234.5", "not_a_number"),
        ("12/05/2026", "not_a_number"),
        ("1/0", "not_a_number"),
        ("5-10", "not_a_number"),
        ("--5", "not_a_number"),
        ("0x10", "not_a_number"),
        ("năm", "not_a_number"),
        ("５", "not_a_number"),
        ("9" * 60, "number_too_large"),
        ("9" * 19, "number_too_large"),
        ("0," + "1" * 20, "number_too_large"),
        ("9" * 100_000, "too_long"),
        ("5 kg", "unknown_unit"),
        ("", "nothing_written"),
        (5, "unreadable"),
    ],
)
def test_what_is_no_number_is_refused(text, code):
    assert refusal(text) == code


@pytest.mark.parametrize(("value", "answer"), [("1,234", "1.234"), ("1.234", "1,234"), ("50.000", "50,000")])
def test_an_ambiguous_answer_is_right_where_one_reading_is(value, answer):
    assert is_right(answer, value)
    assert is_right(value, value)
    assert not is_right("1.235", value)


def test_a_tolerance_reaches_to_its_end_on_both_sides():
    for answer, right in [("9,9", True), ("10,1", True), ("9,89", False), ("10,11", False)]:
        assert is_right(answer, "10", tolerance="0,1") is right
        assert is_right(answer, "10", tolerance_percent="1") is right
        assert is_right(answer, "10", tolerance_percent="1%") is right


def test_a_tolerance_without_end_in_binary_is_exact():
    assert is_right("0,3", "0,1", tolerance="0,2")
    assert is_right("1/3", "1/3")
    assert not is_right("0,333", "1/3")


def test_a_tolerance_in_per_cent_of_a_negative_number_is_not_negative():
    assert is_right("-10,5", "-10", tolerance_percent="5")


@pytest.mark.parametrize(("value", "stored"), [(5, "5"), (1.234, "1,234"), (0.5, "0,5"), (1234567.5, "1234567,5")])
def test_a_plain_number_of_a_file_is_stored_so_that_it_reads_back(value, stored):
    spec = NUMBER.load({"value": value})
    assert spec.value == stored
    assert spec.number == Fraction(str(value))


def test_statistics_count_the_number_meant_and_results_show_what_was_written():
    spec = NUMBER.load({"value": "1.234,5"})
    assert NUMBER.answer_labels(spec, {"number": "1234.50"}) == ["1234.50"]
    assert {NUMBER.counted_as(spec, {"number": text})[0] for text in ("1234.50", "1,234.5", "1 234,5")} == {"1.234,5"}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"value": "1e400"}, ("not_a_number", ("value",))),
        ({"value": float("inf")}, ("not_a_number", ("value",))),
        ({"value": float("nan")}, ("not_a_number", ("value",))),
        ({"value": 1e300}, ("string_too_long", ("value",))),
        ({"value": 10**60}, ("number_too_large", ("value",))),
        ({"value": True}, ("string_type", ("value",))),
        ({"value": ""}, ("string_too_short", ("value",))),
        ({"value": "5 kg"}, ("unknown_unit", ("value",))),
        ({"value": "5", "tolerance": "-1"}, ("negative_tolerance", ("tolerance",))),
        ({"value": "5", "tolerance_percent": "x"}, ("not_a_number", ("tolerance_percent",))),
        ({"value": "5", "tolerance": "1", "tolerance_percent": "1"}, ("two_tolerances", ("tolerance_percent",))),
        ({"value": "0", "tolerance_percent": "1"}, ("percent_of_zero", ("tolerance_percent",))),
    ],
)
def test_a_number_question_that_cannot_be_graded_names_its_fault(data, fault):
    assert codes(**data) == [fault]


@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_a_written_number_reads_back(digits, places):
    number = Fraction(digits, 10**places)
    assert number in readings(written_number(number))


@given(st.text(alphabet="0123456789.,/ -+½ekinghđ%", max_size=30))
def test_whatever_is_typed_has_at_most_two_readings_or_is_refused(text):
    found = []
    with suppress(NotANumber):
        found = readings(text)
    assert len(found) <= 2
    assert all(isinstance(number, Fraction) for number in found)
