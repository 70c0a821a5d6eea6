"""How long a spoken text lasts: syllables at a rate, plus pauses."""

import re

DEFAULT_RATE = 180  # syllables a minute; an open-air loudspeaker needs a slower voice than a studio
SLOWEST_RATE = 150
FASTEST_RATE = 220
SENTENCE_PAUSE = 0.5  # seconds after a sentence
COMMA_PAUSE = 0.2  # seconds at a comma, colon or semicolon inside a sentence

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_WORD = re.compile(r"[^\W_]\S*")  # from its first letter to the next blank
_COMMA = re.compile(r"[,;:](?=\s)")


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
    count = syllables(spoken_text)
    if not count:
        return 0.0
    text = spoken_text.rstrip()
    sentences = len(_SENTENCE_END.findall(text)) + (text[-1] not in ".!?…")
    return count * 60 / rate + sentences * SENTENCE_PAUSE + len(_COMMA.findall(text)) * COMMA_PAUSE


def duration_words(seconds: float) -> str:
    """80 -> "1 phút 20 giây". Rounds to whole seconds; raises ValueError below zero."""
    if seconds < 0:
        raise ValueError(f"a duration cannot be negative; got {seconds}")
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (rest, "giây")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 giây"
