"""Written parts as data: read back as they were, refused when misshapen, one fingerprint for one text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.radio.parts import MUSIC, CueKind, Part, as_data, digest, from_data

SPOKEN = sorted(set(CueKind) - MUSIC)
PARTS = st.one_of(
    st.builds(
        Part, st.sampled_from(SPOKEN), st.lists(st.text(max_size=30), max_size=4).map(tuple), whole=st.booleans()
    ),
    st.builds(Part, st.sampled_from(sorted(MUSIC)), seconds=st.none() | st.floats(0, 60)),
)


def test_parts_are_plain_data() -> None:
    parts = (
        Part(CueKind.MUSIC_IN, seconds=8),
        Part(CueKind.CONTENT, ("Mở máy.", "Gõ tên."), whole=True),
        Part(CueKind.MUSIC_OUT),
    )
    assert as_data(parts) == [
        {"kind": "music_in", "seconds": 8.0},
        {"kind": "content", "lines": ["Mở máy.", "Gõ tên."], "whole": True},
        {"kind": "music_out"},
    ]


@given(st.lists(PARTS, max_size=5))
def test_what_was_written_down_is_read_back(parts: list[Part]) -> None:
    once = from_data(as_data(parts))
    assert from_data(as_data(once)) == once
    assert digest(once) == digest(parts)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"kind": "content"}, "must be a list; got dict"),
        (None, "must be a list; got NoneType"),
        (["content"], "part 1 must be an object"),
        ([{"kind": "content"}, {"kind": "jingle"}], "part 2: 'jingle' is no kind of part; these are: music_in"),
        ([{"lines": ["Mở máy."]}], "part 1: None is no kind"),
        ([{"kind": ["content"]}], "is no kind of part"),
        ([{"kind": "content", "text": "Mở máy."}], "no other keys than kind, lines, seconds, whole"),
        ([{"kind": "content", "lines": "Mở máy."}], "'lines' must be a list of texts"),
        ([{"kind": "content", "lines": ["Mở máy.", 5]}], "'lines' must be a list of texts"),
        ([{"kind": "content", "whole": "yes"}], "'whole' must be true or false"),
        ([{"kind": "content", "seconds": 8}], "only music has 'seconds'"),
        ([{"kind": "music_in", "lines": ["Mở máy."]}], "music has no lines"),
        ([{"kind": "music_in", "seconds": -1}], "zero or more; got -1"),
        ([{"kind": "music_in", "seconds": "8"}], "must be a number"),
        ([{"kind": "music_in", "seconds": True}], "must be a number"),
        ([{"kind": "music_in", "seconds": float("nan")}], "must be a number"),
        ([{"kind": "music_in", "seconds": float("inf")}], "must be a number"),
    ],
)
def test_misshapen_data_is_refused_with_the_part_at_fault(data: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_data(data)


def test_the_fingerprint_of_a_text_never_changes() -> None:
    parts = (Part(CueKind.GREETING, ("Xin chào bà con.",)), Part(CueKind.MUSIC_OUT, seconds=6))
    assert digest(parts) == "84520364babc7ca62b2033ee096c421950170b116164ca5b27b9753631f4aca2"


@pytest.mark.parametrize(
    "same",
    [
        (Part(CueKind.CONTENT, (unicodedata.normalize("NFD", "Mở máy điện thoại."), "Gõ tên.")),),
        (Part(CueKind.CONTENT, ("  Mở máy  điện\u00a0thoại. ", "", "Gõ tên.")), Part(CueKind.REPEAT, ("",))),
    ],
)
def test_blanks_and_the_form_of_unicode_do_not_change_the_fingerprint(same: tuple[Part, ...]) -> None:
    assert digest(same) == digest((Part(CueKind.CONTENT, ("Mở máy điện thoại.", "Gõ tên.")),))


@pytest.mark.parametrize(
    "other",
    [
        (Part(CueKind.CONTENT, ("Mở máy.",)), Part(CueKind.CONTENT, ("Gõ tên.",))),
        (Part(CueKind.CONTENT, ("Gõ tên.", "Mở máy.")),),
        (Part(CueKind.CONTENT, ("Mở máy. Gõ tên.",)),),
        (Part(CueKind.WARNING, ("Mở máy.", "Gõ tên.")),),
        (Part(CueKind.CONTENT, ("Mở máy.", "Gõ tên."), whole=True),),
        (Part(CueKind.CONTENT, ("Mở máy.", "Gõ tên.")), Part(CueKind.MUSIC_OUT)),
    ],
)
def test_another_text_has_another_fingerprint(other: tuple[Part, ...]) -> None:
    assert digest(other) != digest((Part(CueKind.CONTENT, ("Mở máy.", "Gõ tên.")),))
