"""How long a spoken text lasts: syllables at a rate, plus pauses."""

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessons.radio.cues import Script

DEFAULT_RATE = 180  # syllables a minute; an open-air loudspeaker needs a slower voice than a studio
SLOWEST_RATE = 150
FASTEST_RATE = 220
SENTENCE_PAUSE = 0.5  # seconds after a sentence
COMMA_PAUSE = 0.2  # seconds at a comma, colon or semicolon inside a sentence

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_WORD = re.compile(r"[^\W_]\S*")  # from its first letter to the next blank
_COMMA = re.compile(r"[,;:](?=\s)")


class ReadingError(ValueError):
    """A timed reading that gives no usable rate."""


class ImpossibleReadingError(ReadingError):
    """Nothing was read, or in less time than its pauses take."""

    def __init__(self, seconds: float, *, syllables: int, pauses: float) -> None:
        super().__init__(
            f"{syllables} syllables with {pauses:.1f} seconds of pauses cannot be read in {seconds} seconds"
        )
        self.seconds, self.syllables, self.pauses = seconds, syllables, pauses


class RateOutOfBoundsError(ReadingError):
    """It was read, but slower or faster than a loudspeaker allows; `rate` tells how fast."""

    def __init__(self, rate: float) -> None:
        super().__init__(f"{rate} syllables a minute is outside {SLOWEST_RATE} to {FASTEST_RATE}")
        self.rate = rate

    @property
    def is_fast(self) -> bool:
        return self.rate > FASTEST_RATE


def check_rate(rate: float) -> None:
    """Raise ValueError for a rate outside 150-220 syllables a minute."""
    if not SLOWEST_RATE <= rate <= FASTEST_RATE:
        raise ValueError(f"the rate must be {SLOWEST_RATE} to {FASTEST_RATE} syllables a minute; got {rate}")


def syllables(spoken_text: str) -> int:
    """Count the syllables of a text in which every figure and abbreviation is spelled out."""
    return len(_WORD.findall(spoken_text))


def seconds(spoken_text: str, rate: float = DEFAULT_RATE) -> float:
    """Seconds to read a spoken text at `rate` syllables a minute. Raises ValueError out of bounds."""
    check_rate(rate)
    return seconds_of(syllables(spoken_text), spoken_text, rate)


def seconds_of(count: int, spoken_text: str, rate: float) -> float:
    """As `seconds`, for a text whose syllables are counted and a rate that is checked."""
    return count * 60 / rate + pauses(spoken_text) if count else 0.0


def pauses(spoken_text: str) -> float:
    """Seconds of silence in a spoken text; the rate does not change them."""
    text = spoken_text.rstrip()
    if not text:
        return 0.0
    sentences = len(_SENTENCE_END.findall(text)) + (text[-1] not in ".!?…")
    return sentences * SENTENCE_PAUSE + len(_COMMA.findall(text)) * COMMA_PAUSE


def rate_from_reading(read: "Script | str", seconds: float) -> float:
    """The syllables a minute, to a tenth, of somebody who read this spoken text, or script without music, so fast.

    Raises ImpossibleReadingError or RateOutOfBoundsError.
    """
    texts = [read] if isinstance(read, str) else [line.spoken for line in read.lines]
    count, silence = sum(map(syllables, texts)), sum(map(pauses, texts))
    if not count or not math.isfinite(seconds) or seconds <= silence:
        raise ImpossibleReadingError(seconds, syllables=count, pauses=silence)
    rate = round(count * 60 / (seconds - silence), 1)
    if not SLOWEST_RATE <= rate <= FASTEST_RATE:
        raise RateOutOfBoundsError(rate)
    return rate


def duration_words(seconds: float) -> str:
    """80 -> "1 phút 20 giây". Rounds to whole seconds; raises ValueError below zero."""
    if seconds < 0:
        raise ValueError(f"a duration cannot be negative; got {seconds}")
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (rest, "giây")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 giây"
