import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.screens.spec import parse
from quizzes.kinds import KINDS, BadResponse, BadSpec
from quizzes.kinds.tap import mark_at

from .specs import PICTURE, SCREEN

TAP = KINDS["tap"]
DRAWN = {"screen": SCREEN, "right": ["muc"], "feedback": {"gui": "Chưa gửi vội.", "muc": "Đúng hàng mục."}}
ON_PICTURE = {"screen": PICTURE, "right": ["nut"]}


def refusal(data, response):
    with pytest.raises(BadResponse) as refused:
        TAP.checked(TAP.load(data), response)
    return refused.value.code


def codes(data):
    with pytest.raises(BadSpec) as refused:
        TAP.load(data)
    return [(fault.code, fault.path) for fault in refused.value.faults]


def test_the_list_names_what_can_be_pressed():
    names = [option.key for option in TAP.options(TAP.load(DRAWN))]
    assert names == ["bar/back", "gui", "sua", "muc/0", "muc/1"]


def test_any_tab_reaches_its_row_of_tabs():
    spec = TAP.load(DRAWN)
    assert TAP.share(spec, {"target": "muc/0"}) == TAP.share(spec, {"target": "muc/1"}) == 1
    assert TAP.share(spec, {"target": "gui"}) == 0


def test_one_tab_is_not_another():
    spec = TAP.load(DRAWN | {"right": ["muc/1"]})
    assert TAP.share(spec, {"target": "muc/0"}) == 0


def test_the_back_arrow_is_no_part_of_a_row_called_bar():
    rows = [{"kind": "button", "id": "bar", "label": "Thanh"}, {"kind": "button", "id": "gui", "label": "Gửi"}]
    spec = TAP.load({"screen": SCREEN | {"rows": rows}, "right": ["bar"]})
    assert TAP.share(spec, {"target": "bar"}) == 1
    assert TAP.share(spec, {"target": "bar/back"}) == 0


def test_feedback_is_that_of_the_place_pressed_or_of_its_row():
    spec = TAP.load(DRAWN)
    assert TAP.feedback(spec, {"target": "gui"}) == ["Chưa gửi vội."]
    assert TAP.feedback(spec, {"target": "muc/1"}) == ["Đúng hàng mục."]
    assert TAP.feedback(spec, {"target": "sua"}) == []


def test_a_press_is_said_by_the_words_on_the_screen():
    spec = TAP.load(DRAWN)
    assert TAP.answer_labels(spec, {"target": "muc/1"}) == ["Chưa đọc"]
    assert TAP.answer_labels(spec, {"target": "bar/back"}) == ["the back arrow beside “Cài đặt”"]


def test_a_press_on_a_picture_is_the_smallest_mark_under_it():
    spec = TAP.load(ON_PICTURE)
    assert TAP.checked(spec, {"x": 25, "y": 25.5}) == {"target": "nut"}
    assert TAP.checked(spec, {"x": 70, "y": 25}) == {"target": "the"}


def test_a_press_beside_every_mark_is_a_wrong_answer():
    spec = TAP.load(ON_PICTURE)
    assert TAP.checked(spec, {"x": 99, "y": 99}) == {"target": None}
    assert TAP.share(spec, {"target": None}) == 0
    assert TAP.answer_labels(spec, {"target": None}) == ["beside every marked place"]


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_mark_is_hit_exactly_inside_its_rectangle(x, y):
    inside = 20 <= x <= 40 and 20 <= y <= 30
    assert (mark_at(parse(PICTURE), x, y) == "nut") == inside


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ({}, "nothing_chosen"),
        ({"target": ""}, "nothing_chosen"),
        ({"target": None}, "nothing_chosen"),
        ({"target": "khac"}, "unknown_place"),
        ({"target": "muc"}, "unknown_place"),
        ({"target": ["gui"]}, "unknown_place"),
        ({"target": "g" * 100_000}, "unknown_place"),
        ({"x": 10, "y": 10}, "unknown_place"),
    ],
)
def test_a_drawn_screen_takes_only_its_places(response, code):
    assert refusal(DRAWN, response) == code


@pytest.mark.parametrize(("x", "y"), [(-1, 5), (5, 101), (float("nan"), 5), ("5", 5), (True, 5), (5, None)])
def test_a_press_outside_the_picture_is_refused(x, y):
    assert refusal(ON_PICTURE, {"x": x, "y": y}) == "unknown_place"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"right": []}, ("too_short", ("right",))),
        ({"right": ["gui", "khac"]}, ("unknown_target", ("right", 1))),
        ({"feedback": {"khac": "?"}}, ("unknown_target", ("feedback", "khac"))),
        ({"right": ["bar/back", "gui", "sua", "muc"]}, ("all_right", ("right",))),
        ({"screen": {"type": "khac"}}, ("union_tag_invalid", ("screen", "kind"))),
        ({"screen": SCREEN | {"rows": []}}, ("too_short", ("screen", "rows"))),
    ],
)
def test_a_tap_question_that_cannot_be_graded_names_its_fault(change, fault):
    assert fault in codes(DRAWN | change)


def test_a_screen_with_one_place_asks_nothing():
    screen = {"type": "drawn", "bar": {"title": "Một nút"}, "rows": [{"kind": "button", "id": "gui", "label": "Gửi"}]}
    assert codes({"screen": screen, "right": ["gui"]}) == [("too_few_places", ("screen",))]
