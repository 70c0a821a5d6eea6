"""The sections of the question form, in the order they stand."""

from __future__ import annotations

from .arranging import Matching, Ordering
from .base import Section
from .choices import Choices, TrueFalse
from .tap import Tap
from .written import Number, Short

__all__ = ["SECTIONS", "Section"]

SECTIONS: tuple[type[Section], ...] = (Choices, TrueFalse, Matching, Ordering, Short, Number, Tap)
