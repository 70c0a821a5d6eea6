"""The cue sheet: one sentence a line, timed, with what must be said."""

import pytest

from lessons.radio.cues import HEADINGS, CueKind, WrittenCue, build_script
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


def test_only_the_warning_must_be_said_unless_the_writer_says_so() -> None:
    script = make_script(
        WrittenCue(CueKind.CONTENT, "Một."),
        WrittenCue(CueKind.WARNING, "Hai."),
        WrittenCue(CueKind.REPEAT, "Ba.", must_say=True),
        WrittenCue(CueKind.WARNING, "Bốn.", must_say=False),
    )
    assert [line.must_say for line in script.lines] == [False, True, True, False]


def test_totals_are_the_sums_of_the_lines_and_the_music() -> None:
    script = make_script()
    assert script.seconds == pytest.approx(sum(line.seconds for line in script.lines) + 8 + 4)
    assert script.syllables == sum(line.syllables for line in script.lines)


def test_an_unknown_abbreviation_keeps_a_script_off_the_air() -> None:
    script = make_script(WrittenCue(CueKind.CONTENT, "Hỏi XYZT. XYZT là gì?"), WrittenCue(CueKind.CLOSING, "Xong."))
    assert (script.ready, script.unknown) == (False, ("XYZT",))


def test_a_day_that_no_calendar_has_keeps_a_script_off_the_air() -> None:
    script = make_script(WrittenCue(CueKind.CONTENT, "Họp ngày 31/02. Xin nhắc lại: ngày 31/02."))
    assert (script.ready, [problem.written for problem in script.problems]) == (False, ["31/02"])


def test_an_empty_script_is_not_ready() -> None:
    script = make_script(WrittenCue(CueKind.CONTENT, " \n "))
    assert (script.ready, script.lines, script.seconds) == (False, (), 0)


def test_a_slower_rate_makes_a_longer_script() -> None:
    assert make_script(rate=150).seconds > make_script(rate=220).seconds


def test_a_rate_out_of_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="150 to 220"):
        make_script(rate=300)


def test_an_unknown_kind_of_cue_is_refused() -> None:
    with pytest.raises(ValueError, match="jingle"):
        make_script(WrittenCue("jingle"))  # type: ignore[arg-type]


def test_control_characters_do_not_reach_the_title() -> None:
    assert make_script(title="Giữ\x00 kín\n mã\ufffe").title == "Giữ kín mã"


def test_the_length_at_its_own_rate_is_the_length_of_the_script():
    cues = [
        WrittenCue(CueKind.MUSIC_IN, seconds=8.0),
        WrittenCue(CueKind.CONTENT, "Bà con mở máy. Bà con gõ tên, rồi chờ."),
    ]
    script = build_script(title="Bài", cues=cues, glossary={}, rate=180)
    assert script.seconds_at(180) == pytest.approx(script.seconds)
    assert script.seconds_at(150) > script.seconds_at(220) > 8.0
