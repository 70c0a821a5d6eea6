"""The cue sheet of one radio item: music, greeting, content, warning, repeat, closing. Plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lessons.radio import timing
from lessons.radio.composer import Span
from lessons.radio.numbers import NORTH, Reading
from lessons.radio.problems import Problem, ProblemKind
from lessons.radio.sentences import sentences
from lessons.radio.spoken import Speaker, speaker
from lms.shared.vietnamese import normalise


class CueKind(StrEnum):
    """What a cue is for."""

    MUSIC_IN = "music_in"
    GREETING = "greeting"
    CONTENT = "content"
    WARNING = "warning"
    REPEAT = "repeat"
    CLOSING = "closing"
    MUSIC_OUT = "music_out"


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
class WrittenCue:
    """A cue before it is read: paragraphs of written text, or music of so many seconds.

    `must_say` None: the safety warning must be said, other cues may fall out of a shorter cut.
    """

    kind: CueKind
    text: str = ""
    must_say: bool | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Line:
    """One sentence, as written and as said."""

    written: str
    spoken: str
    seconds: float
    syllables: int
    must_say: bool
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Cue:
    """One part of the script. Music has no lines; its heading is read by nobody."""

    kind: CueKind
    heading: str
    lines: tuple[Line, ...]
    seconds: float

    @property
    def is_music(self) -> bool:
        return self.kind in MUSIC_SECONDS


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
    cues: Iterable[WrittenCue],
    glossary: Mapping[str, str],
    kind_words: str = "Bản tin thông thường",
    language: str = "Tiếng Việt",
    edition_words: str = "",
    rate: float = timing.DEFAULT_RATE,
    reading: Reading = NORTH,
) -> Script:
    """Read every cue aloud, one sentence a line, and time it. Raises ValueError for a rate out of bounds."""
    timing.check_rate(rate)
    voice = speaker(glossary, reading)
    return Script(
        title=_one_line(title),
        kind_words=_one_line(kind_words),
        language=_one_line(language),
        edition_words=_one_line(edition_words),
        rate=rate,
        cues=tuple(_cue(written, voice, rate) for written in cues),
    )


def _one_line(text: str) -> str:
    return "".join(filter(str.isprintable, " ".join(normalise(text).split())))


def _cue(written: WrittenCue, voice: Speaker, rate: float) -> Cue:
    kind = CueKind(written.kind)
    if kind in MUSIC_SECONDS:
        length = MUSIC_SECONDS[kind] if written.seconds is None else written.seconds
        return Cue(kind, HEADINGS[kind], (), length)
    must_say = kind is CueKind.WARNING if written.must_say is None else written.must_say
    said = (_line(sentence, voice, rate, must_say) for sentence in sentences(written.text))
    lines = tuple(line for line in said if line.syllables)
    return Cue(kind, HEADINGS[kind], lines, sum(line.seconds for line in lines))


def _line(sentence: str, voice: Speaker, rate: float, must_say: bool) -> Line:
    spoken = voice.speak(sentence)
    # A reading such as "ô tê pê" or "ba mươi" may open the sentence: it then takes the capital.
    text = spoken.text[:1].upper() + spoken.text[1:]
    return Line(
        written=spoken.written,
        spoken=text,
        seconds=timing.seconds(text, rate),
        syllables=timing.syllables(text),
        must_say=must_say,
        problems=spoken.problems,
        spans=spoken.spans,
    )
