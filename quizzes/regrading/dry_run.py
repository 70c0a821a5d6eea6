"""What a regrade would change, counted and grouped in one reading; nothing is written."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.models import QuestionVersion

from . import certificates, doubts
from .certificates import Earned, Thresholds
from .doubts import InDoubt
from .plan import Misfit, Outcome, decimal
from .reading import Reader
from .wording import key_in_words, reworded, stored_in_words

Groups = Counter[tuple[int, str | None, int, int]]  # version, response, points before and after


@dataclass(frozen=True, slots=True)
class Group:
    """Attempts in which the same answer moves from one mark to another."""

    version: QuestionVersion
    answer: str
    before: Decimal
    after: Decimal
    number: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """Attempts that are left alone for the same reason; `answer` only where it is the answer that does not fit."""

    version: QuestionVersion
    misfit: Misfit
    answer: str
    number: int


@dataclass
class DryRun:
    """`read` counts all answers looked at: those that change or stay, those that do not fit, those of open attempts."""

    reader: Reader
    read: int = 0
    up: int = 0
    down: int = 0
    same: int = 0
    open: int = 0
    turned_yes: int = 0
    turned_no: int = 0
    shown: list[Outcome] = field(default_factory=list)
    _moves: Groups = field(default_factory=Counter)
    _unfit: Counter[tuple[int, Misfit, str | None]] = field(default_factory=Counter)
    _raised: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _keys: set[int] = field(default_factory=set)
    _fallen: dict[int, None] = field(default_factory=dict)
    _thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def changed(self) -> int:
        return self.up + self.down

    @property
    def unfit(self) -> int:
        return self._unfit.total()

    @property
    def fitting(self) -> int:
        return self.read - self.unfit

    def groups(self, most: int | None = None) -> list[Group]:
        """The largest first."""
        return [
            Group(version := self.reader.version_of(pk), stored_in_words(version, said), decimal(old), decimal(new), n)
            for (pk, said, old, new), n in self._moves.most_common(most)
        ]

    @property
    def number_of_groups(self) -> int:
        return len(self._moves)

    def left_alone(self, most: int | None = None) -> list[Unfit]:
        return [
            Unfit(version := self.reader.version_of(pk), why, stored_in_words(version, said), number)
            for (pk, why, said), number in self._unfit.most_common(most)
        ]

    @property
    def number_of_reasons(self) -> int:
        return len(self._unfit)

    def old_keys(self) -> list[str]:
        """What was right by the keys that gave the marks which change."""
        return list(dict.fromkeys(key_in_words(self.reader.version_of(pk)) for pk in sorted(self._keys)))

    def reworded(self) -> list[tuple[str, str]]:
        """(was, is) of all words that are not what members read, for a person to judge whether they mean the same."""
        versions = {pk for pk, _said, _old, _new in self._moves}
        pairs = [pair for pk in sorted(versions) for pair in reworded(self.reader.version_of(pk), self.reader.version)]
        return list(dict.fromkeys(pairs))

    def earned(self, now: dt.datetime) -> Iterator[Earned]:
        return certificates.earned(self.reader, self._thresholds, self._raised, now)

    def in_doubt(self) -> Iterator[InDoubt]:
        return doubts.would_be_in_doubt(self.reader, self._fallen)

    def add(self, one: Outcome) -> None:
        self.read += 1
        row = one.row
        if one.misfit:
            is_of_answer = one.misfit == Misfit.RESPONSE
            self._unfit[row.version, one.misfit, row.response if is_of_answer else None] += 1
        elif row.is_open:
            self.open += 1
        elif not one.changed:
            self.same += 1
        else:
            self._add_change(one)

    def _add_change(self, one: Outcome) -> None:
        row = one.row
        self._keys.add(row.key)
        self._moves[row.version, row.response, row.mark or 0, one.mark] += 1
        rises = one.mark > (row.mark or 0)
        self.up, self.down = self.up + rises, self.down + (not rises)
        self.turned_yes += one.turned == 1
        self.turned_no += one.turned == -1
        if row.counts and self._thresholds.newly_reached(one):
            self._raised[row.member].add(row.quiz)
        elif self._thresholds.newly_missed(one):
            self._fallen[row.member] = None


def dry_run(version: QuestionVersion, *, first: int = 0, size: int = 0) -> DryRun:
    """What the key of `version` would change. Of the changes, `size` from the `first` on are kept to be shown."""
    found = DryRun(Reader(version))
    for one in found.reader.outcomes():
        if one.changed and first <= found.changed < first + size:
            found.shown.append(one)
        found.add(one)
    return found
