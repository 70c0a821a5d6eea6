"""The kinds of question. `KINDS` maps the name stored with a question to what it can do. Pure: no Django."""

from __future__ import annotations

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

__all__ = ["KINDS", "MAX_CHOICES", "BadResponse", "BadSpec", "Fault", "Kind", "Option", "Response", "Spec"]

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
