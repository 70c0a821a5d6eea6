"""The kinds of question. `KINDS` maps the name stored with a question to what it can do. Pure: no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .base import Kind, Option, Response, Spec
from .choices import MAX_CHOICES, Multiple, Single
from .faults import BadResponse, BadSpec, Fault
from .matching import Matching
from .number import Number
from .ordering import Ordering
from .short import Short
from .tap import Tap
from .true_false import TrueFalse

__all__ = ["KINDS", "MAX_CHOICES", "Asked", "BadResponse", "BadSpec", "Fault", "Kind", "Option", "Response", "Spec"]

KINDS: dict[str, Kind[Any]] = {
    "single": Single(),
    "multiple": Multiple(),
    "true_false": TrueFalse(),
    "matching": Matching(),
    "ordering": Ordering(),
    "short": Short(),
    "number": Number(),
    "tap": Tap(),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a kind with the spec it has read. Methods are those of the kind."""

    kind: Kind[Any]
    spec: Any

    @classmethod
    def of(cls, kind: str, spec: object) -> Asked:
        """Raises BadSpec; KeyError for a kind there is not."""
        found = KINDS[kind]
        return cls(found, found.load(spec))

    def dump(self) -> dict[str, Any]:
        return self.kind.dump(self.spec)

    def checked(self, response: object) -> Response:
        return self.kind.checked(self.spec, response)

    def share(self, response: Response | None) -> Fraction:
        return self.kind.share(self.spec, response)

    def feedback(self, response: Response | None) -> list[str]:
        return self.kind.feedback(self.spec, response)

    def labels(self, response: Response | None) -> list[str]:
        return self.kind.answer_labels(self.spec, response)

    def counted_as(self, response: Response | None) -> list[str]:
        return self.kind.counted_as(self.spec, response)

    def right(self) -> Response:
        return self.kind.correct_response(self.spec)

    def right_labels(self) -> list[str]:
        return self.labels(self.right())

    def random_guess(self) -> Fraction:
        return self.kind.random_guess(self.spec)

    def option_keys(self) -> list[str]:
        return self.kind.option_keys(self.spec)

    def options(self, order: Sequence[str]) -> list[Option]:
        return self.kind.with_order(self.spec, order)
