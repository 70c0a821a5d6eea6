"""A number with tolerance. Pure; no binary fractions anywhere.

spec      {"value", "tolerance" or "tolerance_percent", "units": [word, ...]}: numbers as text, as the trainer wrote
          them; a plain JSON number is taken too
response  {"number": what was written, normalised}

An ambiguous answer (1.234) is right where either of its readings is: many phones offer only a dot or only a comma
on their number keys, so the sign tells little of what was meant. The two readings are a thousand times apart, so
nobody gains by it who did not write the right digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from lms.shared.vietnamese import normalise_line

from .base import Kind, Response, Spec, Words, written_line
from .faults import BadResponse, Fault, spec_fault
from .number_text import NotANumber, parse_number, readings, written_number

MAX_LETTERS = 100


def _as_written(value: object) -> object:
    """Text as it stands; a JSON number with a decimal comma, which no reader takes for a sign of thousands."""
    if isinstance(value, str):
        return normalise_line(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    return value


NumberText = Annotated[str, StringConstraints(max_length=MAX_LETTERS), BeforeValidator(_as_written)]


class NumberSpec(Spec):
    value: Annotated[str, StringConstraints(min_length=1, max_length=MAX_LETTERS), BeforeValidator(_as_written)]
    tolerance: NumberText = ""
    tolerance_percent: NumberText = ""
    units: Annotated[list[Words], Field(max_length=10)] = []

    @cached_property
    def number(self) -> Fraction:
        return parse_number(self.value, self.units)

    @cached_property
    def reach(self) -> Fraction:
        """How far from `number` an answer may lie and be right."""
        if self.tolerance_percent:
            return abs(self.number) * parse_number(self.tolerance_percent, ["%"]) / 100
        return parse_number(self.tolerance, self.units) if self.tolerance else Fraction(0)


class Number(Kind[NumberSpec]):
    model = NumberSpec
    shuffles = False

    def faults(self, spec: NumberSpec) -> Iterator[Fault]:
        numbers = {}
        for name, units in (("value", spec.units), ("tolerance", spec.units), ("tolerance_percent", ["%"])):
            if text := getattr(spec, name):
                try:
                    numbers[name] = parse_number(text, units)
                except NotANumber as error:
                    yield spec_fault(error.code, name, **error.values)
        for name in ("tolerance", "tolerance_percent"):
            if numbers.get(name, 0) < 0:
                yield spec_fault("negative_tolerance", name)
        if spec.tolerance and spec.tolerance_percent:
            yield spec_fault("two_tolerances", "tolerance_percent")
        elif spec.tolerance_percent and numbers.get("value") == 0:
            yield spec_fault("percent_of_zero", "tolerance_percent")

    def checked(self, spec: NumberSpec, response: object) -> Response:
        text = written_line(response, "number", MAX_LETTERS)
        try:
            readings(text, spec.units)
        except NotANumber as error:
            raise BadResponse(error.code, **error.values) from error
        return {"number": text}

    def earned(self, spec: NumberSpec, response: Response) -> Fraction:
        return Fraction(self._is_right(spec, self._meant(spec, response)))

    def correct_response(self, spec: NumberSpec) -> Response:
        return {"number": spec.value}

    def random_guess(self, spec: NumberSpec) -> Fraction:
        return Fraction(0)

    def remarks(self, spec: NumberSpec, response: Response) -> list[str]:
        return []

    def labels(self, spec: NumberSpec, response: Response) -> list[str]:
        return [response["number"]]

    def tallies(self, spec: NumberSpec, response: Response) -> list[str]:
        """The number meant, always written alike."""
        return [written_number(self._meant(spec, response))]

    def _meant(self, spec: NumberSpec, response: Response) -> Fraction:
        """The reading that is right, or else the Vietnamese one."""
        found = readings(response["number"], spec.units)
        return next((number for number in found if self._is_right(spec, number)), found[0])

    @staticmethod
    def _is_right(spec: NumberSpec, number: Fraction) -> bool:
        return abs(number - spec.number) <= spec.reach
