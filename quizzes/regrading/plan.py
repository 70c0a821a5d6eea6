"""What a corrected key makes of one answer. Pure.

Marks are whole points, ten thousand to a mark: the four places that are stored.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from quizzes.kinds import Asked, BadResponse
from quizzes.kinds.matching import MatchingSpec
from quizzes.kinds.number import NumberSpec
from quizzes.kinds.tap import TapSpec

AT_HAND = 50_000  # verdicts kept; members give the same few answers again and again


class Misfit(StrEnum):
    """Why an answer cannot be graded by the corrected key."""

    KIND = "kind"
    OPTIONS = "options"
    MEANING = "meaning"
    RESPONSE = "response"
    UNSETTLED = "unsettled"


class Row(NamedTuple):
    """One earlier answer with its attempt. `key` is the version whose key graded it last, marks are in points."""

    item: int
    attempt: int
    version: int
    key: int
    response: str | None  # as it is stored
    mark: int | None
    max_mark: int
    state: str
    member: int
    quiz: int
    attempt_mark: int | None
    attempt_max: int
    pass_percent: int
    passed: bool | None
    practice: bool
    channel: str
    confirmed_at: dt.datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def counts(self) -> bool:
        """Whether it may earn a certificate, as `Attempt.objects.counting` says it."""
        return self.settled and not self.practice

    @property
    def settled(self) -> bool:
        return not self.is_open and (self.channel == "online" or self.confirmed_at is not None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one response earned and would earn, or why it cannot be graded anew.

    `moves` is by how many points the attempt changes; None where only all its answers together tell. An attempt's
    mark is its exact sum rounded down: where what is taken out and what is put in are whole points, the rest that was
    rounded away stays the same, and the rounded sum moves by their difference.
    """

    before: int = 0
    after: int = 0
    moves: int | None = 0
    misfit: Misfit | None = None

    @classmethod
    def of(cls, before: Fraction, after: Fraction) -> Verdict:
        """From the exact points."""
        whole = before.denominator == after.denominator == 1
        moves = 0 if before == after else int(after - before) if whole else None
        return cls(floor(before), floor(after), moves)

    def moved(self, row: Row) -> int | None:
        """None as well where another mark stands than the old key gives: then the sum is made anew."""
        return self.moves if row.mark == self.before else None


class Outcome(NamedTuple):
    """What becomes of one row. The marks stay where `misfit` is set, and where the attempt is open."""

    row: Row
    misfit: Misfit | None
    mark: int
    attempt_mark: int
    passed: bool

    @property
    def changed(self) -> bool:
        row = self.row
        return (self.mark, self.attempt_mark) != (row.mark or 0, row.attempt_mark or 0)

    @property
    def rises(self) -> bool:
        return self.attempt_mark > (self.row.attempt_mark or 0)

    @property
    def turned(self) -> int:
        """1 where the attempt passes only now, -1 where it passes no longer."""
        return int(self.passed) - int(bool(self.row.passed))

    def crosses(self, percent: int) -> bool:
        """Whether the attempt stood on the other side of `percent` before."""
        needed = percent * self.row.attempt_max
        return ((self.row.attempt_mark or 0) * 100 >= needed) != (self.attempt_mark * 100 >= needed)


class Grader:
    """Grades each different response once. `read` gives the question in the wording of a version."""

    def __init__(self, corrected: Asked, read: Callable[[int], Asked]) -> None:
        self._corrected, self._read = corrected, read
        self._misfit = functools.cache(lambda version: misfit(read(version), corrected))
        self.verdict = functools.lru_cache(AT_HAND)(self._verdict)
        self.share = functools.lru_cache(AT_HAND)(self._share)

    def _verdict(self, version: int, key: int, response: str | None, highest: int) -> Verdict:
        if found := self._misfit(version):
            return Verdict(misfit=found)
        try:
            after = self._corrected.share(json.loads(response) if response else None)
        except BadResponse:
            return Verdict(misfit=Misfit.RESPONSE)
        return Verdict.of(self.share(key, response) * highest, after * highest)

    def _share(self, key: int, response: str | None) -> Fraction:
        return self._read(key).share(json.loads(response) if response else None)

    def takes_any(self, version: int) -> bool:
        return self._misfit(version) is None and takes_any(self._read(version), self._corrected)


def misfit(asked: Asked, corrected: Asked) -> Misfit | None:
    """Why no answer to `asked` can be graded by the key of `corrected`.

    What could be chosen must be the same. Words may be put right, but words that stand under another key now mean
    that the keys were dealt out anew, and a stored key no longer says what the member chose.
    """
    if asked.kind is not corrected.kind:
        return Misfit.KIND
    old, new = parts(asked), parts(corrected)
    if set(old) != set(new):
        return Misfit.OPTIONS
    standing = set(new.values())
    if any(words != new[key] and words in standing for key, words in old.items()):
        return Misfit.MEANING
    return None


def parts(asked: Asked) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Everything that a response names by a key, with its words."""
    options = asked.kind.options(asked.spec)
    found = {("option", option.key): ("option", option.text) for option in options}
    if isinstance(asked.spec, MatchingSpec):
        found |= {("line", pair.key): ("line", pair.left) for pair in asked.spec.pairs}
    return found


def takes_any(asked: Asked, corrected: Asked) -> bool:
    """Whether every answer that `asked` takes fits `corrected`, where `misfit` has nothing to say.

    Only units and the place beside every mark of a picture are read from a spec without being an option.
    """
    old, new = asked.spec, corrected.spec
    if isinstance(old, NumberSpec):
        return set(old.units) <= set(new.units)
    return type(old.screen) is type(new.screen) if isinstance(old, TapSpec) else True


def outcome(row: Row, verdict: Verdict, total: Fraction | None = None) -> Outcome:
    """`total` is the exact sum of the attempt, in points, where the verdict does not say how far it moves.

    Thresholds are whole per cents of whole marks, so the stored points reach them exactly when the exact sum does.
    """
    standing, moved = row.attempt_mark or 0, verdict.moved(row)
    if verdict.misfit or row.is_open or moved == 0:
        return Outcome(row, verdict.misfit, row.mark or 0, standing, bool(row.passed))
    if moved is None:
        if total is None:
            raise ValueError("the sum of the attempt is needed")
        attempt_mark = floor(total)
    else:
        attempt_mark = standing + moved
    return Outcome(row, None, verdict.after, attempt_mark, attempt_mark * 100 >= row.pass_percent * row.attempt_max)


def decimal(points: int) -> Decimal:
    return Decimal(points).scaleb(-4)
