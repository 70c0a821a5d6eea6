"""The script for a speech engine."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from lessons.radio.cues import Script
from lessons.radio.parts import CueKind, Part
from lessons.radio.ssml import as_ssml
from lessons.radio.textfile import NotReadyError
from tests.lessons.radio.samples import make_script

SSML = "{http://www.w3.org/2001/10/synthesis}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(script: Script, **options: str) -> ElementTree.Element:
    return ElementTree.fromstring(as_ssml(script, **options).encode())  # noqa: S314 - our own text


def test_every_line_is_one_sentence_in_order() -> None:
    script = make_script()
    assert [one.text for one in parsed(script).iter(f"{SSML}s")] == [line.spoken for line in script.lines]


def test_every_part_with_words_is_a_paragraph() -> None:
    script = make_script()
    paragraphs = list(parsed(script).iter(f"{SSML}p"))
    assert len(paragraphs) == sum(bool(cue.lines) for cue in script.cues)
    assert [one.get("time") for one in parsed(script).findall(f"{SSML}break")] == ["1000ms"] * (len(paragraphs) - 1)


def test_a_pause_parts_two_sentences() -> None:
    (paragraph,) = parsed(make_script(Part(CueKind.CONTENT, ("Xin chào. Mời nghe.",))))
    assert [one.tag.removeprefix(SSML) for one in paragraph] == ["s", "break", "s"]
    assert paragraph[1].get("time") == "500ms"


def test_the_language_is_named() -> None:
    assert parsed(make_script()).get(LANGUAGE) == "vi-VN"
    assert parsed(make_script(), language='k"m').get(LANGUAGE) == 'k"m'


def test_signs_of_markup_are_escaped() -> None:
    script = make_script(Part(CueKind.CONTENT, ("Xin chào.",)))
    (cue,) = script.cues
    line = replace(cue.lines[0], spoken="a < b & </speak><break/>")
    (said,) = parsed(replace(script, cues=(replace(cue, lines=(line,)),))).iter(f"{SSML}s")
    assert said.text == "a < b & </speak><break/>"


@pytest.mark.parametrize("part", [Part(CueKind.CONTENT, ("Hỏi XYZT.",)), Part(CueKind.MUSIC_IN)])
def test_a_script_that_is_not_ready_gives_no_text(part: Part) -> None:
    with pytest.raises(NotReadyError):
        as_ssml(make_script(part))
