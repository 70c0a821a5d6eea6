"""The cue sheet of one radio item: music, greeting, content, warning, repeat, closing. Plain data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from lessons.radio import timing
from lessons.radio.composer import Span
from lessons.radio.numbers import NORTH, Reading
from lessons.radio.parts import MUSIC, CueKind, Part
from lessons.radio.problems import Problem, ProblemKind
from lessons.radio.sentences import sentences
from lessons.radio.spoken import Speaker, speaker
from lms.shared.vietnamese import normalise

HEADINGS = {
    CueKind.MUSIC_IN: "Nhạc hiệu",
    CueKind.GREETING: "Lời chào",
    CueKind.CONTENT: "Nội dung",
    CueKind.WARNING: "Điều phải nhớ",
    CueKind.REPEAT: "Nhắc lại",
    CueKind.CLOSING: "Lời kết",
    CueKind.MUSIC_OUT: "Nhạc kết",
}
MUSIC_SECONDS = {CueKind.MUSIC_IN: 8.0, CueKind.MUSIC_OUT: 6.0}


@dataclass(frozen=True)
class Line:
    """One sentence, as written and as said, and where it comes from.

    `part` counts the parts of the script, `place` the written lines of that part; one written line may hold several
    sentences. The lines of a `whole` part stay or fall together.
    """

    written: str
    spoken: str
    seconds: float
    syllables: int
    must_say: bool
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = ()
    part: int = 0
    place: int = 0
    whole: bool = False


@dataclass(frozen=True)
class Cue:
    """What stands under one heading. Music has no lines; its heading is read by nobody."""

    kind: CueKind
    heading: str
    lines: tuple[Line, ...]
    seconds: float

    @property
    def is_music(self) -> bool:
        return self.kind in MUSIC


@dataclass(frozen=True)
class Script:
    """A whole radio item, ready for the sheet, the text file and the page."""

    title: str
    kind_words: str
    language: str
    edition_words: str
    rate: float
    cues: tuple[Cue, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for cue in self.cues for line in cue.lines)

    @property
    def seconds(self) -> float:
        return sum(cue.seconds for cue in self.cues)

    def seconds_at(self, rate: float) -> float:
        """How long it takes at another rate; music keeps its length. Raises ValueError for a rate out of bounds."""
        timing.check_rate(rate)
        music = sum(cue.seconds for cue in self.cues if cue.is_music)
        return music + sum(timing.seconds(line.spoken, rate) for line in self.lines)

    @property
    def syllables(self) -> int:
        return sum(line.syllables for line in self.lines)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What must be put right before it is read out, each once, in order of appearance."""
        return tuple(dict.fromkeys(problem for line in self.lines for problem in line.problems))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Abbreviations that the glossary lacks, each once, in order of appearance."""
        return tuple(found.written for found in self.problems if found.kind is ProblemKind.ABBREVIATION)

    @property
    def ready(self) -> bool:
        """Whether it may go on air: something to say, and nothing left unexplained."""
        return bool(self.lines) and not self.problems


def build_script(
    *,
    title: str,
    parts: Iterable[Part],
    glossary: Mapping[str, str],
    kind_words: str = "Bản tin thông thường",
    language: str = "Tiếng Việt",
    edition_words: str = "",
    rate: float = timing.DEFAULT_RATE,
    reading: Reading = NORTH,
) -> Script:
    """Read every part aloud, one sentence a line, and time it. Raises ValueError for a rate out of bounds.

    Parts of one kind that follow each other, such as content and steps, are one cue to the ear.
    """
    timing.check_rate(rate)
    voice = speaker(glossary, reading)
    return Script(
        title=_one_line(title),
        kind_words=_one_line(kind_words),
        language=_one_line(language),
        edition_words=_one_line(edition_words),
        rate=rate,
        cues=tuple(_cues(parts, voice, rate)),
    )


def _one_line(text: str) -> str:
    return "".join(filter(str.isprintable, " ".join(normalise(text).split())))


def _cues(parts: Iterable[Part], voice: Speaker, rate: float) -> Iterator[Cue]:
    for kind, numbered in groupby(enumerate(parts), key=lambda pair: CueKind(pair[1].kind)):
        if kind in MUSIC:
            for _, part in numbered:
                yield Cue(kind, HEADINGS[kind], (), MUSIC_SECONDS[kind] if part.seconds is None else part.seconds)
        else:
            lines = tuple(line for number, part in numbered for line in _lines(part, number, voice, rate))
            yield Cue(kind, HEADINGS[kind], lines, sum(line.seconds for line in lines))


def _lines(part: Part, number: int, voice: Speaker, rate: float) -> Iterator[Line]:
    must_say = part.kind == CueKind.WARNING
    for place, written in enumerate(part.lines):
        for sentence in sentences(written):
            line = _line(sentence, voice, rate, must_say=must_say, part=number, place=place, whole=part.whole)
            # A line of nothing but a fault is kept, so that the fault is seen.
            if line.syllables or line.problems:
                yield line


def _line(sentence: str, voice: Speaker, rate: float, *, must_say: bool, part: int, place: int, whole: bool) -> Line:
    spoken = voice.speak_normal(sentence)
    # A reading such as "ô tê pê" or "ba mươi" may open the sentence: it then takes the capital.
    text = spoken.text[:1].upper() + spoken.text[1:]
    count = timing.syllables(text)
    return Line(
        written=spoken.written,
        spoken=text,
        seconds=timing.seconds_of(count, text, rate),
        syllables=count,
        must_say=must_say,
        problems=spoken.problems,
        spans=spoken.spans,
        part=part,
        place=place,
        whole=whole,
    )
