"""Short answer: a few written words, compared on the level the trainer sets. Pure.

spec      {"accepted": [{"text", "share", "feedback"}, ...], "level": "exact" | "tones" | "marks", "case": bool}
response  {"text": what was written, normalised}

An accepted answer earns its share, anything else nothing. Which texts are the same: see text_match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from lms.shared.messages import Message, _

from . import text_match
from .base import Kind, Part, Remark, Response, Spec, Words, written_line
from .faults import Fault, spec_fault

MAX_LETTERS = 200
_SHARE = re.compile(r"(1([.,]0+)?|0[.,][0-9]{1,4})", re.ASCII)


def _exact_share(value: object) -> Decimal:
    """A share as it stands in JSON: 1, 0.5, "0.5" or "0,5"; stored as text, which rounds nothing."""
    text = str(value)
    if isinstance(value, bool) or not _SHARE.fullmatch(text) or not (share := Decimal(text.replace(",", "."))):
        raise ValueError(Message(_("a share is above 0 and at most 1, such as 0.5")))
    return share


class Accepted(Part):
    text: Words
    share: Annotated[Decimal, BeforeValidator(_exact_share)] = Decimal(1)
    feedback: Remark = ""


class ShortSpec(Spec):
    accepted: Annotated[list[Accepted], Field(min_length=1, max_length=20)]
    level: text_match.Level = "tones"
    case: bool = False

    @cached_property
    def by_key(self) -> dict[str, Accepted]:
        return {self.key(accepted.text): accepted for accepted in self.accepted}

    def key(self, text: str) -> str:
        return text_match.key(text, self.level, case=self.case)


class Short(Kind[ShortSpec]):
    model = ShortSpec
    shuffles = False

    def faults(self, spec: ShortSpec) -> Iterator[Fault]:
        seen: set[str] = set()
        for n, accepted in enumerate(spec.accepted):
            key = spec.key(accepted.text)
            if not key:
                yield spec_fault("no_words", "accepted", n, "text", text=accepted.text)
            elif key in seen:
                yield spec_fault("same_text", "accepted", n, "text", text=accepted.text)
            seen.add(key)
        if all(accepted.share < 1 for accepted in spec.accepted):
            yield spec_fault("no_full_answer", "accepted")

    def checked(self, spec: ShortSpec, response: object) -> Response:
        return {"text": written_line(response, "text", MAX_LETTERS)}

    def earned(self, spec: ShortSpec, response: Response) -> Fraction:
        accepted = self._accepted(spec, response)
        return Fraction(accepted.share) if accepted else Fraction(0)

    def correct_response(self, spec: ShortSpec) -> Response:
        return {"text": next(accepted.text for accepted in spec.accepted if accepted.share == 1)}

    def random_guess(self, spec: ShortSpec) -> Fraction:
        return Fraction(0)

    def remarks(self, spec: ShortSpec, response: Response) -> list[str]:
        accepted = self._accepted(spec, response)
        return [accepted.feedback] if accepted else []

    def labels(self, spec: ShortSpec, response: Response) -> list[str]:
        return [response["text"]]

    def tallies(self, spec: ShortSpec, response: Response) -> list[str]:
        """The accepted answer it is the same as; others as far as the level tells them apart."""
        accepted = self._accepted(spec, response)
        return [accepted.text if accepted else spec.key(response["text"]) or response["text"]]

    @staticmethod
    def _accepted(spec: ShortSpec, response: Response) -> Accepted | None:
        return spec.by_key.get(spec.key(response["text"]))
