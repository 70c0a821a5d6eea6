"""Two states of a step compared by what a reader sees of them."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.progress.differences import PARTS, differences, seen
from lms.shared.screens.spec import parse

LETTERS = st.text(alphabet="aăâbcdđeêghiôơưuyẫộ", min_size=1, max_size=8)
LINE = st.lists(LETTERS, min_size=1, max_size=5).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=4)
RICH = ("text", "warning", "stop")


def screen(*, button="Cài đặt", names=("tim", "cai"), style="filled", on=0):
    return parse(
        {
            "type": "drawn",
            "bar": {"title": "Kho ứng dụng", "back": True},
            "rows": [
                {"kind": "tabs", "id": names[0], "labels": ["Ứng dụng", "Trò chơi"], "on": on},
                {"kind": "button", "id": names[1], "label": button, "style": style},
            ],
        }
    )


def picture(*, src="screens/a.webp", x=10, name="nut"):
    marks = [{"id": name, "label": "Nút Cài đặt", "x": x, "y": 10, "w": 20, "h": 10}]
    size = {"width": 400, "height": 800}
    return parse({"type": "picture", "src": src, "alt": "Kho ứng dụng", "marks": marks, **size})


def paragraphs(lines):
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def noisy(lines):
    """The same words, marked up in another way."""
    items = "".join(f"<li> <b>{escape(line)}</b>&nbsp;</li>\n" for line in lines)
    return f'<ul class="moi">{items}</ul><p></p>'


STEPS = st.fixed_dictionaries(
    {
        "title": LINE,
        "text": LINES,
        "warning": st.just([]) | LINES,
        "stop": st.just([]) | LINES,
        "screen": st.none() | st.builds(screen, button=LINE),
    }
)


def state(step, mark_up=paragraphs, **changes):
    step = {**step, **changes}
    texts = {name: mark_up(step[name]) for name in RICH}
    return seen(title=step["title"], spec=step["screen"], target=step.get("target", ""), **texts)


@given(STEPS)
def test_a_step_does_not_differ_from_itself_nor_after_a_stay_in_the_database(step):
    assert differences(state(step), json.loads(json.dumps(state(step)))) == []


@given(STEPS)
def test_markup_and_spaces_are_no_difference(step):
    assert differences(state(step), state(step, mark_up=noisy)) == []


@given(STEPS, st.sampled_from(["title", *RICH]), LINE)
def test_a_changed_part_is_told_alone_with_what_it_said(step, part, word):
    old = step[part]
    new = f"{old} {word}" if part == "title" else [*old, word]
    (found,) = differences(state(step), state(step, **{part: new}))
    assert (found.part, found.before) == (part, (old,) if part == "title" else tuple(old))
    assert found.after == ((new,) if part == "title" else tuple(new))


@given(STEPS, STEPS)
def test_all_parts_that_differ_are_told_in_the_order_of_the_step_and_the_same_ones_backwards(one, other):
    there, back = differences(state(one), state(other)), differences(state(other), state(one))
    parts = [found.part for found in there]
    wanted = [part for part in PARTS if one[part] != other[part]]
    assert parts == wanted == [found.part for found in back]
    assert [(found.before, found.after) for found in there] == [(found.after, found.before) for found in back]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((screen(), "cai"), (screen(names=("tim", "nut-cai")), "nut-cai")),
        ((screen(), "tim/1"), (screen(names=("muc", "cai")), "muc/1")),
        ((screen(), "bar/back"), (screen(names=("bar", "cai")), "bar/back")),
        ((screen(), ""), (screen(), "khong-co")),
        ((picture(), "nut"), (picture(name="cai"), "cai")),
        ((picture(), ""), (picture(x=40), "")),
    ],
    ids=["row", "tab", "back", "no such row", "mark", "a mark that is not drawn"],
)
def test_what_only_names_a_place_is_no_difference(old, new):
    assert differences(of(*old), of(*new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((screen(), "cai"), (screen(), "tim/1")),
        ((screen(), "tim/0"), (screen(), "tim/1")),
        ((screen(), ""), (screen(), "bar/back")),
        ((screen(), ""), (screen(style="plain"), "")),
        ((screen(), ""), (screen(on=1), "")),
        ((picture(), "nut"), (picture(x=40), "nut")),
        ((picture(), ""), (picture(src="screens/b.webp"), "")),
        ((screen(), ""), (picture(), "")),
        ((screen(), ""), (None, "")),
    ],
    ids=["ring", "tab", "back", "style", "open tab", "place of the ring", "picture", "kind", "taken out"],
)
def test_a_screen_that_looks_different_is_told(old, new):
    assert [found.part for found in differences(of(*old), of(*new))] == ["screen"]


def test_a_screen_may_look_different_though_it_says_the_same():
    (found,) = differences(of(screen()), of(screen(style="plain")))
    assert found.same_words
    (found,) = differences(of(screen()), of(screen(button="Tải về")))
    assert not found.same_words
    assert "Cài đặt" in found.before[0]


def test_against_nothing_all_that_a_step_said_differs():
    step = seen(title="Tìm", text="<p>Gõ tên</p>", stop="<p>Dừng</p>", spec=None)
    assert [(one.part, one.after) for one in differences(step, {})] == [("title", ()), ("text", ()), ("stop", ())]


def of(spec, target=""):
    return seen(title="Tìm", text="<p>Gõ tên</p>", spec=spec, target=target)
