"""Puts spoken words and pauses together with canonical spacing; keeps the map back to the written text."""

from dataclasses import dataclass

from lessons.radio.problems import Problem, ProblemKind

_STRENGTH = {",": 1, ";": 2, ":": 3, ".": 4, "!": 5, "?": 6}

Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Spoken:
    """One text as said. `spans` are (written start, written end, spoken start, spoken end), in order.

    Written offsets count in `written`: the text in NFC with tidy blanks. A text with `problems` is not ready for air.
    """

    written: str
    text: str
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The abbreviations and codes that stay as written because the glossary lacks them."""
        return tuple(found.written for found in self.problems if found.kind is ProblemKind.ABBREVIATION)


class Composer:
    """Builds one spoken text. Pauses next to each other melt into the strongest; none stands first."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._parts: list[str] = []
        self._length = 0
        self._pause = ""
        self._spans: list[Span] = []
        self._last_unchanged = False

    def say(self, spoken: str, start: int, end: int) -> None:
        """Add words that stand for written[start:end]."""
        lead = f"{self._pause} " if self._parts else ""
        self._pause = ""
        self._parts += (lead, spoken)
        begin = self._length + len(lead)
        self._length = begin + len(spoken)
        self._map(spoken, start, end, begin)

    def _map(self, spoken: str, start: int, end: int, begin: int) -> None:
        unchanged = self._written[start:end] == spoken
        if unchanged and self._last_unchanged:
            written_start, written_end, spoken_start, spoken_end = self._spans[-1]
            # One span for a whole unchanged run, as long as nothing between its words was changed either.
            if start - written_end == begin - spoken_end:
                self._spans[-1] = (written_start, end, spoken_start, self._length)
                return
        self._spans.append((start, end, begin, self._length))
        self._last_unchanged = unchanged

    def pause(self, mark: str) -> None:
        """Ask for a pause before the next words."""
        if _STRENGTH[mark] > _STRENGTH.get(self._pause, 0):
            self._pause = mark

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans; a comma at the very end is not heard."""
        if self._parts and self._pause not in ("", ","):
            self._parts.append(self._pause)
        return "".join(self._parts), tuple(self._spans)
