"""Single and multiple choice. Pure.

spec      {"choices": [{"key", "text", "correct", "feedback"}, ...]}, for multiple choice also "rule"
response  {"choices": [key, ...]}, in the order of the spec
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from quizzes import grading

from .base import Key, Kind, Option, Part, Remark, Response, Spec, Words, fields
from .faults import BadResponse, Fault, repeated, spec_fault

MAX_CHOICES = 6


class Choice(Part):
    key: Key
    text: Words
    correct: bool = False
    feedback: Remark = ""


class SingleSpec(Spec):
    choices: Annotated[list[Choice], Field(min_length=2, max_length=MAX_CHOICES)]

    @property
    def right(self) -> list[str]:
        return [choice.key for choice in self.choices if choice.correct]


class MultipleSpec(SingleSpec):
    """`right_minus_wrong`: (right ones chosen - wrong ones chosen) / right ones, never below 0."""

    rule: Literal["right_minus_wrong", "all_or_nothing"] = "right_minus_wrong"


C = TypeVar("C", bound=SingleSpec)


class ChoiceKind(Kind[C]):
    """What single and multiple choice share."""

    def faults(self, spec: C) -> Iterator[Fault]:
        yield from repeated("same_key", "key", "choices", [choice.key for choice in spec.choices], "key")
        yield from repeated("same_text", "text", "choices", [choice.text for choice in spec.choices], "text")

    def checked(self, spec: C, response: object) -> Response:
        chosen = fields(response).get("choices")
        if chosen is None or chosen == []:
            raise BadResponse("nothing_chosen")
        if not isinstance(chosen, list) or not all(isinstance(key, str) for key in chosen):
            raise BadResponse("unreadable")
        known = [choice.key for choice in spec.choices]
        if not set(chosen) <= set(known):
            raise BadResponse("unknown_choice")
        return {"choices": [key for key in known if key in chosen]}

    def correct_response(self, spec: C) -> Response:
        return {"choices": spec.right}

    def options(self, spec: C) -> list[Option]:
        return [Option(choice.key, choice.text) for choice in spec.choices]

    def remarks(self, spec: C, response: Response) -> list[str]:
        return [choice.feedback for choice in self._chosen(spec, response)]

    def labels(self, spec: C, response: Response) -> list[str]:
        return [choice.text for choice in self._chosen(spec, response)]

    @staticmethod
    def _chosen(spec: C, response: Response) -> list[Choice]:
        return [choice for choice in spec.choices if choice.key in response["choices"]]


class Single(ChoiceKind[SingleSpec]):
    model = SingleSpec

    def faults(self, spec: SingleSpec) -> Iterator[Fault]:
        yield from super().faults(spec)
        if len(spec.right) != 1:
            yield spec_fault("one_right", "choices", right=len(spec.right))

    def checked(self, spec: SingleSpec, response: object) -> Response:
        checked = super().checked(spec, response)
        if len(checked["choices"]) > 1:
            raise BadResponse("one_only")
        return checked

    def earned(self, spec: SingleSpec, response: Response) -> Fraction:
        return Fraction(response["choices"] == spec.right)

    def random_guess(self, spec: SingleSpec) -> Fraction:
        return Fraction(1, len(spec.choices))


class Multiple(ChoiceKind[MultipleSpec]):
    model = MultipleSpec

    def faults(self, spec: MultipleSpec) -> Iterator[Fault]:
        yield from super().faults(spec)
        if not 0 < len(spec.right) < len(spec.choices):
            yield spec_fault("right_and_wrong", "choices")

    def earned(self, spec: MultipleSpec, response: Response) -> Fraction:
        if spec.rule == "all_or_nothing":
            return Fraction(response["choices"] == spec.right)
        known = [choice.key for choice in spec.choices]
        return grading.share("multiple", right=spec.right, choices=known, chosen=response["choices"])

    def random_guess(self, spec: MultipleSpec) -> Fraction:
        """Over all ways to choose at least one, each as likely: counted by how many right (i) and wrong (j) it has."""
        right, wrong = len(spec.right), len(spec.choices) - len(spec.right)
        ways = 2 ** (right + wrong) - 1
        if spec.rule == "all_or_nothing":
            return Fraction(1, ways)
        earned = sum(
            comb(right, i) * comb(wrong, j) * (i - j) for i in range(1, right + 1) for j in range(min(i, wrong + 1))
        )
        return Fraction(earned, right * ways)
