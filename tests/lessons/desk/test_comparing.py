"""What changed between two texts, in sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessons.broadcast.comparing import Change, changes_between
from lessons.radio.parts import CueKind, Part

LINES = st.lists(st.sampled_from(["Một.", "Hai.", "Ba.", "Bốn."]), max_size=6)


def text(*lines: str) -> list[Part]:
    return [Part(CueKind.CONTENT, lines)]


def test_a_changed_sentence_stands_beside_what_it_was():
    assert changes_between(text("Một.", "Hai."), text("Một.", "Ba.")) == [Change("Hai.", "Ba.")]


def test_a_sentence_that_went_has_no_new_words():
    assert changes_between(text("Một.", "Hai."), text("Một.")) == [Change(old="Hai.")]


def test_a_sentence_that_came_has_no_old_words():
    assert changes_between(text("Hai."), text("Một.", "Hai.")) == [Change(new="Một.")]


def test_music_alone_changes_no_sentence():
    assert changes_between(text("Một."), [Part(CueKind.MUSIC_IN, seconds=8), *text("Một.")]) == []


@given(LINES)
def test_the_same_text_has_no_changes(lines):
    assert changes_between(text(*lines), text(*lines)) == []


@given(LINES, LINES)
def test_what_went_and_came_accounts_for_both_texts(old, new):
    changes = changes_between(text(*old), text(*new))
    gone = sorted(one.old for one in changes if one.old)
    come = sorted(one.new for one in changes if one.new)
    assert sorted([*old, *come]) == sorted([*new, *gone])
