import unicodedata
from fractions import Fraction

import pytest

from quizzes.kinds import KINDS, BadResponse, BadSpec

SHORT = KINDS["short"]
DATA = {
    "accepted": [
        {"text": "Xác thực", "feedback": "Đúng rồi."},
        {"text": "Mã OTP", "share": 0.5, "feedback": "Gần đúng: mã để làm gì?"},
    ]
}


def codes(data):
    with pytest.raises(BadSpec) as refused:
        SHORT.load(data)
    return [(fault.code, fault.path) for fault in refused.value.faults]


def refusal(text):
    with pytest.raises(BadResponse) as refused:
        SHORT.checked(SHORT.load(DATA), {"text": text})
    return refused.value.code


def test_an_answer_typed_without_marks_is_right_where_they_are_ignored():
    earned = {
        level: [SHORT.share(SHORT.load(DATA | {"level": level}), {"text": text}) for text in ("Xac thưc.", "xac thuc")]
        for level in ("exact", "tones", "marks")
    }
    assert earned == {"exact": [0, 0], "tones": [1, 0], "marks": [1, 1]}


def test_tones_are_ignored_where_nothing_is_said():
    assert SHORT.share(SHORT.load(DATA), {"text": "xac thưc"}) == 1


def test_an_answer_that_is_partly_right_earns_its_exact_share():
    assert SHORT.share(SHORT.load(DATA), {"text": "mã otp"}) == Fraction(1, 2)


def test_an_answer_gets_the_feedback_of_the_one_it_matches():
    spec = SHORT.load(DATA)
    assert SHORT.feedback(spec, {"text": "mã otp"}) == ["Gần đúng: mã để làm gì?"]
    assert SHORT.feedback(spec, {"text": "mã pin"}) == []


def test_results_show_what_was_written_and_statistics_count_what_is_the_same():
    spec = SHORT.load(DATA)
    written = {"text": "  xác THỰC. "}
    assert SHORT.answer_labels(spec, written) == ["xác THỰC."]
    assert SHORT.counted_as(spec, written) == ["Xác thực"]
    assert SHORT.counted_as(spec, {"text": "Mã PIN."}) == SHORT.counted_as(spec, {"text": "ma pin"}) == ["ma pin"]


def test_two_hundred_letters_are_read_however_they_are_composed():
    text = unicodedata.normalize("NFD", "ệ" * 200)
    assert SHORT.checked(SHORT.load(DATA), {"text": text}) == {"text": "ệ" * 200}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 201, "too_long"),
        ("a" * 100_000, "too_long"),
        (" " * 100_000, "too_long"),
        ("", "nothing_written"),
        (" \u200b ", "nothing_written"),
        (None, "nothing_written"),
        (["a"], "unreadable"),
        ("\ud83d", "unreadable"),
    ],
)
def test_what_cannot_be_compared_is_refused(text, code):
    assert refusal(text) == code


def test_two_accepted_answers_that_are_the_same_on_the_level_are_named():
    accepted = [{"text": "hoà"}, {"text": "hoá"}]
    assert codes({"accepted": accepted, "level": "tones"}) == [("same_text", ("accepted", 1, "text"))]
    assert SHORT.load({"accepted": accepted, "level": "exact"})


def test_an_accepted_answer_has_words():
    assert codes({"accepted": [{"text": "Có"}, {"text": "..."}]}) == [("no_words", ("accepted", 1, "text"))]


def test_one_accepted_answer_earns_the_full_mark():
    assert codes({"accepted": [{"text": "Có", "share": "0,9"}]}) == [("no_full_answer", ("accepted",))]


@pytest.mark.parametrize("share", [0, "0.0", 1.5, -1, "nửa", "1e-400", float("nan"), True, None])
def test_a_share_is_above_0_and_at_most_1(share):
    assert codes({"accepted": [{"text": "Có", "share": share}]}) == [("value_error", ("accepted", 0, "share"))]
