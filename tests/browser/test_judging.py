"""The grading of the phone agrees with that of the server, which grades all again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.kinds import KINDS, Asked, BadResponse
from quizzes.kinds.number_text import NotANumber, parse_number
from quizzes.kinds.tap import TapSpec, mark_at
from quizzes.kinds.text_match import key
from quizzes.offline.judging import judge_of
from tests.quizzes.kinds.specs import DATA, PICTURE, responses
from tests.quizzes.kinds.test_text_match import TEXTS
from tests.quizzes.offline.cases import TABLE

GRADE = """cases => cases.map(([key, given]) => {
  const found = judge(key, given);
  return found && { share: found.share.map(String).join("/"), say: found.say || [] };
})"""
NUMBERS = st.text(alphabet="0123456789.,/ -+½ghiìnkđồtrệuỷ", max_size=12)


@pytest.fixture
def phone(open_page):
    page = open_page()
    page.goto("about:blank")
    page.add_script_tag(path=finders.find("quizzes/judge.js"))
    return page


def by_phone(phone, cases: list[tuple[Asked, dict[str, Any]]]) -> list[tuple[Fraction, list[str]] | None]:
    sent = [(judge_of(asked), as_read(response)) for asked, response in cases]
    found = phone.evaluate(GRADE, sent)
    return [one and (Fraction(one["share"]), one["say"]) for one in found]


def as_read(response: dict[str, Any]) -> dict[str, Any]:
    """True and false as the page reads them from its form."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in response.items()}


def by_server(asked: Asked, response: dict[str, Any]) -> tuple[Fraction, list[str]] | None:
    try:
        return asked.share(response), asked.feedback(response)
    except BadResponse:
        return None


def assert_agree(phone, cases: list[tuple[Asked, dict[str, Any]]]) -> None:
    for case, found in zip(cases, by_phone(phone, cases), strict=True):
        assert found == by_server(*case), case


def test_the_phone_grades_as_the_table_says(phone):
    cases = [(Asked.of(kind, spec), response) for kind, spec, response, _share in TABLE]
    found = [one and one[0] for one in by_phone(phone, cases)]
    assert found == [share and Fraction(share) for *_case, share in TABLE]
    assert_agree(phone, cases)


def test_any_answer_to_any_question_is_graded_alike(phone):
    @st.composite
    def asked_and_given(draw):
        kind = draw(st.sampled_from(sorted(DATA)))
        asked = Asked.of(kind, draw(DATA[kind]))
        return asked, draw(responses(kind, asked.spec))

    @settings(max_examples=60, deadline=None, database=None)
    @given(st.lists(asked_and_given(), min_size=5, max_size=20))
    def agree(cases):
        assert_agree(phone, cases)

    agree()


def test_any_words_are_compared_alike_on_every_level(phone):
    @settings(max_examples=60, deadline=None, database=None)
    @given(
        st.lists(st.tuples(TEXTS_OF_PEOPLE, st.sampled_from(["exact", "tones", "marks"]), st.booleans()), max_size=20)
    )
    def agree(cases):
        found = phone.evaluate("cases => cases.map((one) => judge.same(...one))", cases)
        assert found == [key(text, level, case=case) for text, level, case in cases]

    agree()


def test_any_number_is_read_alike(phone):
    @settings(max_examples=60, deadline=None, database=None)
    @given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20))
    def agree(texts):
        cases = []
        for value, text in texts:
            try:
                parse_number(value, ["đồng"])
            except NotANumber:
                value = "5"
            cases.append((Asked.of("number", {"value": value, "units": ["đồng"], "tolerance": "1"}), {"number": text}))
        assert_agree(phone, cases)

    agree()


def test_a_press_on_a_picture_hits_the_same_mark(phone):
    spec: TapSpec = KINDS["tap"].load({"screen": PICTURE, "right": ["nut"]})
    spots = judge_of(Asked(KINDS["tap"], spec))["spots"]
    points = [(x, y) for x in (0, 9.9, 10, 20, 30, 40, 40.1, 90, 90.1) for y in (9, 10, 20, 25, 30, 31, 50, 50.5)]
    found = phone.evaluate("([spots, points]) => points.map(([x, y]) => judge.spot(spots, x, y))", [spots, points])
    assert found == [mark_at(spec.screen, x, y) for x, y in points]


TEXTS_OF_PEOPLE = st.one_of(
    TEXTS.filter(lambda text: all(ord(char) < 0x250 or 0x300 <= ord(char) <= 0x323 for char in text)),
    st.text(alphabet="QqUuYyOoAaEeÊêÂâĐđ \u0300\u0301\u0309\u0323\u031b\u0302.\u00a0\u200b", max_size=16),
)
