"""What a press on a screen of a lesson means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.practice.walk import turn, walk
from lms.shared.screens.spec import parse

SCREEN = {
    "type": "drawn",
    "bar": {"title": "Kho ứng dụng", "back": True},
    "rows": [
        {"kind": "input", "id": "tim", "label": "Tìm ứng dụng"},
        {"kind": "tabs", "id": "muc", "labels": ["Ứng dụng", "Trò chơi"]},
        {"kind": "button", "id": "cai", "label": "Cài đặt"},
    ],
}
PICTURE = {
    "type": "picture",
    "src": "a.png",
    "alt": "Kho",
    "width": 10,
    "height": 20,
    "marks": [{"id": "nut", "label": "Nút", "x": 1, "y": 1, "w": 9, "h": 9}],
}


@dataclass
class FakeScreen:
    data: dict[str, Any]

    def spec(self):
        return parse(self.data)


@dataclass
class FakeStep:
    number: int
    value: dict[str, Any]


def steps(*targets: str, data: dict[str, Any] = SCREEN) -> list[FakeStep]:
    return [
        FakeStep(n, {"key": f"s{n}", "title": f"Bước {n}", "screen": FakeScreen(data), "target": target})
        for n, target in enumerate(targets, start=1)
    ]


def test_a_step_without_a_screen_is_told_in_its_place():
    lesson = steps("tim", "cai", "muc")
    lesson[1].value["screen"] = None
    told = walk(lesson)[1]
    assert (told.place, told.number, told.target, told.spec, told.names) == (2, 2, "", None, {})
    assert turn(walk(lesson), place=2, read=True).stop.number == 3


def test_a_target_that_the_screen_lost_makes_a_screen_to_read():
    first, second = walk(steps("da-mat", "cai"))
    assert (first.target, first.look_for, second.target) == ("", "", "cai")


def test_a_lesson_with_nothing_to_press_has_no_way():
    assert walk(steps("", "da-mat")) == []


@pytest.mark.parametrize(
    ("target", "pressed"), [("cai", "cai"), ("muc", "muc/1"), ("muc/1", "muc/1"), ("bar/back", "bar/back")]
)
def test_the_right_press_goes_on_with_praise(target: str, pressed: str):
    stops = walk(steps(target, "tim"))
    now = turn(stops, place=1, pressed=pressed)
    assert (now.stop, now.praised) == (stops[1], True)


def test_the_mark_of_a_screenshot_is_a_place_to_press():
    assert turn(walk(steps("nut", data=PICTURE)), place=1, pressed="nut").stop is None


def test_a_wrong_press_stays_and_says_what_was_pressed():
    now = turn(walk(steps("cai")), place=1, pressed="tim")
    assert (now.stop.key, now.pressed, now.wrong, now.praised) == ("s1", "Tìm ứng dụng", 1, False)
    assert turn(walk(steps("cai")), place=1, pressed="bar/back").pressed == "mũi tên quay lại"


def test_after_two_wrong_presses_the_place_may_be_shown_and_then_is():
    stops = walk(steps("cai"))
    assert not turn(stops, place=1, pressed="tim").offers
    assert turn(stops, place=1, pressed="tim", wrong=1).offers
    shown = turn(stops, place=1, wrong=2, show=True)
    assert (shown.shown, shown.offers) == (True, False)


def test_a_screen_to_read_is_left_by_reading_it_and_not_praised():
    stops = walk(steps("", "cai"))
    now = turn(stops, place=1, read=True)
    assert (now.stop, now.praised) == (stops[1], False)
    assert turn(stops, place=2, read=True).stop is stops[1]


@given(st.integers(), st.text(max_size=12), st.booleans(), st.integers(0, 9), st.booleans())
def test_whatever_is_sent_one_stands_somewhere_on_the_way(place, pressed, read, wrong, show):
    stops = walk(steps("", "cai", "tim"))
    now = turn(stops, place=place, pressed=pressed, read=read, wrong=wrong, show=show)
    assert now.stop is None or now.stop in stops
    assert now.stop or pressed == "tim"
