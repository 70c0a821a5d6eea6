"""What the radio desk refuses, each with what a person needs to be told."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.radio.problems import Problem


class RadioDeskError(Exception):
    pass


class TextChanged(RadioDeskError):
    """The text is no longer the one that was shown."""


class MustSayMissing(RadioDeskError):
    """A local edit lost lines that must be said."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = list(lines)


class NotReady(RadioDeskError):
    """Something in the text cannot be read aloud; empty `problems` mean that it has no words."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.written for problem in problems) or "no words")
        self.problems = tuple(problems)


class AlreadyWithdrawn(RadioDeskError):
    """Somebody else withdrew it first."""


class ReasonMissing(RadioDeskError):
    """Withdrawing asks for a reason: the stations read it."""
