"""A screen drawn as HTML."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lms.shared.screens.html import screen_html
from lms.shared.screens.spec import is_hit

from .factories import KINDS, drawn_screen, mark, picture, row

EVIL = "<script>alert('x')</script>"
SAFE = "&lt;script&gt;"
SINGLE = [kind for kind in KINDS if kind != "tabs"]
RING = re.compile(r'class="[^"]*\btarget\b[^"]*"')


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("practice", [False, True])
def test_what_a_row_says_is_escaped(kind: str, practice: bool):
    html = screen_html(drawn_screen(row(kind, EVIL, id="r"), title=EVIL), practice=practice)
    assert "<script" not in html
    assert html.count(SAFE) >= 3


def test_what_a_picture_says_is_escaped():
    spec = picture(mark(label=EVIL), alt=EVIL, src='screens/"><script>.png')
    for html in (screen_html(spec, target="nut"), screen_html(spec, practice=True)):
        assert "<script" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_the_class_of_its_kind(kind: str):
    assert f'<li class="r-{kind}">' in screen_html(drawn_screen(row(kind)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("practice", [False, True])
def test_a_number_and_what_it_counts_stay_on_a_line(kind: str, practice: bool):
    html = screen_html(drawn_screen(row(kind, "Đã có 12 khoản", id="r"), title="Sau 5 phút"), practice=practice)
    assert "12\u00a0khoản" in html
    assert "5\u00a0phút" in html
    assert "12 khoản" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_the_target_is_ringed_and_numbered_once(kind: str):
    html = screen_html(drawn_screen(row(kind, id="a"), row(kind, id="b")), target="b", number=7)
    assert len(RING.findall(html)) == 1
    assert html.count('<i class="tap">') == 1
    assert "</span>7</i>" in html


def test_a_single_tab_is_ringed_alone():
    html = screen_html(drawn_screen(row("tabs", id="muc", labels=["Một", "Hai"], on=0)), target="muc/1", number=3)
    assert '<span class="on">Một</span><span class=" target">Hai<i class="tap">' in html
    assert len(RING.findall(html)) == 1


def test_the_back_arrow_is_ringed_alone():
    html = screen_html(drawn_screen(row("button", id="a"), back=True), target="bar/back", number=1)
    assert html.index('<span class="target">') < html.index('class="r-button"')
    assert len(RING.findall(html)) == 1


def test_a_target_without_a_number_gets_a_hand():
    html = screen_html(drawn_screen(row("button", id="a")), target="a")
    assert re.search(r'<i class="tap"><span class="visually-hidden">[^<]+</span><svg aria-hidden="true"', html)


@pytest.mark.parametrize("target", ["", "gone", "a/0", "bar/back"])
def test_a_target_that_is_not_there_rings_nothing(target: str):
    assert RING.search(screen_html(drawn_screen(row("button", id="a")), target=target)) is None


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValidationError):
        screen_html({"type": "drawn", "bar": {"title": "x"}, "rows": [{"kind": "slider", "label": "x"}]})


@pytest.mark.parametrize("kind", SINGLE)
def test_in_practice_a_row_with_an_id_is_a_button(kind: str):
    html = screen_html(drawn_screen(row(kind, id="hang"), row(kind)), practice=True)
    assert f'<li class="press"><button name="row" value="hang" class="r-{kind}">' in html
    assert html.count("<button") == 1


def test_in_practice_each_tab_is_a_button():
    html = screen_html(drawn_screen(row("tabs", id="muc", labels=["Một", "Hai"])), practice=True)
    assert re.findall(r'<button name="row" value="([^"]+)"', html) == ["muc/0", "muc/1"]


def test_in_practice_the_back_arrow_is_a_named_button():
    with override("en"):
        html = screen_html(drawn_screen(back=True), practice=True)
    assert '<button name="row" value="bar/back">' in html
    assert '<span class="visually-hidden">Back</span></button>' in html


@pytest.mark.parametrize(("target", "rest"), [("a", 3), ("muc/1", 3), ("bar/back", 3)])
def test_a_revealed_target_is_ringed_and_all_can_still_be_pressed(target: str, rest: int):
    spec = drawn_screen(row("button", id="a"), row("tabs", id="muc", labels=["Một", "Hai"]), back=True)
    html = screen_html(spec, target=target, number=1, practice=True, reveal=True)
    ringed = re.findall(r'<button name="row" value="([^"]+)"[^>]*class="[^"]*target', html)
    assert ringed == [target]
    assert html.count('<i class="tap">') == 1
    assert html.count("<button") == rest + 1


def test_of_a_revealed_screenshot_only_the_target_is_left():
    html = screen_html(picture(mark(), mark("khac", "Khác")), target="khac", practice=True, reveal=True)
    assert re.findall(r'<button [^>]*value="([^"]+)"', html) == ["khac"]
    assert html.count("<circle") == 1


def test_practice_never_gives_the_answer_away():
    html = screen_html(drawn_screen(row("button", id="a"), row("button", id="b")), target="b", number=1, practice=True)
    assert "target" not in html
    assert "tap" not in html


def test_a_toggle_says_its_state_in_words():
    with override("en"):
        assert '<span class="visually-hidden">is on</span>' in screen_html(drawn_screen(row("toggle", on=True)))
        assert '<span class="visually-hidden">is off</span>' in screen_html(drawn_screen(row("toggle")))


def test_code_boxes_are_as_many_as_the_code_is_long():
    html = screen_html(drawn_screen(row("codes", count=5, filled=2)))
    assert html.count("<i>•</i>") == 2
    assert html.count("<i></i>") == 3


def test_a_plain_button_looks_plain():
    assert '<li class="r-button plain">' in screen_html(drawn_screen(row("button", style="plain")))


def test_every_drawing_says_that_the_phone_may_differ():
    with override("en"):
        for spec in (drawn_screen(), picture()):
            html = screen_html(spec)
            assert "<figcaption>An illustration: the screen on your phone may differ.</figcaption>" in html


def test_a_picture_knows_its_size_before_it_loads():
    html = screen_html(picture())
    assert 'src="/media/screens/mau.png" width="1080" height="2400"' in html
    assert 'loading="lazy"' in html


def test_a_picture_never_points_to_another_host():
    assert 'src="/media/' in screen_html(picture(src="https://elsewhere.example/a.png"))


def test_the_ring_of_a_picture_is_in_per_cent_with_a_decimal_point():
    with override("vi"):
        html = screen_html(picture(mark(), mark("khac", "Khác")), target="nut", number=4)
    assert '<rect x="10.00%" y="20.50%" width="30.00%" height="8.00%"' in html
    assert html.count("<circle") == 1
    assert ">4</text>" in html


def test_the_alternative_text_of_a_picture_names_the_target():
    assert "Nút Gửi" in re.search(r'alt="([^"]*)"', screen_html(picture(mark()), target="nut"))[1]


def test_in_practice_a_picture_has_a_button_for_each_mark():
    html = screen_html(picture(mark(), mark("khac", "Khác")), practice=True)
    assert re.findall(r'<button class="btn btn-wide" name="row" value="(\w+)">(\d)\. ', html) == [
        ("nut", "1"),
        ("khac", "2"),
    ]


@given(
    x=st.floats(0, 99), y=st.floats(0, 99), w=st.floats(0.5, 100), h=st.floats(0.5, 100)
)  # fmt: skip
def test_the_disc_of_a_mark_stays_inside_the_picture(x: float, y: float, w: float, h: float):
    spec = picture(mark(x=x, y=y, w=min(w, 100 - x), h=min(h, 100 - y)))
    cx, cy = re.search(r'<circle cx="([\d.]+)%" cy="([\d.]+)%"', screen_html(spec, target="nut")).groups()
    assert 6 <= float(cx) <= 94
    assert 6 <= float(cy) <= 94


@pytest.mark.parametrize(
    ("target", "pressed", "hit"),
    [
        ("muc", "muc", True),
        ("muc", "muc/1", True),
        ("muc/1", "muc/1", True),
        ("muc/1", "muc/0", False),
        ("muc", "muc-khac", False),
        ("bar/back", "bar/back", True),
        ("", "", False),
    ],
)
def test_a_press_reaches_its_target_or_the_row_it_is_in(target: str, pressed: str, hit: bool):
    assert is_hit(target, pressed) is hit


def test_no_drawing_holds_an_inline_style():
    spec = drawn_screen(*[row(kind, id=kind) for kind in KINDS], back=True)
    for html in (
        screen_html(spec, target="tabs/1"),
        screen_html(spec, practice=True),
        screen_html(picture(mark()), target="nut"),
    ):
        assert "style=" not in html


def test_the_tag_draws_the_same():
    spec = drawn_screen(row("button", id="a"))
    drawn = Template("{% load screens %}{% screen spec target='a' number=2 %}").render(Context({"spec": spec}))
    assert drawn == screen_html(spec, target="a", number=2)
