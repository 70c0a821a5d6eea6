"""Which parts follow the lesson; without a database."""

from types import SimpleNamespace

import pytest
from hypothesis import given, strategies

from lessons.blocks.streams import CuesBlock
from lessons.following.states import State, bring_in_step, drawn_parts, read_aloud, state_of
from lessons.radio.parts import CueKind

texts = strategies.lists(strategies.text("abc", min_size=1, max_size=4), max_size=3).map(tuple)
OLD, NEW, MINE = ("Cũ.",), ("Mới.",), ("Của tôi.",)


@pytest.mark.parametrize(
    ("lines", "origin", "says", "state"),
    [
        (MINE, "", NEW, State.OWN),
        ((), "", NEW, State.FOLLOWS),
        ((), "", (), State.EMPTY),
        (OLD, "Cũ.", OLD, State.FOLLOWS),
        (OLD, "Cũ.", NEW, State.FOLLOWS),
        (OLD, "Cũ.", (), State.FOLLOWS),
        (MINE, "Cũ.", OLD, State.DIVERGED),
        (MINE, "Cũ.", (), State.DIVERGED),
        (MINE, "Cũ.", NEW, State.STALE),
        (NEW, "Cũ.", NEW, State.FOLLOWS),
    ],
)
def test_a_part_is_known_by_what_the_lesson_said_and_says(lines, origin, says, state):
    assert state_of(lines, origin, says) is state


def test_a_part_that_follows_is_read_as_the_lesson_says_now():
    assert read_aloud(OLD, "Cũ.", NEW) == NEW


def test_a_rewritten_part_is_read_as_it_was_written():
    assert read_aloud(MINE, "Cũ.", NEW) == MINE


def test_of_a_lesson_that_is_gone_stays_what_it_said_last():
    assert read_aloud(OLD, "Cũ.", ()) == OLD


def stream(*parts):
    raw = [
        {"type": kind, "id": str(n), "value": {"lines": list(lines), "origin": origin}}
        for n, (kind, lines, origin) in enumerate(parts)
    ]
    return CuesBlock().to_python(raw)


def stored(cues):
    return [(list(block.value["lines"]), block.value["origin"]) for block in cues]


def test_an_emptied_part_follows_again():
    cues = stream(("content", (), "Cũ."))
    bring_in_step(cues, {CueKind.CONTENT: NEW})
    assert stored(cues) == [(["Mới."], "Mới.")]


def test_a_stale_part_stays_stale_until_somebody_has_read_the_lesson():
    cues = stream(("content", MINE, "Cũ."))
    bring_in_step(cues, {CueKind.CONTENT: NEW}, read=["7"])
    assert stored(cues) == [(["Của tôi."], "Cũ.")]
    bring_in_step(cues, {CueKind.CONTENT: NEW}, read=["0"])
    assert stored(cues) == [(["Của tôi."], "Mới.")]


def test_a_lesson_gives_each_kind_of_part_once():
    cues = stream(("content", MINE, ""), ("content", (), ""), ("content", (), ""))
    drawn = drawn_parts(cues, {CueKind.CONTENT: NEW})
    assert [one.part.lines for one in drawn] == [MINE, NEW]


def test_line_ends_of_a_browser_make_no_change():
    cues = stream(("content", ("Một.", "Hai."), "Một.\r\nHai."))
    assert drawn_parts(cues, {CueKind.CONTENT: NEW})[0].part.lines == NEW


@given(texts, texts, texts)
def test_bringing_in_step_changes_nothing_that_is_read(lines, origin, says):
    cues = stream(("content", lines, "\n".join(origin)))
    lesson = {CueKind.CONTENT: says}

    def read():
        return [one.part.lines for one in drawn_parts(cues, lesson)]

    before = read()
    bring_in_step(cues, lesson)
    assert read() == before
    once = stored(cues)
    bring_in_step(cues, lesson)
    assert stored(cues) == once


def test_music_without_a_length_in_a_draft_lasts_no_time():
    music = SimpleNamespace(block_type="music_in", value={"seconds": None}, block=SimpleNamespace(child_blocks={}))
    assert drawn_parts([music], {})[0].part.seconds == 0
