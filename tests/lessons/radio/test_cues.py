"""The cue sheet: one sentence a line, timed, with what must be said."""

import pytest

from lessons.radio.cues import HEADINGS, build_script
from lessons.radio.parts import MUSIC, CueKind, Part
from tests.lessons.radio.samples import make_script


def test_a_cue_has_one_line_a_sentence_written_and_spoken() -> None:
    content = make_script().cues[2]
    assert [(line.written, line.spoken) for line in content.lines] == [
        ("OTP có 6 số.", "Ô tê pê có sáu số."),
        (
            "Gọi 0912 345 678 (giờ làm việc) để hỏi về VNeID.",
            "Gọi không chín một hai, ba bốn năm, sáu bảy tám, giờ làm việc, để hỏi về vi en ai đi.",
        ),
    ]


def test_headings_are_vietnamese_words_for_every_kind() -> None:
    assert set(HEADINGS) == set(CueKind)
    assert [cue.heading for cue in make_script().cues[:2]] == ["Nhạc hiệu", "Lời chào"]


def test_music_has_its_length_and_no_lines() -> None:
    cues = make_script().cues
    assert [(cue.seconds, cue.lines) for cue in (cues[0], cues[-1])] == [(8.0, ()), (4, ())]


def test_only_the_warning_must_be_said() -> None:
    script = make_script(*(Part(kind, ("Một.",)) for kind in CueKind if kind not in MUSIC))
    assert [cue.kind for cue in script.cues if any(line.must_say for line in cue.lines)] == [CueKind.WARNING]


def test_parts_of_one_kind_that_follow_each_other_are_one_cue() -> None:
    kinds = (CueKind.CONTENT, CueKind.CONTENT, CueKind.WARNING, CueKind.CONTENT)
    script = make_script(*(Part(kind, ("Một.",)) for kind in kinds))
    assert [(cue.heading, len(cue.lines)) for cue in script.cues] == [
        ("Nội dung", 2),
        ("Điều phải nhớ", 1),
        ("Nội dung", 1),
    ]


def test_pieces_of_music_that_follow_each_other_stay_apart() -> None:
    script = make_script(Part(CueKind.MUSIC_IN, seconds=3), Part(CueKind.MUSIC_IN))
    assert [cue.seconds for cue in script.cues] == [3, 8]


def test_a_line_knows_its_part_its_written_line_and_whether_it_falls_alone() -> None:
    script = make_script(
        Part(CueKind.MUSIC_IN),
        Part(CueKind.CONTENT, ("Một. Hai.", "", "Ba.")),
        Part(CueKind.CONTENT, ("Bốn.",), whole=True),
    )
    assert [(line.written, line.part, line.place, line.whole) for line in script.lines] == [
        ("Một.", 1, 0, False),
        ("Hai.", 1, 0, False),
        ("Ba.", 1, 2, False),
        ("Bốn.", 2, 0, True),
    ]


def test_a_line_of_nothing_but_a_fault_is_kept() -> None:
    script = make_script(Part(CueKind.CONTENT, ("Xin chào. { }",)))
    assert [(line.written, line.syllables) for line in script.lines] == [("Xin chào.", 2), ("{ }", 0)]
    assert not script.ready


def test_totals_are_the_sums_of_the_lines_and_the_music() -> None:
    script = make_script()
    assert script.seconds == pytest.approx(sum(line.seconds for line in script.lines) + 8 + 4)
    assert script.syllables == sum(line.syllables for line in script.lines)


def test_an_unknown_abbreviation_keeps_a_script_off_the_air() -> None:
    script = make_script(Part(CueKind.CONTENT, ("Hỏi XYZT. XYZT là gì?",)), Part(CueKind.CLOSING, ("Xong.",)))
    assert (script.ready, script.unknown) == (False, ("XYZT",))


def test_a_day_that_no_calendar_has_keeps_a_script_off_the_air() -> None:
    script = make_script(Part(CueKind.CONTENT, ("Họp ngày 31/02. Xin nhắc lại: ngày 31/02.",)))
    assert (script.ready, [problem.written for problem in script.problems]) == (False, ["31/02"])


def test_an_empty_script_is_not_ready() -> None:
    script = make_script(Part(CueKind.CONTENT, (" \n ",)))
    assert (script.ready, script.lines, script.seconds) == (False, (), 0)


def test_a_slower_rate_makes_a_longer_script() -> None:
    assert make_script(rate=150).seconds > make_script(rate=220).seconds


def test_a_rate_out_of_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="150 to 220"):
        make_script(rate=300)


def test_an_unknown_kind_of_cue_is_refused() -> None:
    with pytest.raises(ValueError, match="jingle"):
        make_script(Part("jingle"))  # type: ignore[arg-type]


def test_control_characters_do_not_reach_the_title() -> None:
    assert make_script(title="Giữ\x00 kín\n mã\ufffe").title == "Giữ kín mã"


def test_the_length_at_its_own_rate_is_the_length_of_the_script():
    parts = [
        Part(CueKind.MUSIC_IN, seconds=8.0),
        Part(CueKind.CONTENT, ("Bà con mở máy. Bà con gõ tên, rồi chờ.",)),
    ]
    script = build_script(title="Bài", parts=parts, glossary={}, rate=180)
    assert script.seconds_at(180) == pytest.approx(script.seconds)
    assert script.seconds_at(150) > script.seconds_at(220) > 8.0
