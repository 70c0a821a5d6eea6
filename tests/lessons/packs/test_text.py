from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.packs.text import NotLight, canonical, kinds, to_html, to_light

SIGNS = st.text(alphabet="ab đ*-\\.12\n<&\u00a0", max_size=60)
WORDS = st.text(alphabet="ab đ*-\\.12<&", min_size=1, max_size=12).map(lambda text: f"x{' '.join(text.split())}")
RUNS = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda words: "".join(
        f"<b>{escape(w, quote=False)}</b>" if n % 2 else escape(w, quote=False) for n, w in enumerate(words)
    )
)
ITEMS = st.lists(RUNS, min_size=1, max_size=3).map(lambda items: "".join(f"<li>{item}</li>" for item in items))
BLOCK = st.one_of(RUNS.map("<p>{}</p>".format), ITEMS.map("<ul>{}</ul>".format), ITEMS.map("<ol>{}</ol>".format))


@given(SIGNS)
def test_any_light_text_comes_back_from_html_saying_the_same(text):
    assert to_html(to_light(to_html(text))) == to_html(text)


@given(SIGNS)
def test_the_canonical_form_is_its_own_canonical_form(text):
    assert canonical(canonical(text)) == canonical(text)


@given(st.lists(BLOCK, max_size=4).map("".join))
def test_any_simple_html_comes_back_from_light_text(html):
    assert to_html(to_light(html)) == html


@given(SIGNS)
def test_no_sign_of_light_text_becomes_a_tag(text):
    tags = ("<p>", "</p>", "<b>", "</b>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>")
    html = to_html(text)
    for tag in tags:
        html = html.replace(tag, "")
    assert "<" not in html


def test_paragraphs_lists_and_bold_words_become_html():
    text = "Một **hai**\nba.\n\n- bốn\n- năm\n\n1. sáu\n2. **bảy**"
    assert to_html(text) == (
        "<p>Một <b>hai</b> ba.</p><ul><li>bốn</li><li>năm</li></ul><ol><li>sáu</li><li><b>bảy</b></li></ol>"
    )


def test_a_lone_pair_of_asterisks_stays_as_it_is():
    assert to_html("a ** b") == "<p>a ** b</p>"


def test_a_paragraph_that_begins_like_a_list_stays_a_paragraph():
    assert to_html(to_light("<p>16. tháng</p><p>- năm</p>")) == "<p>16. tháng</p><p>- năm</p>"


def test_the_keys_that_an_editor_adds_are_no_difference():
    assert to_light('<p data-block-key="x1">Một <b>hai</b></p>') == "Một **hai**"


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://example.vn">x</a></p>',
        "<h2>x</h2>",
        "<p>x<br/>y</p>",
        "<ul><li><ul></ul></li></ul>",
        "x",
        "<p>x",
    ],
)
def test_html_that_says_more_is_refused(html):
    with pytest.raises(NotLight):
        to_light(html)


def test_the_kinds_of_blocks_are_told():
    assert kinds("Một\n\n- hai\n\n1. ba") == {"p", "ul", "ol"}
