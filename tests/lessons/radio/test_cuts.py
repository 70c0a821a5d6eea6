"""Shorter cuts: what stays, what falls, and that nothing is left dangling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.cues import Line, Script, build_script
from lessons.radio.cuts import cut
from lessons.radio.parts import MUSIC, CueKind, Part

# At 150 syllables a minute a syllable takes 0.4 s: five syllables and their pause are 2.5 s.
LINE = 2.5


def part(kind: CueKind, *names: str, whole: bool = False) -> Part:
    """Lines of five syllables, each with a name of its own."""
    return Part(kind, tuple(f"Một hai ba bốn {name}." for name in names), whole=whole)


PARTS = (
    Part(CueKind.MUSIC_IN, seconds=8),
    part(CueKind.GREETING, "chào", "giới"),
    part(CueKind.CONTENT, "đầu", "giữa", "dẫn"),
    part(CueKind.CONTENT, "bước", "tiếp", whole=True),
    part(CueKind.CONTENT, "nối"),
    part(CueKind.CONTENT, "khác", "xong", whole=True),
    part(CueKind.CONTENT, "thêm"),
    part(CueKind.WARNING, "cấm", "nhớ"),
    part(CueKind.REPEAT, "lại"),
    part(CueKind.CLOSING, "hỏi", "ơn"),
    Part(CueKind.MUSIC_OUT, seconds=4),
)


def script_of(*parts: Part) -> Script:
    return build_script(title="Bài", parts=parts, glossary={}, rate=150)


def names(lines: tuple[Line, ...]) -> str:
    return " ".join(line.written.split()[-1].rstrip(".") for line in lines)


def test_a_script_that_fits_is_returned_as_it_is() -> None:
    script = script_of(*PARTS)
    found = cut(script, script.seconds)
    assert found.script is script
    assert (found.dropped, found.over) == ((), False)


# How many lines of five syllables there is time for, and which stay. Music of 8 and 4 s comes last.
STAYS = [
    (2, "cấm nhớ"),
    (3, "chào cấm nhớ"),
    (4, "chào cấm nhớ lại"),
    (5, "chào cấm nhớ lại ơn"),
    (6, "chào đầu cấm nhớ lại ơn"),
    (7, "chào đầu giữa cấm nhớ lại ơn"),
    (8, "chào dẫn bước tiếp cấm nhớ lại ơn"),
    (10, "chào đầu giữa dẫn bước tiếp cấm nhớ lại ơn"),
    (11, "chào dẫn bước tiếp nối khác xong cấm nhớ lại ơn"),
    (14, "chào đầu giữa dẫn bước tiếp nối khác xong thêm cấm nhớ lại ơn"),
    (15, "chào giới đầu giữa dẫn bước tiếp nối khác xong thêm cấm nhớ lại ơn"),
    (16, "chào giới đầu giữa dẫn bước tiếp nối khác xong thêm cấm nhớ lại hỏi ơn"),
]


@pytest.mark.parametrize(("count", "stays"), STAYS)
def test_what_stays_goes_by_weight_and_stands_in_the_written_order(count: int, stays: str) -> None:
    found = cut(script_of(*PARTS), count * LINE + 0.1)
    assert names(found.script.lines) == stays
    assert not any(cue.is_music for cue in found.script.cues)


def test_music_is_the_last_to_stay() -> None:
    script = script_of(*PARTS)
    assert [cue.kind for cue in cut(script, script.seconds - 1).script.cues if cue.is_music] == [CueKind.MUSIC_IN]
    assert [cue.kind for cue in cut(script, script.seconds - 5).script.cues if cue.is_music] == [CueKind.MUSIC_OUT]
    assert cut(script, script.seconds - 1).dropped == ()


def test_what_fell_out_is_told_in_the_written_order() -> None:
    found = cut(script_of(*PARTS), 8 * LINE + 0.1)
    assert names(found.dropped) == "giới đầu giữa nối khác xong thêm hỏi"


def test_what_must_be_said_stays_when_it_alone_is_too_long() -> None:
    found = cut(script_of(*PARTS), 1)
    assert names(found.script.lines) == "cấm nhớ"
    assert found.over


def test_a_cut_without_room_for_anything_is_empty() -> None:
    found = cut(script_of(part(CueKind.CONTENT, "đầu")), 1)
    assert (found.script.cues, found.over, names(found.dropped)) == ((), False, "đầu")


def test_steps_fall_with_the_line_that_leads_to_them() -> None:
    script = script_of(part(CueKind.CONTENT, "đầu", "dẫn"), part(CueKind.CONTENT, "bước", "tiếp", whole=True))
    assert names(cut(script, 3 * LINE - 0.1).script.lines) == "đầu"


def test_all_sentences_of_the_line_that_leads_to_steps_stay_with_them() -> None:
    lead = Part(CueKind.CONTENT, ("Một hai ba bốn đầu.", "Một hai ba bốn giờ. Một hai ba bốn dẫn."))
    script = script_of(lead, part(CueKind.CONTENT, "bước", whole=True))
    assert names(cut(script, 3 * LINE + 0.1).script.lines) == "giờ dẫn bước"


def test_later_steps_do_not_stand_without_the_ones_before() -> None:
    long, short = part(CueKind.CONTENT, *"abcd", whole=True), part(CueKind.CONTENT, "xong", whole=True)
    assert names(cut(script_of(part(CueKind.GREETING, "chào"), long, short), 3 * LINE).script.lines) == "chào"


def test_content_stops_at_the_first_sentence_without_room() -> None:
    long = Part(CueKind.CONTENT, (" ".join(["ba"] * 40) + ".", "Một hai ba bốn sau."))
    assert names(cut(script_of(part(CueKind.GREETING, "chào"), long), 4 * LINE).script.lines) == "chào"


def test_the_rest_of_the_script_is_as_it_was() -> None:
    script = script_of(*PARTS)
    shorter = cut(script, 30).script
    assert (shorter.title, shorter.rate, shorter.language) == (script.title, script.rate, script.language)
    assert [cue.seconds for cue in shorter.cues] == [
        pytest.approx(sum(line.seconds for line in cue.lines)) for cue in shorter.cues
    ]


@pytest.mark.parametrize("limit", [0, -5, float("nan")])
def test_a_cut_of_no_time_is_refused(limit: float) -> None:
    with pytest.raises(ValueError, match="more than no time"):
        cut(script_of(*PARTS), limit)


SENTENCES = st.integers(1, 30).map(lambda count: f"{' '.join(['ba'] * count)}.".capitalize())
WRITTEN = st.lists(SENTENCES, max_size=3).map(" ".join)
ANY_PART = st.one_of(
    st.builds(
        Part,
        st.sampled_from(sorted(set(CueKind) - MUSIC)),
        st.lists(WRITTEN, max_size=4).map(tuple),
        whole=st.booleans(),
    ),
    st.builds(Part, st.sampled_from(sorted(MUSIC)), seconds=st.floats(0, 20)),
)
SCRIPTS = st.lists(ANY_PART, max_size=8).map(lambda parts: script_of(*parts))
LIMITS = st.one_of(st.sampled_from([30, 60, 180]), st.floats(0.5, 90))


@given(SCRIPTS, LIMITS)
def test_a_cut_is_never_too_long_unless_only_what_must_be_said_is_left(script: Script, limit: float) -> None:
    found = cut(script, limit)
    assert found.over == (found.script.seconds > limit)
    if found.over:
        assert all(line.must_say for line in found.script.lines)
        assert not any(cue.is_music for cue in found.script.cues)


@given(SCRIPTS, LIMITS)
def test_what_must_be_said_is_in_every_cut(script: Script, limit: float) -> None:
    assert not any(line.must_say for line in cut(script, limit).dropped)


@given(SCRIPTS, LIMITS)
def test_no_line_is_lost_and_the_order_stays(script: Script, limit: float) -> None:
    found = cut(script, limit)
    left, out = list(found.script.lines), list(found.dropped)
    for line in script.lines:
        (left if left and left[0] is line else out).pop(0)
    assert (left, out) == ([], [])


@given(SCRIPTS, LIMITS)
def test_a_whole_part_stays_or_falls_as_a_whole(script: Script, limit: float) -> None:
    found = cut(script, limit)
    kept = {line.part for line in found.script.lines if line.whole}
    assert kept.isdisjoint(line.part for line in found.dropped if line.whole)


@given(SCRIPTS, LIMITS)
def test_a_cut_is_its_own_cut(script: Script, limit: float) -> None:
    found = cut(script, limit)
    again = cut(found.script, limit)
    assert (again.script, again.dropped, again.over) == (found.script, (), found.over)
