"""What every kind of question can do. Pure: plain data in, plain data and exact fractions out.

A question's content is a spec, stored as JSON; an answer is a response, stored as JSON. A kind reads both at the
edge (`load`, `checked`), and everything else takes what these two gave.
"""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from lms.shared.vietnamese import normalise_line

from .faults import BadResponse, BadSpec, Fault, shape_faults

MAX_RAW = 1000  # code points looked at; 200 letters, each in four code points, still fit
_SURROGATES = re.compile("[\ud800-\udfff]")  # JSON can carry halves of letters, which no database stores

Response = dict[str, Any]


def _line(value: object) -> object:
    return normalise_line(value) if isinstance(value, str) else value


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=20)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(_line)]
Remark = Annotated[str, StringConstraints(max_length=300), BeforeValidator(_line)]


class Part(BaseModel):
    """Base of everything in a spec; unknown fields are errors, so that a typo is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Spec(Part):
    """The content of one question."""


S = TypeVar("S", bound=Spec)


@dataclass(frozen=True, slots=True)
class Option:
    """What a member may choose. Neither its key nor its place among the options tells whether it is right."""

    key: str
    text: str


class Kind(ABC, Generic[S]):
    """One kind of question; stateless. `response` is what `checked` gave, or what it would take."""

    model: ClassVar[type[Any]]
    shuffles: ClassVar[bool] = True  # whether the options may stand in any order

    def load(self, data: object) -> S:
        """The spec in `data` (plain JSON), every text normalised; raises BadSpec with all that is wrong."""
        try:
            spec: S = self.model.model_validate(data)
        except ValidationError as error:
            raise BadSpec(shape_faults(error, self.model, data)) from error
        if found := list(self.faults(spec)):
            raise BadSpec(found)
        return spec

    def dump(self, spec: S) -> dict[str, Any]:
        """`spec` as it is stored; `load` gives it back."""
        return spec.model_dump(mode="json")

    def share(self, spec: S, response: Response | None) -> Fraction:
        """The exact part of the mark earned, 0 to 1; no answer earns nothing.

        Raises BadResponse for one that does not fit `spec`, which can only be when the spec was changed since.
        """
        return Fraction(0) if response is None else self.earned(spec, self.checked(spec, response))

    def feedback(self, spec: S, response: Response | None) -> list[str]:
        """The trainer's words that fit the response."""
        return [] if response is None else [text for text in self.remarks(spec, self.checked(spec, response)) if text]

    def answer_labels(self, spec: S, response: Response | None) -> list[str]:
        """The response in words, for result pages. Words of the interface are Messages, to be translated."""
        return [] if response is None else self.labels(spec, self.checked(spec, response))

    def counted_as(self, spec: S, response: Response | None) -> list[str]:
        """The labels under which statistics count the response: what is graded alike is counted together."""
        return [] if response is None else self.tallies(spec, self.checked(spec, response))

    def option_keys(self, spec: S) -> list[str]:
        """The keys that may be shuffled, in the order to show when nothing is; empty where the order is fixed."""
        return [option.key for option in self.options(spec)] if self.shuffles else []

    def with_order(self, spec: S, order: Sequence[str]) -> list[Option]:
        """The options to show, in `order`, which holds every one of `option_keys` once; raises ValueError."""
        if sorted(order) != sorted(self.option_keys(spec)):
            raise ValueError("the order holds every option once")
        options = {option.key: option for option in self.options(spec)}
        return [options[key] for key in order] if self.shuffles else list(options.values())

    def options(self, spec: S) -> list[Option]:
        """What can be chosen; nothing where the answer is written."""
        return []

    def tallies(self, spec: S, response: Response) -> list[str]:
        return self.labels(spec, response)

    def faults(self, spec: S) -> Iterator[Fault]:
        """What no single field can tell about a spec."""
        return iter(())

    @abstractmethod
    def checked(self, spec: S, response: object) -> Response:
        """The response as it is stored, in one normal form; raises BadResponse. Idempotent."""

    @abstractmethod
    def correct_response(self, spec: S) -> Response:
        """A response that earns 1."""

    @abstractmethod
    def random_guess(self, spec: S) -> Fraction:
        """The mean share of all responses that can be chosen; 0 where the answer is written."""

    @abstractmethod
    def earned(self, spec: S, response: Response) -> Fraction:
        """`share` of a response that is known to be in normal form; so are the ones below."""

    @abstractmethod
    def remarks(self, spec: S, response: Response) -> list[str]: ...

    @abstractmethod
    def labels(self, spec: S, response: Response) -> list[str]: ...


def opaque_key(text: str) -> str:
    """A key for an option that tells nothing but its text, which the member sees anyway.

    Keys that a person or a form hands out (a, b, c ...) would show in the page's source which one belongs where.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def fields(response: object) -> dict[Any, Any]:
    """`response` itself; raises BadResponse where it is no dict."""
    if not isinstance(response, dict):
        raise BadResponse("unreadable")
    return response


def written_line(response: object, name: str, most: int) -> str:
    """The one line that was written, normalised; raises BadResponse where there is none or it is too long."""
    text = fields(response).get(name)
    if text is None:
        raise BadResponse("nothing_written")
    if not isinstance(text, str) or _SURROGATES.search(text):
        raise BadResponse("unreadable")
    line = text if len(text) > MAX_RAW else normalise_line(text)
    if len(line) > most:
        raise BadResponse("too_long", length=len(line), most=most)
    if not line:
        raise BadResponse("nothing_written")
    return line
