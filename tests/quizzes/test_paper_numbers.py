"""Numbers as they stand on the sheet, typed: back to the answers that were meant."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.models import QuestionVersion
from quizzes.paper.numbers import SEVERAL, WAYS, BadEntry, accepted, numbers_in, response_of, typed
from quizzes.printing.questions import question_on_paper
from tests.factories.quizzes import SPECS

from .kinds.specs import DATA, responses


def version(kind: str, spec=None) -> QuestionVersion:
    return QuestionVersion(kind=kind, text="Câu hỏi", spec=spec or deepcopy(SPECS[kind]))


def choices(count: int, kind: str = "multiple") -> QuestionVersion:
    spec = {"choices": [{"key": f"k{n}", "text": f"Ý {n}", "correct": n == 1} for n in range(1, count + 1)]}
    return version(kind, spec)


def places(count: int) -> QuestionVersion:
    """A screen with more than nine places to tap."""
    rows = [{"kind": "item", "id": f"muc-{n}", "label": f"Mục {n}"} for n in range(1, count + 1)]
    return version("tap", {"screen": {"type": "drawn", "bar": {"title": "Cài đặt"}, "rows": rows}, "right": ["muc-1"]})


def test_every_kind_can_be_keyed_in():
    assert set(WAYS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_the_key_printed_on_paper_typed_in_earns_the_full_mark(kind, data):
    asked = version(kind, data.draw(DATA[kind]))
    on_paper = question_on_paper(1, asked)
    right = on_paper.right[:1] if on_paper.asks == "one" else on_paper.right
    text = typed(asked, asked.asked.right()) if on_paper.asks == "write" else " ".join(map(str, right))
    assert asked.asked.share(response_of(1, asked, text)) == 1


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_whatever_was_answered_is_typed_and_read_back_the_same(kind, data):
    asked = version(kind, data.draw(DATA[kind]))
    response = asked.asked.checked(data.draw(responses(kind, asked.asked.spec)))
    assert response_of(1, asked, typed(asked, response)) == response


@pytest.mark.parametrize("kind", KINDS)
@given(st.data(), st.text(max_size=30))
def test_anything_typed_is_an_answer_or_is_refused_by_the_number_of_its_question(kind, data, text):
    asked = version(kind, data.draw(DATA[kind]))
    found = outcome(asked, text)
    assert "7" in found if isinstance(found, str) else found is None or asked.asked.checked(found) == found


def outcome(asked, text):
    """The response to question 7, or the words of the refusal."""
    try:
        return response_of(7, asked, text)
    except BadEntry as error:
        return error.message


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", "   ", "\u00a0\u200b", "\t"])
def test_nothing_typed_is_no_answer(kind, text):
    assert response_of(1, version(kind), text) is None
    assert typed(version(kind), None) == ""


@pytest.mark.parametrize("text", ["1 3", "13", "1,3", "3;1", " 1 . 3 ", "1, 3", "31"])
def test_several_numbers_are_typed_with_or_without_spaces(text):
    assert response_of(1, choices(4), text) == {"choices": ["k1", "k3"]}


@pytest.mark.parametrize(
    ("kind", "text", "response"),
    [
        ("single", "3", {"choices": ["c"]}),
        ("single", "3.", {"choices": ["c"]}),
        ("true_false", "1", {"answer": True}),
        ("true_false", "2", {"answer": False}),
        ("tap", "3", {"target": "wifi"}),
        ("short", "  MÃ   otp ", {"text": "MÃ otp"}),
        ("number", "50 nghìn đồng", {"number": "50 nghìn đồng"}),
    ],
)
def test_a_number_stands_for_the_answer_printed_behind_it(kind, text, response):
    assert response_of(1, version(kind), text) == response


@pytest.mark.parametrize("text", ["4 3 2", "432"])
def test_lines_are_matched_in_the_order_of_their_letters(text):
    asked = version("matching")
    assert response_of(1, asked, text) == asked.asked.right()


def test_two_lines_may_have_the_same_number():
    assert response_of(1, version("matching"), "444") is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("single", "4"),
        ("single", "0"),
        ("single", "12"),
        ("single", "1 2"),
        ("single", "a"),
        ("single", "-1"),
        ("single", "01"),
        ("single", "²"),
        ("single", "١"),
        ("single", "9" * 5000),
        ("multiple", "14"),
        ("multiple", "11"),
        ("multiple", "1 x"),
        ("multiple", ",.;"),
        ("true_false", "3"),
        ("matching", "43"),
        ("matching", "4321"),
        ("matching", "4 - 2"),
        ("ordering", "12"),
        ("ordering", "122"),
        ("ordering", "1234"),
        ("tap", "99"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(kind, text):
    with pytest.raises(BadEntry) as caught:
        response_of(5, version(kind), text)
    assert "5" in caught.value.message
    assert accepted(version(kind)) in caught.value.message
    assert len(caught.value.message) < 400


@pytest.mark.parametrize("text", ["năm mươi", "1e400", "1" * 30, "3 lít", "50\x00" * 400])
def test_a_number_that_is_none_is_refused_by_its_question(text):
    with pytest.raises(BadEntry, match="5"):
        response_of(5, version("number"), text)


def test_a_word_too_long_is_refused():
    with pytest.raises(BadEntry, match="5"):
        response_of(5, version("short"), "a" * 100_000)


def test_more_than_nine_places_have_numbers_of_two_digits():
    assert response_of(1, places(12), "12") == {"target": "muc-12"}
    with pytest.raises(BadEntry):
        response_of(1, places(12), "1 2")


def test_where_a_question_has_more_than_nine_answers_numbers_stand_apart():
    assert numbers_in("1 12", 12, SEVERAL) == [1, 12]
    assert numbers_in("112", 12, SEVERAL) == []
